package parley.line.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.TalkId;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.Parcel;

/** Two ends of one line and what is on its way between them. */
class ExchangeTest {
  private static final long LINE_HAS_ROOM_FOR = 32L << 20;

  private final Shelf norland = new Shelf(Shelf.NORLAND);
  private final Shelf sudria = new Shelf(Shelf.SUDRIA);
  private final Exchange near = exchange(Shelf.NORLAND, Shelf.SUDRIA, norland);
  private final Exchange far = exchange(Shelf.SUDRIA, Shelf.NORLAND, sudria);
  private final Deque<Parcel> toFar = new ArrayDeque<>();
  private final Deque<Parcel> toNear = new ArrayDeque<>();
  private Instant now = Shelf.START;
  private long underWay;
  private long mostUnderWay;
  private long all;
  private int faults;
  private final List<LineIncident.Kind> incidents = new ArrayList<>();

  private static Exchange exchange(Shelf.Party own, Shelf.Party counterpart, Shelf shelf) {
    return new Exchange(new LineId(own.line(), counterpart.line()), shelf, Shelf.START);
  }

  @Test
  void twoHundredTalksThatAreNewToOneSideNeverExceedTheRoomOfTheLine() {
    List<Body> said = IntStream.range(0, 3).mapToObj(each -> text(each, 120_000)).toList();
    List<TalkId> talks =
        IntStream.range(0, 200).mapToObj(each -> Shelf.add(each, norland, sudria, said)).toList();
    begin();
    deliverAll();
    assertThat(mostUnderWay).isLessThan(LINE_HAS_ROOM_FOR / 2);
    assertThat(all)
        .as("control: it is more than the line has room for")
        .isGreaterThan(2 * LINE_HAS_ROOM_FOR);
    assertThat(talks).allSatisfy(this::isTheSame);
    assertThat(faults).isZero();
    assertThat(incidents).isEmpty();
  }

  @Test
  void aTalkAtWhichThisNodeFailsHoldsUpNoOtherAndIsTakenUpAgain() {
    List<Body> said = List.of(text(0, 100));
    List<TalkId> talks =
        IntStream.range(0, 5).mapToObj(each -> Shelf.add(each, norland, sudria, said)).toList();
    TalkId failing = talks.stream().sorted().findFirst().orElseThrow();
    sudria.failing.add(failing);
    begin();
    deliverAll();
    assertThat(faults).isPositive();
    sudria.failing.clear();
    assertThat(talks.stream().filter(talk -> !talk.equals(failing))).allSatisfy(this::isTheSame);
    assertThat(sudria.find(failing).orElseThrow().bodies()).as("control").isEmpty();
    passSeconds(60);
    isTheSame(failing);
    assertThat(incidents).isEmpty();
  }

  @Test
  void aFloodOfMessagesLosesNoTurn() {
    List<Body> said = IntStream.range(0, 8).mapToObj(each -> text(each, 120_000)).toList();
    List<TalkId> talks =
        IntStream.range(0, 8).mapToObj(each -> Shelf.add(each, norland, sudria, said)).toList();
    begin();
    while (toNear.size() > 1) {
      keep(toFar, near.received(toNear.poll().text(), now));
    }
    for (int each = 0; each < 1_100; each++) {
      keep(toFar, near.received("no message", now));
      keep(toNear, far.received("no message", now));
    }
    assertThat(talks).as("control: some are under way").anySatisfy(this::isNotTheSame);
    deliverAll();
    assertThat(incidents).as("control").contains(LineIncident.Kind.FLOOD);
    assertThat(talks).as("control: some were dropped").anySatisfy(this::isNotTheSame);
    passSeconds(120);
    assertThat(talks).allSatisfy(this::isTheSame);
  }

  @Test
  void aLineOfMoreTalksThanMessagesAtOnceBringsThemAll() {
    List<Body> said = List.of(text(0, 10));
    List<TalkId> talks =
        IntStream.range(0, 1_100).mapToObj(each -> Shelf.add(each, norland, sudria, said)).toList();
    begin();
    deliverAll();
    passSeconds(60);
    assertThat(talks).allSatisfy(this::isTheSame);
  }

  @Test
  void entriesAtWhichThisNodeFailsAreAnsweredAndSentAgain() {
    TalkId talk = Shelf.add(0, norland, sudria, List.of(text(0, 100)));
    begin();
    keep(toNear, far.received(toFar.poll().text(), now));
    keep(toFar, near.received(toNear.poll().text(), now));
    sudria.failing.add(talk);
    deliverAll();
    assertThat(faults).isPositive();
    assertThat(sudria.entries(talk)).as("control: not taken in").hasSize(4);
    sudria.failing.clear();
    passSeconds(60);
    isTheSame(talk);
    assertThat(incidents).isEmpty();
  }

  private void passSeconds(int seconds) {
    for (int second = 0; second < seconds; second++) {
      now = now.plus(Duration.ofSeconds(1));
      keep(toNear, far.tick(now));
      keep(toFar, near.tick(now));
      deliverAll();
    }
  }

  @Test
  void aSideThatForgetsItsOwnEntriesIsNamed() {
    TalkId talk = Shelf.add(0, norland, sudria, List.of());
    sudria.forgetLast(talk);
    begin();
    deliverAll();
    assertThat(incidents).containsExactly(LineIncident.Kind.TRUNCATED);
    isTheSame(talk);
  }

  @Test
  void nobodyIsNamedForForgettingBecauseAThirdSideClaimsItsLineKey() {
    TalkId talk = Shelf.add(0, norland, sudria, List.of());
    norland.claim(talk, Shelf.SUDRIA);
    begin();
    deliverAll();
    assertThat(incidents).isEmpty();
    isTheSame(talk);
  }

  private void begin() {
    keep(toFar, near.began(now));
    keep(toNear, far.began(now));
  }

  private void deliverAll() {
    while (!toFar.isEmpty() || !toNear.isEmpty()) {
      if (!toFar.isEmpty()) {
        Parcel parcel = toFar.poll();
        underWay -= parcel.bytes();
        keep(toNear, far.received(parcel.text(), now));
      }
      if (!toNear.isEmpty()) {
        keep(toFar, near.received(toNear.poll().text(), now));
      }
    }
  }

  private void keep(Deque<Parcel> queue, Output output) {
    output.incidents().forEach(incident -> incidents.add(incident.kind()));
    faults += output.faults().size();
    queue.addAll(output.parcels());
    if (queue == toFar) {
      long more = output.parcels().stream().mapToLong(Parcel::bytes).sum();
      all += more;
      underWay += more;
      mostUnderWay = Math.max(mostUnderWay, underWay);
    }
  }

  private void isTheSame(TalkId talk) {
    Holding here = norland.find(talk).orElseThrow();
    Holding there = sudria.find(talk).orElseThrow();
    assertThat(there.entries()).hasSameElementsAs(here.entries());
    assertThat(there.bodies()).isEqualTo(here.bodies());
  }

  private void isNotTheSame(TalkId talk) {
    assertThat(sudria.entries(talk)).hasSizeLessThan(norland.entries(talk).size());
  }

  private static Body text(int number, int length) {
    return new Body(
        Base64Url.encode(Digest.of("salt " + number).bytes()), "\"" + "x".repeat(length) + "\"");
  }
}
