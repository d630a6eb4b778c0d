package parley.relay;

import parley.relay.forward.DownTrack;

/** One track of somebody else as one peer receives it. */
final class Subscription implements Demand.User {
  /** Every change takes a key frame. Lower shows more sooner, higher flaps less. */
  private static final long STAY_SMALLER_NANOS = 3_000_000_000L;

  private final TrackAllotment allotment;
  private final DownTrack downTrack;
  private final Demand demand;
  private PictureSize wanted = PictureSize.FULL;
  private boolean ready;
  private boolean everSmaller;
  private long smallerNanos;

  Subscription(TrackAllotment allotment, DownTrack downTrack, Demand demand) {
    this.allotment = allotment;
    this.downTrack = downTrack;
    this.demand = demand;
    demand.add(this);
  }

  /** Ends it: nothing is sent any more, and nothing is of use. */
  void close() {
    downTrack.close();
    demand.remove(this);
  }

  TrackAllotment allotment() {
    return allotment;
  }

  DownTrack downTrack() {
    return downTrack;
  }

  void ready() {
    ready = true;
  }

  void want(PictureSize size) {
    wanted = size;
  }

  boolean isReady() {
    return ready;
  }

  boolean isPicture() {
    return allotment.kind() == MediaKind.VIDEO;
  }

  /** Aims the track at a layer that was chosen. */
  void aim(long nowNanos, int layer) {
    if (layer < downTrack.target() && layer < highestUseful()) {
      everSmaller = true;
      smallerNanos = nowNanos;
    }
    downTrack.aim(nowNanos, layer);
  }

  /** The largest layer to consider now: what became smaller stays so for a while. */
  int highestNow(long nowNanos) {
    boolean resting = everSmaller && nowNanos - smallerNanos < STAY_SMALLER_NANOS;
    int useful = highestUseful();
    return resting ? Math.min(useful, downTrack.target()) : useful;
  }

  /** The largest layer that the subscriber has use for at present. */
  @Override
  public int highestUseful() {
    if (!ready) {
      return DownTrack.PAUSED;
    }
    int largest = downTrack.track().layerCount() - 1;
    return switch (wanted) {
      case NONE -> DownTrack.PAUSED;
      case QUARTER -> 0;
      case HALF -> Math.min(1, largest);
      case FULL -> largest;
    };
  }
}
