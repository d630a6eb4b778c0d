package parley.e2e.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.browser.BrowserPage;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.Firefox;
import parley.e2e.browser.Waiting;
import parley.e2e.capture.FakeCapture;
import parley.e2e.capture.Seat;

/**
 * People in the room see and hear each other, encrypted: two with a Chromium of their own that
 * plays capture files, the others in one Chromium, the last with Firefox. One leaves and returns.
 * {@code -Dparley.seats=4} tries fewer.
 */
@Timeout(600)
class RoomMatrixTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  /** Few: all the browsers share the machine. */
  private static final int FRAMES_PER_SECOND = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private static final List<Delegate> PEOPLE =
      List.of(
              Delegate.HELEN,
              Delegate.VIKTOR,
              Delegate.ANNA,
              Delegate.MARIA,
              Delegate.CLARA,
              Delegate.NINA)
          .subList(0, Integer.getInteger("parley.seats", 6));

  @TempDir static Path folder;
  private static final Map<String, Seat> SEATS = new LinkedHashMap<>();
  private static final int FILE_SEATS = 2;
  private static final int CHROMIUM_SEATS = PEOPLE.size() - 1;

  private static final List<Participant> ROOM = new ArrayList<>();
  private static Demo demo;
  private static Chromium shared;
  private static Matrix received;
  private static Matrix withoutHer;
  private static Matrix afterHerReturn;

  @BeforeAll
  static void theyGoIn() throws Exception {
    demo = Demo.start(folder.resolve("data"));
    String talk = DemoTalk.of(demo);
    for (Delegate who : PEOPLE) {
      Seat seat = new Seat(PEOPLE.indexOf(who) + 1);
      SEATS.put(who.host(), seat);
      ROOM.add(Participant.atTheDoor(demo, talk, who, browserOf(seat)));
    }
    ROOM.forEach(Participant::join);
    received = measureUntil(ROOM, SEATS);
    System.out.println(received.table());
    Participant maria = ROOM.get(PEOPLE.indexOf(Delegate.MARIA));
    maria.press("leave");
    withoutHer =
        measureUntil(ROOM.stream().filter(each -> each != maria).toList(), seatsOfTheRest());
    maria.page().evaluate("document.querySelector('.door button').click()");
    maria.awaitIn();
    afterHerReturn = measureUntil(ROOM, SEATS);
  }

  private static Map<String, Seat> seatsOfTheRest() {
    Map<String, Seat> rest = new LinkedHashMap<>(SEATS);
    rest.remove(Delegate.MARIA.host());
    return rest;
  }

  @AfterAll
  static void allGoHome() {
    ROOM.forEach(Participant::close);
    if (shared != null) {
      shared.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  void everybodyReceivesTheNumberAndTheToneOfEverybodyElse() {
    assertThat(received).isEqualTo(Matrix.expected(SEATS));
  }

  @Test
  void whenOneHasLeftTheOthersGoOnAndReceiveNothingOfHer() {
    assertThat(withoutHer).isEqualTo(Matrix.expected(seatsOfTheRest()));
  }

  @Test
  void whoReturnsReceivesEverybodyAndIsReceived() {
    assertThat(afterHerReturn).isEqualTo(Matrix.expected(SEATS));
  }

  /** Positive control: the comparison sees two seats that are exchanged. */
  @Test
  void anExpectationWithTwoSeatsExchangedDoesNotHold() {
    Map<String, Seat> exchanged = new LinkedHashMap<>(SEATS);
    exchanged.put(PEOPLE.getFirst().host(), SEATS.get(PEOPLE.getLast().host()));
    exchanged.put(PEOPLE.getLast().host(), SEATS.get(PEOPLE.getFirst().host()));
    assertThat(received).isNotEqualTo(Matrix.expected(exchanged));
  }

  private static BrowserPage browserOf(Seat seat) throws Exception {
    if (seat.number() > CHROMIUM_SEATS) {
      return new Firefox(seat, folder.resolve("firefox" + seat.number()), WIDTH, HEIGHT);
    }
    if (seat.number() > FILE_SEATS) {
      shared = shared == null ? Chromium.plain() : shared;
      return shared.pageOf(seat, WIDTH, HEIGHT);
    }
    FakeCapture.camera(
        folder.resolve(seat.number() + ".y4m"), seat, WIDTH, HEIGHT, FRAMES_PER_SECOND);
    FakeCapture.microphone(folder.resolve(seat.number() + ".wav"), seat);
    return Chromium.ofSeat(seat, folder).onlyPage();
  }

  /**
   * What a person's page counts of everybody's packets and frames, and says of each: for a
   * diagnosis.
   */
  private static String arrivalsAt(Participant participant) {
    return participant.page().evaluate("parleyRoom.arrivals()")
        + " "
        + participant
            .page()
            .evaluate("[...document.querySelectorAll('.seat')].map(seat => seat.innerText)");
  }

  private static String keysAt(Participant participant) {
    return participant.page().evaluate("parleyRoom.keys()")
        + " "
        + participant.page().evaluate("parleyMeasure.said()");
  }

  /** All at once, until every row is as expected or patience ends; then as it was last seen. */
  private static Matrix measureUntil(List<Participant> present, Map<String, Seat> seats) {
    Matrix expected = Matrix.expected(seats);
    SortedMap<String, SortedMap<String, Matrix.Received>> rows = new TreeMap<>();
    List<Participant> waiting = new ArrayList<>(present);
    try {
      present.forEach(each -> awaitKeysOf(each, present.size()));
      Waiting.until(
          "everybody receiving everybody",
          PATIENCE,
          () -> {
            waiting.forEach(each -> each.page().beginMeasuring());
            waiting.forEach(
                each -> rows.put(each.who().host(), Matrix.row(each.page().received())));
            waiting.removeIf(each -> rowOf(each, rows).equals(rowOf(each, expected.rows())));
            return waiting.stream().map(each -> each.who() + " " + rowOf(each, rows)).toList();
          },
          List::isEmpty);
    } catch (AssertionError notYet) {
      System.out.println(notYet.getMessage());
      waiting.forEach(each -> System.out.println(arrivalsAt(each)));
      present.forEach(each -> System.out.println(each.who().host() + " " + keysAt(each)));
    }
    return new Matrix(rows);
  }

  /** Before that there is nothing to measure, and measuring takes what the keys need. */
  private static void awaitKeysOf(Participant participant, int holders) {
    participant
        .page()
        .await(
            participant.who() + " having everybody's keys",
            "parleyRoom.keys()",
            PATIENCE,
            keys -> keys.path("holders").asInt() == holders && keys.path("unconfirmed").isEmpty());
  }

  private static SortedMap<String, Matrix.Received> rowOf(
      Participant participant, SortedMap<String, SortedMap<String, Matrix.Received>> rows) {
    return rows.get(participant.who().host());
  }
}
