package parley.e2e.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.function.Function;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.Waiting;

/** The way into the room: the record is checked, and a browser that is new to the talk admitted. */
public final class Door {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What the green room offers: to join, to admit this browser, or nothing yet. */
  private static final String WAY =
      """
      document.querySelector('.green-join:not([disabled])') ? 'join'
        : document.documentElement.dataset.device === 'new'
          && document.querySelector('.green [data-admit] button') ? 'admit' : ''
      """;

  private static final String ADMIT =
      "document.querySelector('.green [data-admit] button').click()";

  private Door() {}

  /** Waits until a page in Chromium may join, after what her person has to do for it. */
  public static void open(Page page) {
    open(page.url(), expression -> Chromium.evaluate(page, expression));
  }

  /** The same for any browser, by what evaluates an expression in its page. */
  static void open(String whose, Function<String, JsonNode> page) {
    if (await("the way into the room at " + whose, page, "admit|join").equals("admit")) {
      page.apply(ADMIT);
      await("the room open at " + whose, page, "join");
    }
  }

  private static String await(String what, Function<String, JsonNode> page, String pattern) {
    return Waiting.until(what, PATIENCE, () -> wayOf(page), seen -> seen.matches(pattern));
  }

  /** Nothing while the page is on its way to another address. */
  private static String wayOf(Function<String, JsonNode> page) {
    try {
      return page.apply(WAY).asText();
    } catch (RuntimeException underWay) {
      return "";
    }
  }
}
