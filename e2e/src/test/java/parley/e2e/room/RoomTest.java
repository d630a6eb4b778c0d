package parley.e2e.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
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
import parley.e2e.capture.FakeCapture;
import parley.e2e.capture.Seat;

/** Two principals in the room: what one does, the other sees. */
@Timeout(300)
class RoomTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir static Path folder;
  private static Demo demo;
  private static String talk;
  private static Participant helen;
  private static Participant viktor;
  private static Properties russian;

  @BeforeAll
  static void bothGoIn() throws Exception {
    russian = words("ru");
    demo = Demo.neutral(folder.resolve("data"));
    talk = DemoTalk.of(demo);
    helen = Participant.atTheDoor(demo, talk, Delegate.HELEN, browserOf(new Seat(1))).join();
    viktor = Participant.atTheDoor(demo, talk, Delegate.VIKTOR, browserOf(new Seat(4))).join();
    bothSeeEachOther();
  }

  @AfterAll
  static void goHome() {
    for (Participant one : new Participant[] {helen, viktor}) {
      if (one != null) {
        one.close();
      }
    }
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  void aReloadedPageIsBackInTheRoomByItself() {
    helen.page().evaluate("window.beforeTheReload = true, location.reload(), true");
    helen.page().await("a new page", "!window.beforeTheReload", PATIENCE, JsonNode::asBoolean);
    helen.awaitIn();
    bothSeeEachOther();
  }

  @Test
  void aLostWebSocketIsReplacedByItself() {
    int before = helen.page().evaluate("parleyMeasure.sockets.length").asInt();
    helen.page().evaluate("(parleyRoom.cut(), true)");
    waitFor(
        "a new WebSocket",
        () -> helen.page().evaluate("parleyMeasure.sockets.length").asInt() > before);
    helen.awaitIn();
    bothSeeEachOther();
  }

  @Test
  void whoeverMutesIsShownAsMutedToTheOthers() {
    String muted = russian.getProperty("room.status.muted");
    helen.press("mute");
    waitFor("viktor to read that helen is muted", () -> viktorReads(muted));
    helen.press("mute");
    waitFor("viktor to read it no longer", () -> !viktorReads(muted));
  }

  @Test
  void whoeverTurnsTheCameraOffBecomesANameCard() {
    String off = russian.getProperty("room.status.cameraOff");
    helen.press("camera");
    waitFor("the camera to be shown as off", () -> viktorReads(off));
    assertThat(viktor.seesPictureOf(Delegate.HELEN)).isFalse();
    helen.press("camera");
    waitFor("the picture to come back", () -> viktor.seesPictureOf(Delegate.HELEN));
    bothSeeEachOther();
  }

  @Test
  void whoeverLeavesIsGoneForTheOthersAndCanReturn() {
    helen.press("leave");
    waitFor("helen to be outside", () -> !phaseOf(helen).equals("in"));
    waitFor("viktor to see her no more", () -> !viktor.seesPictureOf(Delegate.HELEN));
    helen.page().evaluate("document.querySelector('.door button').click()");
    helen.awaitIn();
    bothSeeEachOther();
  }

  @Test
  void whoeverGoesToAnotherPageHasLeftAndLooksIntoTheMirrorBeforeSheIsSeenAgain() {
    helen.page().evaluate("(document.querySelector('a[href^=\"/talk/\"]').click(), true)");
    helen
        .page()
        .await(
            "another page",
            "location.pathname.startsWith('/talk/')",
            PATIENCE,
            JsonNode::asBoolean);
    waitFor("viktor to see her no more", () -> !viktor.seesPictureOf(Delegate.HELEN));
    helen.page().open(demo.at(Delegate.HELEN.host(), "/room/" + talk));
    helen
        .page()
        .await(
            "the mirror",
            "Boolean(document.querySelector('.green-join:not([disabled])'))",
            PATIENCE,
            JsonNode::asBoolean);
    assertThat(phaseOf(helen)).isNotEqualTo("in");
    helen.join();
    bothSeeEachOther();
  }

  @Test
  void withoutACameraSheIsANameCardAndHearsAndSees() {
    Participant maria =
        Participant.atTheDoor(demo, talk, Delegate.MARIA, Chromium.plain().onlyPage());
    try (maria) {
      waitFor(
          "the page to say that there is no camera",
          () -> text(maria).contains(russian.getProperty("room.trouble.camera.absent")));
      maria.join();
      waitFor("maria to see helen", () -> maria.seesPictureOf(Delegate.HELEN));
      waitFor("viktor to see her card", () -> !viktor.statusOf(Delegate.MARIA).isEmpty());
      assertThat(viktor.seesPictureOf(Delegate.MARIA)).isFalse();
    }
  }

  @Test
  void aRefusedCameraIsExplainedAndDoesNotKeepHerOut() {
    Participant anna =
        Participant.atTheDoor(demo, talk, Delegate.ANNA, Chromium.thatRefuses().onlyPage());
    try (anna) {
      waitFor(
          "the page to say why there is no picture",
          () -> text(anna).contains("Your browser may not use the camera"));
      anna.join();
      waitFor("anna to see viktor", () -> anna.seesPictureOf(Delegate.VIKTOR));
    }
  }

  private static BrowserPage browserOf(Seat seat) throws IOException {
    FakeCapture.camera(folder.resolve(seat.number() + ".y4m"), seat, 320, 240, 10);
    FakeCapture.microphone(folder.resolve(seat.number() + ".wav"), seat);
    return Chromium.ofSeat(seat, folder).onlyPage();
  }

  private static void bothSeeEachOther() {
    waitFor("helen to receive viktor", () -> receives(helen, Delegate.VIKTOR, 4));
    waitFor("viktor to receive helen", () -> receives(viktor, Delegate.HELEN, 1));
  }

  private static boolean receives(Participant receiver, Delegate sender, int seat) {
    BrowserPage page = receiver.page();
    return new Matrix.Received(seat, seat).equals(Matrix.row(page.received()).get(sender.host()));
  }

  private static boolean viktorReads(String status) {
    return viktor.statusOf(Delegate.HELEN).contains(status);
  }

  private static String phaseOf(Participant one) {
    return one.page().evaluate("window.parleyRoom?.phase() ?? ''").asText();
  }

  private static String text(Participant one) {
    return one.page().evaluate("document.body.innerText").asText();
  }

  private static void waitFor(String what, BooleanSupplier condition) {
    Waiting.until(what, PATIENCE, condition::getAsBoolean, held -> held);
  }

  private static Properties words(String language) throws IOException {
    Properties words = new Properties();
    String bundle = "/messages/room_" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(RoomTest.class.getResourceAsStream(bundle), StandardCharsets.UTF_8)) {
      words.load(reader);
    }
    return words;
  }
}
