package parley.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.Entrance;
import parley.e2e.browser.Chromium;

/** Whatever is typed or pressed: a clear message, and nothing typed is lost. */
@Timeout(240)
class BadInputTest {
  private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

  @TempDir static Path data;
  private static Demo demo;
  private static Chromium chromium;
  private static BrowserContext context;
  private static Negotiator anna;
  private static Negotiator helen;
  private static Negotiator maria;

  @BeforeAll
  static void twoSidesThatMayAgree() {
    demo = Demo.neutral(data);
    chromium = Chromium.plain();
    context = chromium.newContext();
    anna = negotiator(Delegate.ANNA);
    helen = negotiator(Delegate.HELEN);
    maria = negotiator(Delegate.MARIA);
    String talk = anna.convene();
    helen.at(talk);
    maria.at(talk).join();
    anna.acceptCredentials();
    maria.acceptCredentials();
    // Pages that stay as they were when they were opened, as on a line that hangs.
    context.route("**/live/**", route -> route.abort());
  }

  @AfterAll
  static void stop() {
    chromium.close();
    demo.close();
  }

  @Test
  void aConsentToATermWithdrawnAMomentAgoSignsNothing() {
    anna.proposeFormat(45);
    Page slow = proposalThatWaitsFor(maria);
    Page withdrawing = anna.page();
    withdrawing.navigate(slow.url().replace("maria.sudria", "anna.norland"));
    withdrawing.locator("#withdraw summary").click();
    withdrawing.locator("#withdraw button").click();
    withdrawing.waitForURL("**" + anna.talk());

    Response answer = consentPressed(slow);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(slow.locator("[role=alert]").innerText()).isNotBlank();
    assertThat(slow.locator("#consent").count()).isZero();
  }

  @Test
  void ofTwoWhoConsentAtOnceTheSecondReadsThatItIsDone() {
    maria.proposeTime(LocalDate.now(LISBON).plusDays(20), LocalTime.of(15, 0));
    Page first = proposalThatWaitsFor(anna);
    Page second = proposalThatWaitsFor(helen);
    consentPressed(first);
    Response answer = consentPressed(second);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(second.locator("[role=alert]").innerText()).contains("Anna Whitfield");
  }

  @Test
  void aDateInThePastIsRefusedAndKept() {
    String yesterday = LocalDate.now(LISBON).minusDays(1).toString();
    Page page = timeTyped(yesterday, "10:00");
    assertThat(page.locator("#fault-date").innerText()).contains("has passed");
    assertThat(page.locator("#date").inputValue()).isEqualTo(yesterday);
    assertThat(page.locator("#time").inputValue()).isEqualTo("10:00");
  }

  @Test
  void aTimeThatTheClockNeverShowsIsExplained() {
    LocalDateTime gap = nextChange(true).getDateTimeBefore().plusMinutes(30);
    Page page = timeTyped(gap.toLocalDate().toString(), gap.toLocalTime().toString());
    assertThat(page.locator("#fault-time").innerText()).contains("never shows this time");
  }

  @Test
  void aTimeThatTheClockShowsTwiceIsAskedAbout() {
    LocalDateTime overlap = nextChange(false).getDateTimeAfter().plusMinutes(30);
    Page page = timeTyped(overlap.toLocalDate().toString(), overlap.toLocalTime().toString());
    page.locator("input[name=which][value=second]").check();
    page.locator("form.stack button.primary").click();
    assertThat(page.locator("button[value=sign]").count()).isEqualTo(1);
  }

  @Test
  void anItemWithoutATitleIsRefusedAndTheRestKept() {
    Page page = anna.page();
    anna.open(anna.talk() + "/propose/item");
    page.locator("#title-en").fill("Fisheries");
    page.locator("#minutes").fill("25");
    page.locator("form.stack button.primary").click();
    assertThat(page.locator("#fault-title-ru").innerText()).contains("every language");
    assertThat(page.locator("#title-en").inputValue()).isEqualTo("Fisheries");
    assertThat(page.locator("#minutes").inputValue()).isEqualTo("25");
  }

  @Test
  void aHeadlineOfTenMegabytesIsRefusedInWords() {
    Page desk = new Entrance(demo).enter(context, Delegate.PETER);
    desk.navigate(demo.at(Delegate.PETER.host(), anna.talk().replaceFirst("^/talk/", "/press/")));
    desk.locator("button[name=kind][value=announcement]").first().click();
    desk.locator("[name='body.en']").fill("A short text.");
    desk.evaluate(
        "document.querySelector(\"[name='headline.en']\").value = 'A'.repeat(10 * 1024 * 1024)");
    desk.locator("button[name=check]").click();
    desk.waitForLoadState();
    desk.locator("[role=alert]").first().waitFor();
    assertThat(desk.locator("[role=alert]").first().innerText()).isNotBlank();
    assertThat(desk.locator("form[action$='/release'] button").count()).isZero();
    assertThat(desk.navigate(demo.at(Delegate.PETER.host(), "/")).status()).isEqualTo(200);
  }

  @Test
  void aTalkThatIsNotHersIsNotThere() {
    Page page = anna.page();
    String other = anna.talk().substring(0, anna.talk().length() - 3) + "AAA";
    Response answer = page.navigate(demo.at(Delegate.ANNA.host(), other));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(page.locator("h1").innerText()).isNotBlank();
  }

  private static Negotiator negotiator(Delegate who) {
    return new Negotiator(new Entrance(demo).enter(context, who), demo, who);
  }

  private static Page proposalThatWaitsFor(Negotiator reader) {
    reader.open(reader.talk());
    reader.page().locator("#moves a.button.primary[href*='/proposal/']").first().click();
    reader.page().locator("#consent button").waitFor();
    return reader.page();
  }

  private static Response consentPressed(Page page) {
    Response answer =
        page.waitForResponse(
            response -> response.request().method().equals("POST"),
            () -> page.locator("#consent button").click());
    page.waitForLoadState();
    return answer;
  }

  private static Page timeTyped(String date, String time) {
    Page page = anna.page();
    anna.open(anna.talk() + "/propose/time");
    page.locator("#date").fill(date);
    page.locator("#time").fill(time);
    page.locator("form.stack button.primary").click();
    page.locator("[role=alert]").first().waitFor();
    return page;
  }

  private static ZoneOffsetTransition nextChange(boolean forward) {
    ZoneOffsetTransition change = LISBON.getRules().nextTransition(Instant.now());
    return change.isGap() == forward
        ? change
        : LISBON.getRules().nextTransition(change.getInstant());
  }
}
