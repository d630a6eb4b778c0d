package parley.relay;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * This relay's end of a trunk to be: a channel number that nobody else has here, until it is
 * closed.
 */
public interface TrunkEnd extends AutoCloseable {
  /** What the far side is to put on its datagrams: 0x4000 to 0x4FFF. */
  int channel();

  /** Where the far side may send them, best first. */
  List<InetSocketAddress> candidates();

  /** Gives the number back. Nothing comes in by it any more; a second call does nothing. */
  @Override
  void close();
}
