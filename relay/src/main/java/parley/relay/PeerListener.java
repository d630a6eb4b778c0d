package parley.relay;

/** Receives what happens to one peer. Called from the media thread, so it must not block. */
@FunctionalInterface
public interface PeerListener {
  void onEvent(PeerEvent event);
}
