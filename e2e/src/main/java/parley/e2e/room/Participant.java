package parley.e2e.room;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.Entrance;
import parley.e2e.browser.BrowserPage;

/** One person with her own browser, on her way into the room or in it. */
public final class Participant implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Delegate who;
  private final BrowserPage page;

  private Participant(Delegate who, BrowserPage page) {
    this.who = who;
    this.page = page;
  }

  /** Signs in with the link of the cast page and opens the room's page; not in the room yet. */
  public static Participant atTheDoor(Demo demo, String talk, Delegate who, BrowserPage page) {
    new Entrance(demo).enter(page, who);
    return new Participant(who, page).backAtTheDoor(demo, talk);
  }

  /** Opens the room's page again, as on a first visit. */
  public Participant backAtTheDoor(Demo demo, String talk) {
    page.open(demo.at(who.host(), "/room/" + talk));
    Door.open(who.host(), page::evaluate);
    return this;
  }

  /** Presses Join and waits until she is in. */
  public Participant join() {
    page.evaluate("document.querySelector('.green-join').click()");
    return awaitIn();
  }

  /** Waits until she is in the room, by herself or after a press. */
  public Participant awaitIn() {
    page.await(
        who + " being in the room",
        "window.parleyRoom?.phase() ?? ''",
        PATIENCE,
        phase -> phase.asText().equals("in"));
    return this;
  }

  public Delegate who() {
    return who;
  }

  public BrowserPage page() {
    return page;
  }

  /** Presses one of the controls in the bar: mute, camera, leave. */
  public void press(String control) {
    page.evaluate("document.querySelector('.control-" + control + "').click()");
  }

  /** What her screen says under somebody else's picture. */
  public String statusOf(Delegate other) {
    return tile(other, ".querySelector('.seat-status')?.textContent ?? ''").asText();
  }

  /** Whether her screen shows somebody else's picture; otherwise it shows a name card. */
  public boolean seesPictureOf(Delegate other) {
    return tile(other, ".dataset.picture").asText().equals("moving");
  }

  private JsonNode tile(Delegate other, String read) {
    return page.evaluate(
        "document.querySelector('.seat[data-person=\"" + other.host() + "\"]')?" + read);
  }

  @Override
  public void close() {
    page.close();
  }
}
