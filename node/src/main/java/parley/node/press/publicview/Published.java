package parley.node.press.publicview;

/**
 * A statement with the bytes that were signed.
 *
 * @param jws compact serialization, RFC 7515
 */
public record Published(Statement statement, String jws) {
  /** Reads a statement that this node published. */
  public static Published of(String jws) {
    return new Published(StatementFormat.read(jws), jws);
  }
}
