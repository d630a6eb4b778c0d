package parley.node.line.probe;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import parley.node.trunk.ToldEnd;
import parley.relay.TrackId;
import parley.relay.TrunkTrack;
import parley.relay.clip.ClipReport;

/** A room of its own for one test, and this node's end of the way to the other's. */
public interface TestRoom extends AutoCloseable {
  /** This end, for the other side to know. */
  ToldEnd end();

  /** Opens the way. */
  void join(ToldEnd far);

  /** Plays the clip; {@code then} hears what came of it, on any thread. */
  void play(Consumer<ClipReport> then);

  /** Sends back whatever is played there. */
  void echo();

  /** What the other side's room publishes. */
  void offer(List<TrunkTrack> tracks);

  /** What the other side has a use for. */
  void wanted(TrackId track, Set<Integer> layers);

  /** Ends all of it. */
  @Override
  void close();
}
