/** The pages by which a delegate signs in and out and chooses her language. */
package parley.node.people.pages;
