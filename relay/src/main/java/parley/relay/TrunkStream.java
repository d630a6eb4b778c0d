package parley.relay;

import java.util.Arrays;
import java.util.List;
import parley.relay.forward.DownTrack;
import parley.relay.ingest.IncomingTrack;

/** One track of ours as it crosses a trunk: each layer by itself. Media thread only. */
final class TrunkStream implements Demand.User {
  /** Every layer that begins takes a key frame. Lower shows more sooner, higher flaps less. */
  private static final long STAY_SMALLER_NANOS = 3_000_000_000L;

  private final Publication publication;
  private final DownTrack[] layers;
  private final TrunkTrack offered;
  private int wanted;
  private int chosen;
  private boolean everSmaller;
  private long smallerNanos;

  TrunkStream(Publication publication, List<DownTrack> layers) {
    this.publication = publication;
    this.layers = layers.toArray(DownTrack[]::new);
    offered =
        new TrunkTrack(
            publication.id(),
            publication.publisher().id(),
            publication.name(),
            publication.kind(),
            layers.stream().map(TrunkStream::layer).toList());
    publication.demand().add(this);
  }

  private static TrunkTrack.Layer layer(DownTrack track) {
    return new TrunkTrack.Layer(
        Integer.toUnsignedLong(track.format().ssrc()),
        Integer.toUnsignedLong(track.format().rtxSsrc()));
  }

  TrackId id() {
    return publication.id();
  }

  TrunkTrack offered() {
    return offered;
  }

  boolean isPicture() {
    return publication.kind() == MediaKind.VIDEO;
  }

  IncomingTrack track() {
    return publication.track();
  }

  /** The layer whose retransmissions try the link. */
  DownTrack padded() {
    return layers[chosen == 0 ? 0 : Integer.numberOfTrailingZeros(chosen)];
  }

  DownTrack[] layers() {
    return layers;
  }

  /** The far side wants these, a bit for each. */
  void want(int mask) {
    wanted = mask & (1 << layers.length) - 1;
  }

  int wanted() {
    return wanted;
  }

  @Override
  public int highestUseful() {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(wanted);
  }

  /** What to consider now: what became smaller stays so for a while. */
  int wantedNow(long nowNanos) {
    boolean resting = everSmaller && nowNanos - smallerNanos < STAY_SMALLER_NANOS;
    int above = chosen == 0 ? ~0 : -1 << Integer.SIZE - Integer.numberOfLeadingZeros(chosen);
    if (!resting || (wanted & above) == 0) {
      return wanted;
    }
    return wanted & ~above | Integer.highestOneBit(chosen);
  }

  /** What was chosen last. */
  int chosen() {
    return chosen;
  }

  /** Sends these layers and no others. */
  void aim(long nowNanos, int mask) {
    if ((chosen & wanted & ~mask) != 0) {
      everSmaller = true;
      smallerNanos = nowNanos;
    }
    set(nowNanos, mask);
  }

  /** Sends nothing for the present; what is wanted is sent again as soon as it is aimed at. */
  void rest(long nowNanos) {
    set(nowNanos, 0);
  }

  /** Goes on with a key frame. */
  void renew() {
    if (chosen != 0) {
      track().requestKeyFrame();
    }
  }

  private void set(long nowNanos, int mask) {
    chosen = mask;
    for (int layer = 0; layer < layers.length; layer++) {
      layers[layer].aim(nowNanos, (mask >>> layer & 1) != 0 ? layer : DownTrack.PAUSED);
    }
  }

  void onDeadline(long nowNanos) {
    for (DownTrack layer : layers) {
      layer.onDeadline(nowNanos);
    }
  }

  void close() {
    Arrays.stream(layers).forEach(DownTrack::close);
    publication.demand().remove(this);
  }
}
