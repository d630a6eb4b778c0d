package parley.relay;

/** Receives what happens to one trunk. Called from the media thread, so it must not block. */
@FunctionalInterface
public interface TrunkListener {
  void onEvent(TrunkEvent event);
}
