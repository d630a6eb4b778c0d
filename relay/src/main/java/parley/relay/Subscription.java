package parley.relay;

import parley.relay.forward.DownTrack;

/** One track of somebody else as one peer receives it. */
final class Subscription {
  private final TrackAllotment allotment;
  private final DownTrack downTrack;
  private PictureSize wanted = PictureSize.FULL;
  private boolean ready;

  Subscription(TrackAllotment allotment, DownTrack downTrack) {
    this.allotment = allotment;
    this.downTrack = downTrack;
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

  /** The largest layer that the subscriber has use for at present. */
  int highestUseful() {
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
