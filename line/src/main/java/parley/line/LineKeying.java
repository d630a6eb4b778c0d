package parley.line;

import java.net.InetAddress;
import parley.dossier.model.Base64Url;

/** What one connection of a line gives to media; of no use once the next is up. Any thread. */
public interface LineKeying {
  /** RFC 8446 section 7.5: the same bytes at both ends, others on each connection. */
  byte[] export(String label, byte[] context, int length);

  /**
   * The same at both ends, another for each connection: while one connection takes the place of
   * another, the ends may hold different ones for a moment.
   */
  default String name() {
    return Base64Url.encode(export("EXPORTER-parley-connection", new byte[0], 16));
  }

  /** Where the counterpart's node was reached, or came from. */
  InetAddress remote();

  /** Whether this node dialled; exactly one end did. */
  boolean dialled();
}
