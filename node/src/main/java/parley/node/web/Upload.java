package parley.node.web;

/**
 * A file that was sent with a form.
 *
 * @param fileName as the browser gave it; only for telling it to the person again
 * @param bytes the whole of it
 */
public record Upload(String fileName, byte[] bytes) {
  /** A file is private content: it never prints itself into a log. */
  @Override
  public String toString() {
    return "Upload[" + bytes.length + " bytes]";
  }
}
