package parley.e2e.scenario;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import parley.e2e.Delegate;
import parley.e2e.Hosts;
import parley.e2e.browser.Waiting;

/** A principal or negotiator at her pages: what she fills in and presses. */
final class Negotiator {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Page page;
  private final Hosts hosts;
  private final Delegate who;
  private String talk = "";

  Negotiator(Page page, Hosts hosts, Delegate who) {
    this.page = page;
    this.hosts = hosts;
    this.who = who;
  }

  Page page() {
    return page;
  }

  /** The path of the talk that she is in. */
  String talk() {
    return talk;
  }

  Negotiator at(String talkPath) {
    talk = talkPath;
    return this;
  }

  void open(String path) {
    page.navigate(hosts.at(who.host(), path));
  }

  /** Convenes a talk with the only other delegation; the new talk's path. */
  String convene() {
    open("/convene");
    page.locator("input[name=delegation]").first().check();
    page.locator("form[action='/convene'] button").click();
    page.waitForURL("**/talk/*");
    talk = page.evaluate("location.pathname").toString();
    return talk;
  }

  /** Takes up an invitation, once it is here. */
  void join() {
    awaitForm("join", "form[action$='/join'] button");
    page.locator("form[action$='/join'] button").click();
    page.waitForLoadState();
  }

  private void awaitForm(String what, String selector) {
    Waiting.until(
        what + " for " + who,
        PATIENCE,
        () -> {
          open(talk + "/credentials");
          return page.locator(selector).count();
        },
        count -> count > 0);
  }

  /** The number to be compared over the telephone, once the other side has shown itself. */
  String fingerprint() {
    awaitForm("a number", ".fingerprint");
    return page.locator(".fingerprint").first().innerText();
  }

  void acceptCredentials() {
    awaitForm("credentials", "form[action$='/credentials'] button.primary");
    page.locator("form[action$='/credentials'] button.primary").click();
    page.waitForURL("**" + talk + "/credentials"); // also after a touch on a page between
  }

  /** Clears another person's draft, from her own list of what waits for her. */
  void clear(String draftPath) {
    open(talk);
    page.locator("#drafts a[href='" + draftPath + "']").click();
    page.locator("form[action$='/clear'] button").click();
    page.waitForLoadState();
  }

  void proposeTime(LocalDate day, LocalTime hour) {
    open(talk + "/propose/time");
    page.locator("#date").fill(day.toString());
    page.locator("#time").fill(hour.toString());
    reviewAndSign();
  }

  void proposeItem(Map<String, String> titles, int minutes) {
    open(talk + "/propose/item");
    titles.forEach((language, title) -> page.locator("#title-" + language).fill(title));
    page.locator("#minutes").fill(Integer.toString(minutes));
    reviewAndSign();
  }

  void proposeFormat(int minutes) {
    open(talk + "/propose/format");
    page.locator("input[name=medium][value=video]").check();
    page.locator("#minutes").fill(Integer.toString(minutes));
    reviewAndSign();
  }

  /** Everybody who can be named, and two for every role that is only counted. */
  void proposeEverybody() {
    open(talk + "/propose/participants");
    for (Locator box : page.locator("main input[type=checkbox]").all()) {
      box.check();
    }
    for (Locator count : page.locator("main input[type=number]").all()) {
      count.fill("2");
    }
    reviewAndSign();
  }

  void proposeDisclosureOfDate(String level) {
    open(talk + "/propose/disclosure");
    page.locator("#subject").selectOption("date");
    page.locator("input[name=voice][value=either]").check();
    page.locator("input[name=level][value=" + level + "]").check();
    reviewAndSign();
  }

  /**
   * Types a statement of both sides and lays it before her own side's officers; the path at which
   * they read it.
   */
  String layStatement(Map<String, String> headlines, String text, LocalDateTime release) {
    open(talk + "/propose/statement");
    headlines.forEach(
        (language, headline) -> {
          page.locator("#headline-" + language).fill(headline);
          page.locator("#text-" + language).fill(text);
        });
    page.locator("#date").fill(release.toLocalDate().toString());
    page.locator("#time").fill(release.toLocalTime().toString());
    page.locator("form.stack button.primary").click();
    page.locator("button[value=lay]").click();
    page.waitForURL("**/joint/*");
    return page.evaluate("location.pathname").toString();
  }

  /** Proposes what her side has cleared. */
  void proposeStatement(String path) {
    open(path);
    page.locator("form[action$='/propose/statement'] button.primary").click();
    page.locator("button[value=sign]").click();
    page.waitForURL("**" + talk);
  }

  private void reviewAndSign() {
    page.locator("form.stack button.primary").click();
    page.locator("button[value=sign]").click();
    page.waitForURL("**" + talk);
  }

  /** Reads and signs as many proposals as are to come, once they are here, and no more. */
  void consentTo(int expected) {
    consentTo(expected, "(nothing is left out)");
  }

  /** The same, and leaves alone what has these words. */
  void consentTo(int expected, String but) {
    for (int consented = 0; consented < expected; consented++) {
      String which = "proposal " + (consented + 1) + " that waits for " + who;
      Waiting.until(which, PATIENCE, () -> waiting(but).count(), count -> count > 0);
      waiting(but).first().click();
      page.locator("#consent form button").click();
      page.waitForURL("**" + talk);
    }
    if (waiting(but).count() > 0) {
      throw new AssertionError("more waits for " + who + " than " + expected);
    }
  }

  private Locator waiting(String but) {
    open(talk);
    return page.locator("#moves li", new Page.LocatorOptions().setHasNotText(but))
        .locator("a.button.primary[href*='/proposal/']");
  }

  /** The state of the talk as one sentence. */
  String standing() {
    open(talk);
    return page.locator("#standing").innerText();
  }

  /** Reads the talk's page until it says this. */
  void awaits(String text) {
    Waiting.until(who + " reading: " + text, PATIENCE, this::read, read -> read.contains(text));
  }

  String read() {
    open(talk);
    return page.locator("main").innerText();
  }
}
