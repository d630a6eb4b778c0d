package parley.node;

import java.nio.file.Path;

/**
 * What an operator can set.
 *
 * @param port to listen on; zero takes any that is free
 * @param data the folder that the node owns
 * @param fresh whether to begin with an empty folder
 */
public record NodeConfig(int port, Path data, boolean fresh) {
  public NodeConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port");
    }
  }
}
