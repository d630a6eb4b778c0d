package parley.node.room;

import java.net.InetSocketAddress;
import java.util.List;
import parley.relay.TrunkEnd;

/** The end of a trunk that others reach elsewhere than where the relay listens. */
record AnnouncedEnd(TrunkEnd own, List<InetSocketAddress> candidates) implements TrunkEnd {
  @Override
  public int channel() {
    return own.channel();
  }

  @Override
  public void close() {
    own.close();
  }
}
