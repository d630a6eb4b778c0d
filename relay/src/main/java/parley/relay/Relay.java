package parley.relay;

import java.util.Map;

/**
 * The media plane of one node: its thread, its sockets, its certificate, its rooms. Safe for use by
 * any thread.
 */
public final class Relay implements AutoCloseable {

  private Relay() {}

  /**
   * Binds the sockets and starts the media thread.
   *
   * @throws java.io.UncheckedIOException if an address cannot be bound
   */
  public static Relay start(RelaySettings settings) {
    throw new UnsupportedOperationException("not built yet");
  }

  /** A new empty room; its name is for the log. */
  public Room openRoom(String name) {
    throw new UnsupportedOperationException("not built yet");
  }

  /** Why datagrams and packets were dropped since the start, by reason. */
  public Map<String, Long> drops() {
    throw new UnsupportedOperationException("not built yet");
  }

  /** Closes every room, the thread and the sockets. */
  @Override
  public void close() {}
}
