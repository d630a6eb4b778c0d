package parley.relay.ingest;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** One published track: its layers and who receives it. Media thread only. */
public final class IncomingTrack {
  /** Bits per second that browsers give to 180, 360 and 720 lines, and to a single picture. */
  private static final long[] CUSTOM_LAYERS = {150_000, 500_000, 1_700_000};

  private static final long CUSTOM_SINGLE = 500_000;

  private final TrackShape shape;
  private final RandomGenerator random;
  private final IncomingStream[] layers;
  private final KeyFrameRequests keyFrames = new KeyFrameRequests();
  private MediaReceiver[] receivers = {};
  private boolean held;

  /** A track of which nothing has arrived; {@code random} spreads its repair requests. */
  public IncomingTrack(TrackShape shape, RandomGenerator random) {
    this.shape = shape;
    this.random = random;
    layers = new IncomingStream[shape.rids().size()];
    Arrays.setAll(layers, i -> new IncomingStream(shape, random));
  }

  /** What was announced. */
  public TrackShape shape() {
    return shape;
  }

  /** How many layers it may have. */
  public int layerCount() {
    return layers.length;
  }

  /** A layer, 0 the smallest. */
  public IncomingStream layer(int index) {
    return layers[index];
  }

  /** While held, nothing passes on. */
  public void hold(boolean hold) {
    boolean released = held && !hold;
    held = hold;
    for (int layer = 0; released && layer < layers.length; layer++) {
      restart(layer);
    }
  }

  private void restart(int layer) {
    for (MediaReceiver receiver : receivers) {
      receiver.onRestart(layer);
    }
  }

  /** Whether it is held. */
  public boolean isHeld() {
    return held;
  }

  /** Passes what arrives from now on to {@code receiver} too. */
  public void add(MediaReceiver receiver) {
    receivers = Arrays.copyOf(receivers, receivers.length + 1);
    receivers[receivers.length - 1] = receiver;
  }

  /** Passes nothing on to {@code receiver} any more. */
  public void remove(MediaReceiver receiver) {
    receivers = Arrays.stream(receivers).filter(r -> r != receiver).toArray(MediaReceiver[]::new);
  }

  /** Somebody cannot go on without a key frame. */
  public void requestKeyFrame() {
    if (shape.video()) {
      keyFrames.want();
    }
  }

  /**
   * What a layer takes of a link in bits per second, by measure, or by custom while it is too young
   * to be measured; negative while the publisher does not send it, unless it would on demand.
   */
  public long cost(int layer, long nowNanos) {
    boolean sent = layers[layer].isAlive(nowNanos) || shape.isOnDemand();
    return sent || isNew(nowNanos) ? costOnceSent(layer, nowNanos) : -1;
  }

  /** Whether no layer has been there for long enough to tell which of them are sent. */
  private boolean isNew(long nowNanos) {
    for (IncomingStream layer : layers) {
      if (layer.isAlive(nowNanos) && !layer.isYoung(nowNanos)) {
        return false;
      }
    }
    return true;
  }

  /** The layers that any subscriber is sent or is to be sent, a bit for each. */
  public int layersInUse() {
    int inUse = 0;
    for (MediaReceiver receiver : receivers) {
      inUse |= receiver.layersInUse();
    }
    return inUse;
  }

  /** What a layer takes of a link by measure, or by custom while that cannot be told. */
  public long costOnceSent(int layer, long nowNanos) {
    IncomingStream stream = layers[layer];
    long custom = layers.length == 1 ? CUSTOM_SINGLE : CUSTOM_LAYERS[layer];
    if (!stream.isAlive(nowNanos)) {
      return custom;
    }
    long measured = stream.bitsPerSecond(nowNanos);
    return stream.isYoung(nowNanos) ? Math.max(measured, custom) : measured;
  }

  KeyFrameRequests keyFrames() {
    return keyFrames;
  }

  /** The layer's packets have this SSRC from now on. */
  void bind(int layer, int ssrc) {
    IncomingStream stream = layers[layer];
    if (stream.isBound() && stream.ssrc() != ssrc) {
      layers[layer] = new IncomingStream(shape, random);
      restart(layer);
    }
    layers[layer].bind(ssrc);
  }

  void pass(long nowNanos, int layer, long sequence, boolean keyFrameStart) {
    IncomingStream stream = layers[layer];
    if (keyFrameStart) {
      stream.onKeyFrame(sequence);
      stream.store().markKeyFrameStart(sequence);
      keyFrames.onKeyFrame();
    }
    for (MediaReceiver receiver : receivers) {
      receiver.onMedia(nowNanos, stream, layer, sequence, keyFrameStart);
    }
  }
}
