package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.dossier.model.Role;
import parley.relay.MediaKind;
import parley.relay.PeerId;
import parley.relay.TrackId;
import parley.relay.TrunkEvent;
import parley.relay.TrunkParameters;
import parley.relay.TrunkTrack;

/** Two rooms' trunks, with a line in memory between them and relays that only listen. */
class FarTrunkTest {
  private final PairedLine line =
      new PairedLine(HouseAdmission.chain("norland"), HouseAdmission.chain("sudria"));
  private final Side north = new Side("norland", "sudria", line.one);
  private final Side south = new Side("sudria", "norland", line.other);

  private static final class Side {
    final RecordedRelay relay = new RecordedRelay();
    final TrunkEnds ends = new TrunkEnds();
    final PairedLine.End end;
    final FarTrunk trunk;

    Side(String own, String far, PairedLine.End end) {
      this.end = end;
      FarHouse house =
          new FarHouse("t", end, side(own, true), side(far, false), (delay, command) -> {});
      trunk = new FarTrunk("t", house, relay, ends, Runnable::run, () -> {});
      trunk.take(true);
      end.take = Optional.of(this::take);
    }

    private void take(CallRecord record) {
      switch (record) {
        case CallRecord.Trunk told -> trunk.hear(told);
        case CallRecord.Untrunk none -> trunk.hear(none);
        case CallRecord.Tracks tracks ->
            trunk.hear(tracks, name -> name.equals("nobody") ? Optional.empty() : person(name));
        case CallRecord.Layers layers -> trunk.hear(layers);
        default -> throw new AssertionError(record);
      }
    }

    private Optional<RoomPerson> person(String name) {
      String far = end == end.line().one ? "sudria" : "norland";
      return Optional.of(
          new RoomPerson(
              far,
              name,
              new Names(java.util.Map.of(), "en"),
              Set.of(Role.NEGOTIATOR),
              "en",
              1,
              true,
              false));
    }

    TrunkParameters last() {
      return relay.bridged.getLast();
    }

    void says(TrunkEvent event) {
      relay.trunks.values().forEach(listener -> listener.onEvent(event));
    }
  }

  private static RoomSide side(String slug, boolean isLocal) {
    return new RoomSide(
        slug,
        HouseAdmission.chain(slug).value(),
        new Names(java.util.Map.of(), "en"),
        "a",
        isLocal,
        true);
  }

  private static TrunkTrack track(String id, String publisher) {
    return new TrunkTrack(
        new TrackId(id),
        new PeerId(publisher),
        "camera",
        MediaKind.VIDEO,
        List.of(new TrunkTrack.Layer(7, 8), new TrunkTrack.Layer(9, 10)));
  }

  @BeforeEach
  void connect() {
    line.begin();
  }

  private void bothOpen() {
    north.trunk.open();
    line.settle();
    south.trunk.open();
    line.settle();
  }

  @Test
  void whereSomebodyIsOnOneNodeOnlyNothingIsBridged() {
    north.trunk.open();
    line.settle();
    assertThat(north.relay.bridged).isEmpty();
    assertThat(south.relay.bridged).isEmpty();
  }

  @Test
  void bothEndsHaveTheSameKeysEachWayAndEachOthersNumbers() {
    bothOpen();
    assertThat(north.last().in()).isEqualTo(south.last().out());
    assertThat(north.last().out()).isEqualTo(south.last().in());
    assertThat(north.last().ownChannel()).isEqualTo(south.last().farChannel());
    assertThat(south.last().ownChannel()).isEqualTo(north.last().farChannel());
    assertThat(north.last().farCandidates().getFirst().getPort()).isEqualTo(40_000);
  }

  @Test
  void aNewConnectionHasNewKeysUnderTheSameNameAndTheOldEndGoesWhenTheNewOneIsUp() {
    bothOpen();
    TrunkParameters before = north.last();
    line.goOn();
    bothOpen();
    assertThat(north.last().id()).isEqualTo(before.id());
    assertThat(north.last().in()).isNotEqualTo(before.in()).isEqualTo(south.last().out());
    assertThat(north.end.closed).isEmpty();
    north.says(new TrunkEvent.Connected());
    assertThat(north.end.closed).containsExactly(before.ownChannel());
  }

  @Test
  void oneEndIsEnoughForOneConnection() {
    bothOpen();
    int bridged = south.relay.bridged.size();
    bothOpen();
    assertThat(south.relay.bridged).hasSize(bridged);
    line.goOn();
    bothOpen();
    assertThat(south.relay.bridged).as("control: another connection").hasSizeGreaterThan(bridged);
  }

  @Test
  void connectionsInARowTakeNothingFromTheEndThatIsInUse() {
    bothOpen();
    int used = north.last().ownChannel();
    line.goOn();
    bothOpen();
    int never = north.last().ownChannel();
    line.goOn();
    bothOpen();
    assertThat(north.end.closed).containsExactly(never);
    north.says(new TrunkEvent.Connected());
    assertThat(north.end.closed).containsExactly(never, used);
  }

  @Test
  void aNewSessionEndsWhatTheOneBeforeHasJoined() {
    bothOpen();
    TrunkParameters before = north.last();
    north.trunk.begin();
    assertThat(north.relay.asked).endsWith("unbridge " + before.id());
    assertThat(north.end.closed).containsExactly(before.ownChannel());
    south.trunk.begin();
    bothOpen();
    assertThat(north.last().in()).isNotEqualTo(before.in()).isEqualTo(south.last().out());
  }

  @Test
  void tracksCrossUnderTheNameThatTheirPersonHasOnTheOtherSide() {
    bothOpen();
    north.says(new TrunkEvent.Offered(List.of(track("t1", "anna.norland"))));
    south.says(new TrunkEvent.Offered(List.of(track("t9", "maria.sudria"))));
    north.says(new TrunkEvent.Wanted(new TrackId("t9"), Set.of(0, 1)));
    line.settle();
    assertThat(south.relay.asked)
        .contains("offer " + south.last().id() + " [t1]")
        .contains("wanted " + south.last().id() + " t9 [0, 1]");
    assertThat(line.one.sent).anyMatch(text -> text.contains("\"publisher\":\"anna\""));
  }

  @Test
  void aTrackOfSomebodyWhoMayNotBeInTheRoomIsNotTaken() {
    bothOpen();
    north.says(
        new TrunkEvent.Offered(
            List.of(track("t1", "nobody.norland"), track("t2", "anna.norland"))));
    line.settle();
    assertThat(south.relay.asked).contains("offer " + south.last().id() + " [t2]");
  }

  @Test
  void nobodyCanWantATrackOfADelegationWhoseTrunkItIsNot() {
    bothOpen();
    north.says(
        new TrunkEvent.Offered(List.of(track("t1", "anna.norland"), track("t2", "boris.another"))));
    south.says(new TrunkEvent.Wanted(new TrackId("t2"), Set.of(0)));
    south.says(new TrunkEvent.Wanted(new TrackId("t1"), Set.of(0)));
    line.settle();
    assertThat(north.relay.asked)
        .filteredOn(asked -> asked.startsWith("wanted"))
        .containsExactly("wanted " + north.last().id() + " t1 [0]");
  }

  @Test
  void whenNobodyIsThereAnyMoreTheTrunkEndsOnBothSidesAndTheNumberIsFree() {
    bothOpen();
    int channel = north.last().ownChannel();
    north.trunk.close();
    line.settle();
    assertThat(north.relay.asked).endsWith("unbridge " + north.last().id());
    assertThat(south.relay.asked).endsWith("unbridge " + south.last().id());
    assertThat(north.end.closed).containsExactly(channel);
    TrunkParameters before = south.last();
    north.trunk.open();
    line.settle();
    assertThat(south.last().in()).as("it begins anew").isNotEqualTo(before.in());
  }

  @Test
  void aRoomThatIsGivenUpGivesItsNumbersBackPastItsThreadAndTakesNoMore() {
    bothOpen();
    int used = north.last().ownChannel();
    line.goOn();
    north.trunk.open();
    assertThat(north.end.closed).as("control: both are open").isEmpty();
    north.ends.abandon();
    assertThat(north.end.closed).containsExactlyInAnyOrder(used, used + 1);
    line.goOn();
    north.trunk.open();
    assertThat(north.end.closed).as("what it opens afterwards").contains(used + 2);
    assertThat(south.end.closed).as("control: others keep theirs").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"trunk\",\"end\":{\"channel\":1,\"turn\":1,\"candidates\":[]}",
        "\"trunk\",\"end\":7",
        "\"trunk\"",
        "\"tracks\",\"tracks\":[{}]",
        "\"layers\",\"track\":\"t\",\"layers\":[3]",
        "\"layers\",\"track\":\"t\",\"layers\":[2],\"more\":1"
      })
  void whatIsNoRecordOfATrunkIsAnIncidentAndNothingElse(String content) {
    bothOpen();
    north.says(new TrunkEvent.Offered(List.of(track("t", "anna.norland"))));
    int before = north.relay.asked.size();
    line.one.forge("{\"talk\":\"t\",\"type\":" + content + "}");
    line.one.forge("{\"talk\":\"t\",\"type\":\"layers\",\"track\":\"t\",\"layers\":[2]}");
    line.settle();
    assertThat(line.one.incidents).hasSize(1).first().asString().startsWith("MALFORMED");
    assertThat(north.relay.asked).as("control: one that is").hasSize(before + 1);
  }
}
