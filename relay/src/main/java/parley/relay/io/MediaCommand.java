package parley.relay.io;

/** What another thread leaves for the media thread to do. */
@FunctionalInterface
public interface MediaCommand {
  /** Runs on the media thread. */
  void run(long nowNanos, MediaLoop loop);
}
