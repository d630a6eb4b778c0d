package parley.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import parley.relay.io.MediaThread;

/** A channel number that is held until nothing of the media thread can be meant by it. */
final class ReservedEnd implements TrunkEnd {
  private final int channel;
  private final MediaThread thread;
  private final ChannelNumbers numbers;
  private final AtomicBoolean closed = new AtomicBoolean();

  ReservedEnd(int channel, MediaThread thread, ChannelNumbers numbers) {
    this.channel = channel;
    this.thread = thread;
    this.numbers = numbers;
  }

  @Override
  public int channel() {
    return channel;
  }

  @Override
  public List<InetSocketAddress> candidates() {
    return thread.candidates();
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      thread.offer(
          (_, loop) -> {
            loop.switchboard().channels().close(channel);
            numbers.release(channel);
          });
    }
  }
}
