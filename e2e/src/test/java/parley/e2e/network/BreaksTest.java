package parley.e2e.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.Entrance;
import parley.e2e.browser.BrowserPage;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.Waiting;
import parley.e2e.browser.WorkerScript;
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

  private static final String WAITING =
      "document.querySelector(\"#moves li a.button.primary[href*='/proposal/']\")";

  @TempDir static Path folder;
  private static final Map<Delegate, Participant> CALL = new LinkedHashMap<>();
  private static final Map<String, Seat> SEATS = new LinkedHashMap<>();
  private static final List<BrowserPage> READERS = new ArrayList<>();
  private static Optional<Between> between = Optional.empty();
  private static Demo demo;
  private static Chromium chromium;
  private static String talk;

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
    talk = DemoTalk.of(demo, chromium);
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
    READERS.forEach(BrowserPage::close);
    if (chromium != null) {
      chromium.close();
    }
    if (demo != null) {
      demo.close();
    }
    between.ifPresent(Between::close);
  }

  @Test
  void aKilledNodeComesBackIntoTheCall() {
    breaks(Break.KILL, Duration.ZERO, this::norlandGoesOn);
    allSeeAndHearEachOther();
  }

  @Test
  void aNodeThatStoodStillComesBackIntoTheCall() {
    breaks(Break.STOP, Duration.ofSeconds(5), this::norlandGoesOn);
    allSeeAndHearEachOther();
  }

  @Test
  void aLineThatWasCutHealsAndNothingThatWasSignedMeanwhileIsLost() {
    BrowserPage anna = reader(Delegate.ANNA);
    BrowserPage maria = reader(Delegate.MARIA);
    Waiting.until(
        "the same record before", PATIENCE, () -> dossiers(anna, maria), both -> both.size() == 1);
    breaks(
        Break.CUT,
        Duration.ofSeconds(3),
        () -> {
          norlandGoesOn();
          consent(anna);
          consent(maria);
          assertThat(dossiers(anna, maria)).as("what each side has signed by itself").hasSize(2);
        });
    allSeeAndHearEachOther();
    Waiting.until(
        "the same record again", PATIENCE, () -> dossiers(anna, maria), both -> both.size() == 1);
    assertThat(waiting(anna)).as("what is left for anna").isFalse();
    assertThat(waiting(maria)).as("what is left for maria").isFalse();
  }

  @Test
  void aLineThatPassesInOneDirectionOnlyHeals() {
    breaks(Break.ONE_WAY, Duration.ofSeconds(3), this::norlandGoesOn);
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
    return Matrix.row(page.received());
  }

  private static BrowserPage reader(Delegate who) {
    BrowserPage page = chromium.page(WorkerScript.AS_SERVED);
    READERS.add(page);
    new Entrance(demo).enter(page, who);
    page.open(demo.at(who.host(), "/talk/" + talk));
    return page;
  }

  /** Reads and signs the first proposal that waits for her. */
  private static void consent(BrowserPage page) {
    page.await("a proposal that waits", "Boolean(" + WAITING + ")", PATIENCE, JsonNode::asBoolean);
    page.evaluate("void " + WAITING + ".click()");
    String button = "document.querySelector('#consent form button')";
    page.await("the proposal", "Boolean(" + button + ")", PATIENCE, JsonNode::asBoolean);
    page.evaluate("void " + button + ".click()");
    page.await(
        "the talk again", "location.pathname", PATIENCE, at -> at.asText().endsWith("/" + talk));
  }

  private static boolean waiting(BrowserPage page) {
    page.open(page.evaluate("location.href").asText());
    return page.evaluate("Boolean(" + WAITING + ")").asBoolean();
  }

  private static Set<String> dossiers(BrowserPage one, BrowserPage other) {
    return new HashSet<>(List.of(dossier(one), dossier(other)));
  }

  /** Every side's entries of the record, as her node gives it to her. */
  private static String dossier(BrowserPage page) {
    return page.evaluate(
            "fetch('/talk/"
                + talk
                + "/dossier.json').then((got) => got.json()).then((all) => all.chains)")
        .toString();
  }
}
