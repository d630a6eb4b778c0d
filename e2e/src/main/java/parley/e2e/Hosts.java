package parley.e2e;

/** Where people's own hosts are: on one node, or each side's on its own. */
public interface Hosts {
  /**
   * A person's own address, or a press room's.
   *
   * @param host for example {@code anna.norland} or {@code press.sudria}
   * @param path starts with a slash
   */
  String at(String host, String path);
}
