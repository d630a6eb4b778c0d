package parley.line;

import java.net.InetAddress;

/** What one connection of a line gives to media; of no use once the next is up. Any thread. */
public interface LineKeying {
  /** RFC 8446 section 7.5: the same bytes at both ends, others on each connection. */
  byte[] export(String label, byte[] context, int length);

  /** Where the counterpart's node was reached, or came from. */
  InetAddress remote();

  /** Whether this node dialled; exactly one end did. */
  boolean dialled();
}
