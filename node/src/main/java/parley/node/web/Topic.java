package parley.node.web;

/**
 * What a page follows; when it changes, the page fetches itself anew.
 *
 * @param name such as {@code talk/7}
 */
public record Topic(String name) {}
