package parley.relay;

import java.util.Map;
import java.util.TreeMap;
import parley.relay.io.MediaThread;
import parley.relay.wire.Drop;

/**
 * The media plane of one node: its thread, its sockets, its certificate, its rooms. Safe for use by
 * any thread.
 */
public final class Relay implements AutoCloseable {
  private final MediaThread thread;
  private final ChannelNumbers numbers = new ChannelNumbers();

  private Relay(MediaThread thread) {
    this.thread = thread;
  }

  /**
   * Binds the sockets and starts the media thread.
   *
   * @throws java.io.UncheckedIOException if an address cannot be bound
   */
  public static Relay start(RelaySettings settings) {
    return new Relay(MediaThread.start(settings));
  }

  /** A new empty room; its name is for the log. */
  public Room openRoom(String name) {
    return new ThreadRoom(name, thread, thread.random());
  }

  /**
   * Takes a channel number for a trunk, at random.
   *
   * @throws IllegalStateException if all of them are taken
   */
  public TrunkEnd trunkEnd() {
    int channel = numbers.take(thread.random());
    return new ReservedEnd(channel, thread, numbers);
  }

  /** Why datagrams and packets were dropped since the start, by reason. */
  public Map<String, Long> drops() {
    Map<String, Long> seen = new TreeMap<>();
    for (Drop drop : Drop.values()) {
      long count = thread.drops().count(drop);
      if (drop != Drop.NONE && count > 0) {
        seen.put(drop.name(), count);
      }
    }
    if (thread.refusedCommands() > 0) {
      seen.put("COMMAND_REFUSED", thread.refusedCommands());
    }
    return seen;
  }

  /** Closes every room, the thread and the sockets. */
  @Override
  public void close() {
    thread.close();
  }
}
