/**
 * The press rooms as the public reaches them: pages, feed, pictures, keys. Its handlers can reach
 * the public projection and nothing else of this node; the build checks what this package imports.
 */
package parley.node.press.site;
