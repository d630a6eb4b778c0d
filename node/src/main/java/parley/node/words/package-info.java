/** The words of the pages in each language of the house. Knows nothing of the web or of people. */
package parley.node.words;
