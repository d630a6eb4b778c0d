package parley.e2e.scenario;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import parley.e2e.Delegate;
import parley.e2e.Hosts;
import parley.e2e.browser.Waiting;

/** A spokesperson at the press desk of one talk. */
final class Spokesperson {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Page page;
  private final Hosts hosts;
  private final Delegate who;
  private final String talk;

  Spokesperson(Page page, Hosts hosts, Delegate who, String talkPath) {
    this.page = page;
    this.hosts = hosts;
    this.who = who;
    this.talk = talkPath.replaceFirst("^/talk/", "/press/");
  }

  /** What is written in one language. */
  record Words(String language, String headline, String body) {}

  /** Writes a statement and looks at what would go out. */
  void write(String kind, String dateLevel, Words words) {
    page.navigate(hosts.at(who.host(), talk));
    page.locator("button[name=kind][value=" + kind + "]").first().click();
    String language = words.language();
    if (!dateLevel.isEmpty()) {
      page.locator("input[name=level][value='" + dateLevel + "']").check();
    }
    page.locator("[name='headline." + language + "']").fill(words.headline());
    page.locator("[name='body." + language + "']").fill(words.body());
    fillIfEmpty("place." + language, "Capital");
    fillIfEmpty("speaker." + language, who.englishName());
    page.locator("button[name=check]").click();
    page.waitForURL("**/check?*");
  }

  private void fillIfEmpty(String field, String value) {
    var input = page.locator("[name='" + field + "']");
    if (input.inputValue().isEmpty()) {
      input.fill(value);
    }
  }

  /** Submits what she looks at; the path at which officers read it. */
  String submit() {
    page.locator("form[action$='/submit'] button").click();
    page.locator("form[action$='/take-back']").waitFor();
    return page.evaluate("location.pathname").toString();
  }

  /** Waits, on the page that is open already, until it is cleared. */
  void awaitClearance() {
    page.locator("#main .press-stage .tag[data-state=in-force]").waitFor();
  }

  /** Lays what the other side proposes to say together before her officers, once it is here. */
  void lay(String path) {
    Locator offer = page.locator("#drafts a[href='" + path + "']");
    Waiting.until(
        "words of both sides for " + who,
        PATIENCE,
        () -> {
          page.navigate(hosts.at(who.host(), talk));
          return offer.count();
        },
        count -> count > 0);
    offer.click();
    page.locator("form[action$='/lay'] button").click();
    page.locator("form[action$='/take-back']").waitFor();
  }

  boolean mayRelease() {
    return page.locator("form[action$='/release'] button").count() == 1;
  }

  /** Why it may not be released. */
  String refusal() {
    return page.locator("[role=alert]").innerText();
  }

  void release() {
    page.locator("form[action$='/release'] button").click();
    page.waitForURL("**" + talk);
  }
}
