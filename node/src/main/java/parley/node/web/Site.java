package parley.node.web;

/** The kinds of host name that this node answers to. */
public enum Site {
  /** {@code localhost}: the demo's cast page. */
  CAST,
  /** {@code anna.norland.localhost}: a person's own pages. */
  SEAT,
  /** {@code press.norland.localhost}: what the public sees. */
  PRESS
}
