package parley.node.demo;

import java.net.URI;

/** Whom of the invented delegations a demo's node has. */
public sealed interface House {
  /** Whether this delegation lives here. */
  boolean has(String delegation);

  /** Both of them: the node is a neutral host. */
  record Neutral() implements House {
    @Override
    public boolean has(String delegation) {
      return true;
    }
  }

  /**
   * One of them; the other has a node of its own.
   *
   * @param delegation its slug
   * @param neighbour the other's cast page
   * @param line where the other's node listens for this one
   */
  record Own(String delegation, URI neighbour, String line) implements House {
    @Override
    public boolean has(String slug) {
      return slug.equals(delegation);
    }
  }
}
