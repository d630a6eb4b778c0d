package parley.node.line.probe;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import parley.line.LineKeying;
import parley.node.trunk.ToldEnd;
import parley.node.trunk.Trunks;
import parley.relay.PeerId;
import parley.relay.Room;
import parley.relay.TrackId;
import parley.relay.TrunkEnd;
import parley.relay.TrunkEvent;
import parley.relay.TrunkId;
import parley.relay.TrunkTrack;
import parley.relay.clip.ClipReport;

/** A test's room in the relay, bridged to the other node's over one connection of the line. */
public final class RelayTestRoom implements TestRoom {
  private static final TrunkId TRUNK = new TrunkId("test");
  private static final PeerId OURS = new PeerId("ours");
  private static final PeerId THEIRS = new PeerId("theirs");

  private final TestId id;
  private final Room room;
  private final TrunkEnd end;
  private final LineKeying keying;
  private final Executor turn;
  private final Consumer<TestMessage> say;

  /**
   * @param turn where the media thread leaves what may block
   * @param say tells the other side
   */
  public RelayTestRoom(
      TestId id,
      Room room,
      TrunkEnd end,
      LineKeying keying,
      Executor turn,
      Consumer<TestMessage> say) {
    this.id = id;
    this.room = room;
    this.end = end;
    this.keying = keying;
    this.turn = turn;
    this.say = say;
  }

  @Override
  public ToldEnd end() {
    return ToldEnd.of(end, 1);
  }

  @Override
  public void join(ToldEnd far) {
    room.bridge(
        Trunks.between(TRUNK, keying, "test " + id, end(), far),
        event -> turn.execute(() -> pass(event)));
  }

  private void pass(TrunkEvent event) {
    switch (event) {
      case TrunkEvent.Offered(var tracks) -> say.accept(new TestMessage.Offered(id, tracks));
      case TrunkEvent.Wanted(var track, var layers) ->
          say.accept(new TestMessage.Wanted(id, track, layers));
      case TrunkEvent.Connected _,
          TrunkEvent.Silent _,
          TrunkEvent.Measured _,
          TrunkEvent.Refused _,
          TrunkEvent.Closed _ -> {} // the figures will show it
    }
  }

  @Override
  public void play(Consumer<ClipReport> then) {
    room.play(OURS, Tester.PLAYING, report -> turn.execute(() -> then.accept(report)));
  }

  @Override
  public void echo() {
    room.echo(OURS);
  }

  @Override
  public void offer(List<TrunkTrack> tracks) {
    room.offer(TRUNK, tracks.stream().map(track -> track.publishedBy(THEIRS)).toList());
  }

  @Override
  public void wanted(TrackId track, Set<Integer> layers) {
    room.wanted(TRUNK, track, layers);
  }

  @Override
  public void close() {
    room.close();
    end.close();
  }
}
