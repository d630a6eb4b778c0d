package parley.e2e.network;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.browser.BrowserPage;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.Waiting;
import parley.e2e.capture.Seat;
import parley.e2e.room.DemoTalk;
import parley.e2e.room.Matrix;
import parley.e2e.room.Participant;

/**
 * Two people of Norland and one of Sudria are in one call, each at her own node, and the network
 * between the nodes breaks. {@code ./parley bench breaks} measures how soon it heals.
 */
@Timeout(600)
class BreaksTest {
  private static final long SEED = 51;
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final List<Delegate> NORLANDERS = List.of(Delegate.HELEN, Delegate.CLARA);
  private static final Delegate BEYOND = Delegate.VIKTOR;

  @TempDir static Path folder;
  private static final Map<Delegate, Participant> CALL = new LinkedHashMap<>();
  private static final Map<String, Seat> SEATS = new LinkedHashMap<>();
  private static Optional<Between> between = Optional.empty();
  private static Demo demo;
  private static Chromium chromium;

  @BeforeAll
  static void theCallIsOn() {
    demo =
        Demo.through(
            folder.resolve("data"),
            (norland, sudria) -> {
              between = Optional.of(new Between(norland, sudria, SEED));
              return between.get();
            });
    chromium = Chromium.plain();
    String talk = DemoTalk.of(demo, chromium);
    for (Delegate who : List.of(Delegate.HELEN, Delegate.CLARA, BEYOND)) {
      Seat seat = new Seat(SEATS.size() + 1);
      SEATS.put(who.host(), seat);
      CALL.put(
          who, Participant.atTheDoor(demo, talk, who, chromium.pageOf(seat, WIDTH, HEIGHT)).join());
    }
    allSeeAndHearEachOther();
  }

  @AfterAll
  static void allGoHome() {
    CALL.values().forEach(Participant::close);
    if (chromium != null) {
      chromium.close();
    }
    if (demo != null) {
      demo.close();
    }
    between.ifPresent(Between::close);
  }

  @Test
  void aNodeThatStoodStillComesBackIntoTheCall() {
    breaks(Break.STOP, Duration.ofSeconds(5), this::norlandGoesOn);
    allSeeAndHearEachOther();
  }

  private static void breaks(Break what, Duration lasting, Runnable meanwhile) {
    what.happen(demo, between.orElseThrow(), lasting, meanwhile);
  }

  /** Their own call goes on, and the page says who is missing and why. */
  private void norlandGoesOn() {
    for (Delegate who : NORLANDERS) {
      BrowserPage page = CALL.get(who).page();
      page.await(
          who + " being told that somebody is beyond the line",
          "[parleyRoom.people().find(({ id }) => id === '"
              + BEYOND.host()
              + "').link, document.body.innerText.includes('line to the server')]",
          PATIENCE,
          said -> said.path(0).asText().equals("cut") && said.path(1).asBoolean());
    }
    Map<String, Seat> here = new LinkedHashMap<>(SEATS);
    here.remove(BEYOND.host());
    for (Delegate who : NORLANDERS) {
      String other = NORLANDERS.stream().filter(each -> each != who).findFirst().get().host();
      Matrix.Received hers = Matrix.expected(here).rows().get(who.host()).get(other);
      Waiting.until(
          who + " seeing and hearing her own house",
          PATIENCE,
          () -> received(who).get(other),
          hers::equals);
    }
  }

  private static void allSeeAndHearEachOther() {
    Matrix expected = Matrix.expected(SEATS);
    for (Delegate who : CALL.keySet()) {
      Waiting.until(
          who + " seeing and hearing everybody",
          PATIENCE,
          () -> received(who),
          expected.rows().get(who.host())::equals);
    }
  }

  private static SortedMap<String, Matrix.Received> received(Delegate who) {
    BrowserPage page = CALL.get(who).page();
    return Matrix.row(page.pictures(), page.tones());
  }
}
