package parley.node.people;

/**
 * Who did something to people, keys or rights: one of them, the node's operator, or a command on
 * the node's own machine.
 *
 * @param name as the audit keeps it; a person's contains a dot and no other does
 */
public record Actor(String name) {
  /** Whoever holds the operator's link. */
  public static final Actor OPERATOR = new Actor("operator");

  /** Whoever starts the node on its machine. */
  public static final Actor COMMAND = new Actor("command");

  /** A person of this node. */
  public static Actor of(DelegateId person) {
    return new Actor(person.toString());
  }
}
