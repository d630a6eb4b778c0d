package parley.node;

import java.nio.file.Path;
import java.util.Optional;
import parley.line.LineSettings;
import parley.node.room.MediaAddresses;
import parley.node.storage.VaultKey;

/**
 * What an operator can set.
 *
 * @param port to listen on; zero takes any that is free
 * @param data the folder that the node owns
 * @param fresh whether to begin with an empty folder
 * @param key opens the private keys; none for a demo, whose own key lies in its folder and so locks
 *     nothing from who has that
 * @param line how it takes part in lines to other nodes; a node without knows none
 * @param media where media reach it
 */
public record NodeConfig(
    int port,
    Path data,
    boolean fresh,
    Optional<VaultKey> key,
    Optional<LineSettings> line,
    MediaAddresses media) {
  public NodeConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port");
    }
  }

  /** A node without lines. */
  public NodeConfig(int port, Path data, boolean fresh, Optional<VaultKey> key) {
    this(port, data, fresh, key, Optional.empty());
  }

  /** Media reach it at this machine's addresses. */
  public NodeConfig(
      int port, Path data, boolean fresh, Optional<VaultKey> key, Optional<LineSettings> line) {
    this(port, data, fresh, key, line, MediaAddresses.OWN);
  }
}
