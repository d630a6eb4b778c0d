package parley.e2e.scenario;

import com.microsoft.playwright.BrowserContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.browser.BrowserPage;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.Waiting;
import parley.e2e.capture.Seat;
import parley.e2e.room.Matrix;
import parley.e2e.room.Participant;

/** The call: each in it has a picture with a number and a tone of its own. */
final class Meeting {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  private final Demo demo;
  private final String talk;
  private final Map<Delegate, Participant> inside = new LinkedHashMap<>();
  private final Map<String, Seat> seats = new LinkedHashMap<>();
  private int taken;

  Meeting(Demo demo, String talkPath) {
    this.demo = demo;
    this.talk = talkPath.replaceFirst("^/talk/", "");
  }

  /** In a page of her own, among what is her side's. */
  void join(Delegate who, BrowserContext context) {
    Seat seat = new Seat(++taken);
    BrowserPage page = Chromium.pageOf(context, seat, WIDTH, HEIGHT);
    seats.put(who.host(), seat);
    inside.put(who, Participant.atTheDoor(demo, talk, who, page).join());
  }

  void leave(Delegate who) {
    try (Participant gone = inside.remove(who)) {
      seats.remove(who.host());
      gone.press("leave");
    }
  }

  BrowserPage page(Delegate who) {
    return inside.get(who).page();
  }

  /** Everybody sees the number and hears the tone of everybody else, under the same keys. */
  void awaitEverybody() {
    Matrix expected = Matrix.expected(seats);
    for (Delegate who : inside.keySet()) {
      Waiting.until(
          who + " receiving everybody",
          PATIENCE,
          () -> Matrix.row(page(who).received()),
          expected.rows().get(who.host())::equals);
      page(who)
          .await(
              "the same keys on the screen of " + who,
              "document.querySelector('.mark').dataset.mark",
              PATIENCE,
              seen -> seen.asText().equals("same"));
    }
  }
}
