package parley.node.room;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import parley.relay.TrunkEnd;

/** The ends of trunks that one room has open, so that they can be closed past its thread. */
final class TrunkEnds {
  private final Queue<TrunkEnd> open = new ConcurrentLinkedQueue<>();
  private volatile boolean isAbandoned;

  /** A new end beside the line; closed at once where the room was given up. */
  TrunkEnd open(Way way) {
    TrunkEnd end = way.trunkEnd();
    open.add(end);
    if (isAbandoned) {
      close(end);
    }
    return end;
  }

  void close(TrunkEnd end) {
    open.remove(end);
    end.close();
  }

  /** Any thread may: the room's own hangs. */
  void abandon() {
    isAbandoned = true;
    open.forEach(this::close);
  }
}
