package parley.relay.ingest;

/** Takes what arrives of one track, for one subscriber. Media thread only. */
public interface MediaReceiver {
  /**
   * A packet is in the stream's store.
   *
   * @param layer index of the stream within its track, 0 the smallest
   * @param keyFrameStart whether it is known to be the first packet of a key frame
   */
  void onMedia(
      long nowNanos, IncomingStream stream, int layer, long sequence, boolean keyFrameStart);

  /** The layers that this subscriber is sent or is to be sent, a bit for each. */
  int layersInUse();

  /** The layer's stream was replaced by another one: nothing of before goes on. */
  void onRestart(int layer);
}
