package parley.node.press.joint;

import java.net.InetAddress;
import java.net.URI;
import java.util.Set;

/**
 * Where another side says that its press room is.
 *
 * @param room the origin of its public pages
 * @param line where its node was reached on the line: the one address inside a network that may be
 *     asked
 */
public record PressPlace(URI room, Set<InetAddress> line) {
  public PressPlace {
    line = Set.copyOf(line);
  }
}
