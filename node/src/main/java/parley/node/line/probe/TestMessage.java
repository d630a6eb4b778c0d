package parley.node.line.probe;

import java.util.List;
import java.util.Set;
import parley.node.trunk.ToldEnd;
import parley.relay.TrackId;
import parley.relay.TrunkTrack;

/** What two nodes say about a test of the line between them. */
public sealed interface TestMessage {
  TestId id();

  /** Will you send back what I play? My end is ready. */
  record Ask(TestId id, ToldEnd end) implements TestMessage {}

  /** Yes; my end is ready. */
  record Accepted(TestId id, ToldEnd end) implements TestMessage {}

  /**
   * No.
   *
   * @param why {@link Finding#BUSY} or {@link Finding#TOO_SOON}
   */
  record Refused(TestId id, Finding why) implements TestMessage {}

  /** All that my room publishes. */
  record Offered(TestId id, List<TrunkTrack> tracks) implements TestMessage {
    public Offered {
      tracks = List.copyOf(tracks);
    }
  }

  /** Those layers of a picture of yours have a use here. */
  record Wanted(TestId id, TrackId track, Set<Integer> layers) implements TestMessage {
    public Wanted {
      layers = Set.copyOf(layers);
    }
  }

  /** It is over; each side judges the figures itself. From who asked. */
  record Done(TestId id, Figures figures) implements TestMessage {}

  /** It is over without figures. From either. */
  record Failed(TestId id) implements TestMessage {}
}
