package parley.e2e.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.NodeProcess;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.Waiting;
import parley.e2e.browser.WorkerScript;
import parley.e2e.capture.Seat;

/**
 * The node seats somebody in the relay's room and gives her all it has: every packet reaches her
 * and nothing plays. With the keys of one member, which an altered script leaks, she plays all of
 * it, until that member is gone.
 */
@Timeout(600)
class WiretapTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration LISTENING = Duration.ofSeconds(10);
  private static final String WORDS = "the ship leaves at dawn";
  private static final String DOCUMENT = "annex-of-the-eleventh.txt";
  private static final int LOOKS = 3;
  private static final Matrix.Received NOTHING = new Matrix.Received(0, 0);

  @TempDir static Path folder;
  private static Demo demo;
  private static Chromium chromium;
  private static Tapped helen;
  private static Tapped viktor;
  private static Tapped anna;
  private static Tapped wiretap;

  private static Tapped.Count without;
  private static SortedMap<String, Matrix.Received> playedWithout;
  private static boolean playedWith;
  private static Tapped.Count afterwards;
  private static boolean othersWentOn;
  private static List<byte[]> keys;
  private static String screen;
  private static boolean read;

  @BeforeAll
  static void theyTalkAndAreListenedTo() throws Exception {
    demo = Demo.neutral(folder.resolve("data"));
    chromium = Chromium.plain();
    String talk = DemoTalk.of(demo);
    helen = in(talk, Delegate.HELEN, 1, WorkerScript.LEAKING);
    viktor = in(talk, Delegate.VIKTOR, 2, WorkerScript.AS_SERVED);
    anna = in(talk, Delegate.ANNA, 3, WorkerScript.AS_SERVED);
    waitFor("viktor to receive helen", () -> receives(viktor, Delegate.HELEN, 1));
    waitFor("anna to receive viktor", () -> receives(anna, Delegate.VIKTOR, 2));
    sayAndShare();
    wiretap = in(talk, Delegate.CLARA, 4, WorkerScript.WIRETAP);
    listenWithoutKeys();
    listenWithKeys();
    listenAfterTheRemoval();
  }

  private static void listenWithoutKeys() throws InterruptedException {
    waitFor("packets to reach her", () -> heard(Delegate.VIKTOR).frames() > 0);
    Tapped.Count before = heard(Delegate.VIKTOR);
    Thread.sleep(LISTENING);
    without = heard(Delegate.VIKTOR).since(before);
    playedWithout = steadily(wiretap);
    screen = viktor.participant().statusOf(Delegate.CLARA);
  }

  private static void listenWithKeys() {
    keys = helen.leakedKeys();
    try {
      waitFor(
          "the wiretap to play what helen's keys open",
          () -> {
            wiretap.tell(helen.leaks());
            SortedMap<String, Matrix.Received> played = steadily(wiretap);
            return new Matrix.Received(2, 2).equals(played.get(Delegate.VIKTOR.host()))
                && new Matrix.Received(3, 3).equals(played.get(Delegate.ANNA.host()));
          });
      playedWith = true;
    } catch (AssertionError silent) {
      playedWith = false;
    }
  }

  private static void listenAfterTheRemoval() throws InterruptedException {
    long commits = commits(viktor);
    String leaks = helen.leaks();
    helen.participant().press("leave");
    waitFor("helen to be taken out of the group", () -> commits(viktor) > commits);
    wiretap.tell(leaks);
    waitFor(
        "the old keys to open no more",
        () -> {
          Tapped.Count before = heard(Delegate.VIKTOR);
          row(wiretap);
          return heard(Delegate.VIKTOR).since(before).opened() == 0;
        });
    Tapped.Count before = heard(Delegate.VIKTOR);
    Thread.sleep(LISTENING);
    afterwards = heard(Delegate.VIKTOR).since(before);
    waitFor("anna to receive viktor", () -> receives(anna, Delegate.VIKTOR, 2));
    othersWentOn = true;
  }

  @AfterAll
  static void allGoHome() {
    if (chromium != null) {
      chromium.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  void everyFrameReachesHerAndNothingPlays() {
    assertThat(without.frames()).as("frames in ten seconds").isGreaterThan(20);
    assertThat(without.opened()).isZero();
    assertThat(playedWithout.values()).as("what her page plays").allMatch(NOTHING::equals);
  }

  /** Positive control, and what an altered script can do. */
  @Test
  void withTheKeysOfOneMemberShePlaysWhatTheOthersSend() {
    assertThat(keys).isNotEmpty();
    assertThat(playedWith).isTrue();
  }

  @Test
  void afterThatMemberHasLeftHerKeysOpenNothingOfTenSeconds() {
    assertThat(afterwards.frames()).as("frames in ten seconds").isGreaterThan(20);
    assertThat(afterwards.opened()).isZero();
    assertThat(othersWentOn).as("those who stayed go on").isTrue();
  }

  @Test
  void nobodyPlaysWhatSheSends() {
    for (Tapped member : List.of(viktor, anna)) {
      assertThat(row(member).getOrDefault(Delegate.CLARA.host(), NOTHING)).isEqualTo(NOTHING);
    }
  }

  @Test
  void sheIsOnTheScreensOfTheOthers() {
    assertThat(screen).as("what viktor reads below her name").isNotBlank();
  }

  @Test
  void noKeyNoWordAndNoDocumentStandsInWhatTheNodeHas() throws IOException {
    List<byte[]> secrets = new ArrayList<>(keys);
    for (String text : new String[] {WORDS, DOCUMENT}) {
      secrets.add(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read).as("control: viktor reads what helen wrote").isTrue();
    List<byte[]> held = held();
    for (byte[] secret : secrets) {
      assertThat(stands(held, secret))
          .as(new String(secret, StandardCharsets.ISO_8859_1))
          .isFalse();
    }
    assertThat(stands(held, "Legal guarantees".getBytes(StandardCharsets.UTF_8)))
        .as("control: what the node may know is found in what it has")
        .isTrue();
  }

  /** The node's folder, its output, and all messages of everybody's signalling. */
  private static List<byte[]> held() throws IOException {
    List<byte[]> held = new ArrayList<>();
    for (NodeProcess node : demo.nodes()) {
      held.add(String.join("\n", node.output()).getBytes(StandardCharsets.UTF_8));
    }
    for (Tapped each : List.of(helen, viktor, anna, wiretap)) {
      held.add(String.join("\n", each.messages()).getBytes(StandardCharsets.UTF_8));
    }
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      files.filter(Files::isRegularFile).map(WiretapTest::bytes).forEach(held::add);
    }
    return held;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean stands(List<byte[]> held, byte[] secret) {
    return held.stream()
        .anyMatch(all -> Tapped.forms(secret).stream().anyMatch(form -> contains(all, form)));
  }

  private static boolean contains(byte[] all, byte[] form) {
    for (int at = 0; at + form.length <= all.length; at++) {
      if (all[at] == form[0] && Arrays.equals(all, at, at + form.length, form, 0, form.length)) {
        return true;
      }
    }
    return false;
  }

  private static void sayAndShare() {

    helen
        .participant()
        .page()
        .evaluate(
            """
                (() => {
                  document.querySelector('.control-chat').click();
                  const form = document.querySelector('.chat-form');
                  form.querySelector('textarea').value = '%s';
                  form.requestSubmit();
                  const given = new DataTransfer();
                  given.items.add(new File(['%s'.repeat(9)], '%s', { type: 'text/plain' }));
                  const picker = form.querySelector('input[type=file]');
                  picker.files = given.files;
                  picker.dispatchEvent(new Event('change'));
                  return true;
                })()
                """
                .formatted(WORDS, WORDS, DOCUMENT));
    viktor.participant().press("chat");
    read = readBy(viktor, WORDS) && readBy(viktor, DOCUMENT);
  }

  private static boolean readBy(Tapped reader, String text) {
    String chat = "document.querySelector('.chat')?.textContent ?? ''";
    try {
      waitFor(
          "reading what helen wrote",
          () -> reader.participant().page().evaluate(chat).asText().contains(text));
      return true;
    } catch (AssertionError unread) {
      System.out.println(
          text
              + " is not read; helen sees "
              + helen.participant().page().evaluate(chat)
              + ", the other "
              + reader.participant().page().evaluate(chat));
      return false;
    }
  }

  private static Tapped in(String talk, Delegate who, int seat, WorkerScript worker) {
    var page = chromium.pageOf(new Seat(seat), 320, 240, worker);
    return new Tapped(Participant.atTheDoor(demo, talk, who, page).join());
  }

  private static Tapped.Count heard(Delegate who) {
    return wiretap.count(who.host().replaceFirst("\\..*", ""), "picture");
  }

  private static long commits(Tapped member) {
    return member.messages().stream()
        .filter(message -> message.startsWith("{\"type\":\"commit\","))
        .count();
  }

  private static boolean receives(Tapped receiver, Delegate sender, int seat) {
    return new Matrix.Received(seat, seat).equals(row(receiver).get(sender.host()));
  }

  private static SortedMap<String, Matrix.Received> row(Tapped receiver) {
    var page = receiver.participant().page();
    return Matrix.row(page.received());
  }

  /**
   * What each of several looks saw alike. She plays what she cannot open too, as noise, and its
   * loudest frequency is somebody's now and then: a tone stays.
   */
  private static SortedMap<String, Matrix.Received> steadily(Tapped receiver) {
    SortedMap<String, Matrix.Received> steady = row(receiver);
    for (int look = 1; look < LOOKS; look++) {
      SortedMap<String, Matrix.Received> now = row(receiver);
      steady.replaceAll((who, got) -> got.equals(now.get(who)) ? got : NOTHING);
    }
    return steady;
  }

  private static void waitFor(String what, BooleanSupplier condition) {
    Waiting.until(what, PATIENCE, condition::getAsBoolean, held -> held);
  }
}
