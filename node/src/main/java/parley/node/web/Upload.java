package parley.node.web;

/**
 * A file that came with a form.
 *
 * @param fileName what the browser calls it; not to be used as a path
 * @param type what the browser takes it for; not to be believed
 * @param bytes all of it
 */
public record Upload(String fileName, String type, byte[] bytes) {
  @Override
  public String toString() {
    return "Upload[" + bytes.length + " bytes]";
  }
}
