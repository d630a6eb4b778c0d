package parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.browser.Chromium;

/** The browser looks a second time at what its node shows. */
@Timeout(240)
class RecordCheckTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOSSIER = "**/dossier.json";
  private static final Pattern HOLDS = Pattern.compile("Checked by this browser: \\d+ entries");

  /** A machine under load is slow, not wrong. */
  private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(60_000);

  @TempDir static Path data;
  private static Demo demo;
  private static Chromium chromium;
  private static Entrance entrance;

  @BeforeAll
  static void start() {
    demo = Demo.neutral(data);
    chromium = Chromium.plain();
    entrance = new Entrance(demo);
  }

  @AfterAll
  static void stop() {
    chromium.close();
    demo.close();
  }

  @Test
  void anHonestNodesRecordIsCheckedAndTheLineIsQuiet() {
    try (BrowserContext context = chromium.newContext()) {
      Page page = talk(context);
      assertThat(said(page)).containsText(HOLDS, PATIENT);
      page.reload();
      assertThat(said(page)).containsText(HOLDS, PATIENT);
      assertThat(said(page).locator("[role=alert]").count()).isZero();
    }
  }

  @Test
  void aNodeThatHidesTheLastEntryIsCaught() {
    try (BrowserContext context = chromium.newContext()) {
      Page page = talk(context);
      assertThat(said(page)).containsText(HOLDS, PATIENT);
      answer(page, RecordCheckTest::withoutAnEnd);
      page.reload();
      assertThat(alarm(page)).containsText("less than this browser has seen", PATIENT);
      page.unroute(DOSSIER);
      page.reload();
      assertThat(said(page)).containsText(HOLDS, PATIENT);
    }
  }

  @Test
  void aFlippedByteIsNamedWithItsSideAndNumber() {
    try (BrowserContext context = chromium.newContext()) {
      Page page = talk(context);
      answer(page, RecordCheckTest::withAFlippedByte);
      page.reload();
      assertThat(alarm(page)).containsText("The record does not hold", PATIENT);
      assertThat(alarm(page))
          .containsText("entry no. 2: the delegation's signature does not match");
    }
  }

  @Test
  void aTermThatThePageShowsInForceAndTheRecordDoesNotMakeIsNamed() {
    try (BrowserContext context = chromium.newContext()) {
      Page page = talk(context);
      assertThat(said(page)).containsText(HOLDS, PATIENT);
      page.evaluate(
          """
          () => {
            document.querySelector("h1").setAttribute("data-in-force", "forged");
            document.dispatchEvent(new Event("parley:refreshed"));
          }""");
      assertThat(alarm(page)).containsText("another state than the record", PATIENT);
    }
  }

  private static Page talk(BrowserContext context) {
    Page page = entrance.enter(context, Delegate.ANNA);
    String talk = page.locator("a[href^='/talk/']").first().getAttribute("href");
    page.navigate(demo.at(Delegate.ANNA.host(), talk));
    return page;
  }

  private static Locator said(Page page) {
    return page.locator("#record-said");
  }

  private static Locator alarm(Page page) {
    return said(page).locator("[role=alert]");
  }

  /** Answers the browser's requests for the dossier with a changed one. */
  private static void answer(Page page, UnaryOperator<ObjectNode> change) {
    String body = change.apply(dossier(page)).toString();
    page.route(
        DOSSIER, route -> route.fulfill(new Route.FulfillOptions().setStatus(200).setBody(body)));
  }

  private static ObjectNode dossier(Page page) {
    String fetch = "fetch(location.pathname + '/dossier.json').then((answer) => answer.json())";
    return (ObjectNode) Chromium.evaluate(page, fetch);
  }

  /** As before its last entry: one that no other has seen. */
  private static ObjectNode withoutAnEnd(ObjectNode dossier) {
    for (JsonNode chain : dossier.get("chains")) {
      ArrayNode entries = (ArrayNode) chain;
      int last = entries.size() - 1;
      if (!isSeen(dossier, payload(entries.get(last)).get("chain").asText(), last + 1)) {
        entries.remove(last);
        return dossier;
      }
    }
    throw new IllegalStateException("every chain's last entry was seen");
  }

  private static boolean isSeen(ObjectNode dossier, String chain, int seq) {
    for (JsonNode other : dossier.get("chains")) {
      JsonNode last = payload(other.get(other.size() - 1));
      if (last.path("seen").path(chain).path("seq").asInt() >= seq) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode payload(JsonNode jws) {
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(jws.asText().split("\\.")[1]));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With another bit in the seal of an entry. */
  private static ObjectNode withAFlippedByte(ObjectNode dossier) {
    ArrayNode entries = (ArrayNode) dossier.get("chains").iterator().next();
    String jws = entries.get(1).asText();
    int at = jws.length() - 20;
    String flipped =
        jws.substring(0, at) + (jws.charAt(at) == 'A' ? 'B' : 'A') + jws.substring(at + 1);
    entries.set(1, JSON.getNodeFactory().textNode(flipped));
    return dossier;
  }
}
