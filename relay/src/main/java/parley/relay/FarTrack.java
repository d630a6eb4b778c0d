package parley.relay;

import java.util.HashSet;
import java.util.Set;

/** A track that comes by a trunk, and what the far side was told of its use. Media thread only. */
final class FarTrack {
  /**
   * A layer that nobody has use for any more is still wanted for so long. Lower spares the line
   * sooner; higher changes sizes without a gap on a slow line.
   */
  private static final long STAY_NANOS = 2_000_000_000L;

  private final TrunkTrack offered;
  private final Publication publication;
  private final long[] usedNanos;
  private int told;

  FarTrack(TrunkTrack offered, Publication publication) {
    this.offered = offered;
    this.publication = publication;
    usedNanos = new long[offered.layers().size()];
  }

  TrunkTrack offered() {
    return offered;
  }

  Publication publication() {
    return publication;
  }

  /** Whether the far side is to be told {@link #wanted} now: more at once, less later. */
  boolean changes(long nowNanos) {
    int used = layersInUse();
    int wanted = told | used;
    for (int layer = 0; layer < usedNanos.length; layer++) {
      if ((used >>> layer & 1) != 0) {
        usedNanos[layer] = nowNanos;
      } else if (nowNanos - usedNanos[layer] >= STAY_NANOS) {
        wanted &= ~(1 << layer);
      }
    }
    boolean changed = wanted != told;
    told = wanted;
    return changed;
  }

  /** Sound is of use before anybody asks for it: the first word would be lost. */
  private int layersInUse() {
    return offered.kind() == MediaKind.AUDIO ? 1 : publication.track().layersInUse();
  }

  /** Nothing of it is wanted any more. False if the far side knows. */
  boolean end() {
    boolean changed = told != 0;
    told = 0;
    return changed;
  }

  /** Nothing that was told counts any more. */
  void forget() {
    told = 0;
  }

  TrunkEvent.Wanted wanted() {
    Set<Integer> layers = new HashSet<>();
    for (int layer = 0; layer < usedNanos.length; layer++) {
      if ((told >>> layer & 1) != 0) {
        layers.add(layer);
      }
    }
    return new TrunkEvent.Wanted(offered.id(), layers);
  }
}
