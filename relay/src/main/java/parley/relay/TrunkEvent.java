package parley.relay;

import java.util.List;
import java.util.Set;

/** What the relay tells about one trunk, in order. {@link Closed} is the last. */
public sealed interface TrunkEvent {

  /**
   * What this room publishes into the trunk from now on, all of it. Told once after each {@link
   * Room#bridge}, and whenever it changes.
   */
  record Offered(List<TrunkTrack> tracks) implements TrunkEvent {
    public Offered {
      tracks = List.copyOf(tracks);
    }
  }

  /**
   * The layers of a far track, 0 the smallest, that somebody here has use for; none when nobody
   * watches, or when it is expected by this trunk no more. Sound has one, of use for as long as it
   * is expected. A track that nothing was said of has no use. Told anew after each {@link
   * Room#bridge}.
   *
   * @param farTrack the track's id as the far side says it
   */
  record Wanted(TrackId farTrack, Set<Integer> layers) implements TrunkEvent {
    public Wanted {
      layers = Set.copyOf(layers);
    }
  }

  /** Something authentic came, the first time or after a silence: media passes. */
  record Connected() implements TrunkEvent {}

  /**
   * Nothing authentic came for two seconds, or ever since the bridging; {@link Connected} follows
   * when it does again.
   */
  record Silent() implements TrunkEvent {}

  /** Measured once in a while for as long as the trunk is connected. */
  record Measured(Quality quality) implements TrunkEvent {}

  /** What was asked was not accepted and changed nothing; {@code reason} is for a log. */
  record Refused(String reason) implements TrunkEvent {}

  /** The trunk is no more. */
  record Closed() implements TrunkEvent {}
}
