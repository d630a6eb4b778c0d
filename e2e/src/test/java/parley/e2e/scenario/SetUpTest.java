package parley.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.Delegate;
import parley.e2e.NodeProcess;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.VirtualAuthenticator;
import parley.e2e.browser.Waiting;

/** From an empty folder to a verified agreement, as README says it, with real passkeys. */
@Timeout(420)
class SetUpTest {
  private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/operator#[\\w-]+");

  @TempDir static Path folder;
  private static NodeProcess node;
  private static Chromium chromium;
  private static BrowserContext context;
  private static Page tom;
  private static Page irina;
  private static Negotiator anna;
  private static Negotiator maria;

  @BeforeAll
  static void setUp() throws IOException {
    Path keyFile = folder.resolve("parley.key");
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    Files.write(keyFile, key);
    node = NodeProcess.run(folder.resolve("data"), keyFile);
    chromium = Chromium.plain();
    context = chromium.newContext();
    Page operator = operator();
    String toms = delegation(operator, "Norland", "Норландия", "Tom Hale", "Europe/Lisbon");
    String irinas = delegation(operator, "Sudria", "Судрия", "Irina Belykh", "Asia/Yekaterinburg");
    tom = join(toms);
    irina = join(irinas);
    Page annas = join(invite(tom, "Anna Whitfield", "negotiator"));
    Page marias = join(invite(irina, "Maria Levina", "negotiator"));
    anna = new Negotiator(annas, node, Delegate.ANNA);
    maria = new Negotiator(marias, node, Delegate.MARIA);
    maria.at(anna.convene()).join();
    assertThat(maria.fingerprint()).as("read out over the telephone").isEqualTo(anna.fingerprint());
    anna.acceptCredentials();
    maria.acceptCredentials();
    maria.proposeTime(LocalDate.now().plusDays(20), LocalTime.of(18, 0));
    anna.consentTo(1);
  }

  @AfterAll
  static void stop() {
    chromium.close();
    node.close();
  }

  @Test
  void whatTwoPeopleSignedByTouchVerifiesWithNoDemoKey() {
    anna.open(anna.talk());
    Download download =
        anna.page().waitForDownload(() -> anna.page().locator("a[href$='/dossier.json']").click());
    Path file = folder.resolve("dossier.json");
    download.saveAs(file);
    Verification verification = Verification.of(file);
    assertThat(verification.exitCode()).as(verification.text()).isZero();
    assertThat(verification.text())
        .contains("HOLDS", "Anna Whitfield", "Maria Levina", "18:00")
        .doesNotContain("DEMO");
  }

  @Test
  void aSubstitutionAtTheLastMinuteTakesAMinute() {
    long began = System.nanoTime();
    Page ruth = join(invite(tom, "Ruth Adler", "note-taker"));
    anna.open(anna.talk());
    anna.page().locator("form[action$='/present'] button").click();
    anna.page().waitForURL("**" + anna.talk());
    assertThat(anna.page().locator("#change").innerText()).contains("The change is presented");
    maria.open(maria.talk() + "/credentials");
    assertThat(maria.page().locator("#compare").innerText()).contains("Ruth Adler");
    maria.acceptCredentials();
    anna.open(anna.talk());
    assertThat(anna.page().locator("#change").count()).isZero();
    ruth.navigate(node.at("ruth.norland", anna.talk()));
    assertThat(ruth.locator("#standing").innerText()).isNotBlank();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.println("substitution, by a machine's fingers: " + took.toMillis() + " ms");
    assertThat(took).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void aTouchThatFailsUsesNoInvitationUp() {
    String link = invite(irina, "Oleg Somov", "note-taker");
    Page page = context.newPage();
    VirtualAuthenticator finger = VirtualAuthenticator.of(page);
    finger.recognises(false);
    page.navigate(link);
    page.locator("form[data-passkey] button").click();
    page.locator("[data-passkey-says].refusal").waitFor();
    finger.recognises(true);
    page.locator("form[data-passkey] button").click();
    page.locator(".bearer").waitFor();
    Page late = context.newPage();
    late.navigate(link);
    late.locator("h1", new Page.LocatorOptions().setHasText("has been used")).waitFor();
  }

  @Test
  void theAdministratorsThemselvesSeeNoTalk() {
    for (Page page : List.of(tom, irina)) {
      String origin = page.evaluate("location.origin").toString();
      assertThat(page.navigate(origin + anna.talk()).status()).isEqualTo(403);
      page.navigate(origin + "/");
      assertThat(page.url()).endsWith("/people");
    }
  }

  private static Page operator() {
    String link =
        Waiting.until(
                "the operator's link",
                Duration.ofSeconds(30),
                () -> LINK.matcher(String.join("\n", node.output())),
                Matcher::find)
            .group();
    Page page = context.newPage();
    page.navigate(link);
    assertThat(page.url()).as("the secret is out of the address").endsWith("/operator");
    page.locator("form[action='/operator'] button").click();
    page.waitForURL(node.cast().toString());
    return page;
  }

  private static String delegation(
      Page operator, String name, String russian, String administrator, String zone) {
    operator.navigate(node.cast() + "delegations/add");
    fill(operator, Map.of("delegation-en", name, "delegation-ru", russian, "zone", zone));
    fill(operator, Map.of("name-en", administrator, "name-ru", administrator));
    operator.locator("form[action='/delegations/add'] button").click();
    return operator.locator("#link").inputValue();
  }

  private static String invite(Page administrator, String name, String role) {
    administrator.navigate(administrator.evaluate("location.origin") + "/people/add");
    fill(administrator, Map.of("name-en", name, "name-ru", name));
    fill(administrator, Map.of("office-en", "Adviser", "office-ru", "Советник"));
    administrator.locator("input[name=role][value=" + role + "]").check();
    administrator.locator("form[action='/people/add'] button").click();
    return administrator.locator("#link").inputValue();
  }

  private static Page join(String invitation) {
    Page page = context.newPage();
    VirtualAuthenticator.of(page);
    page.navigate(invitation);
    page.locator("form[data-passkey] button").click();
    page.locator(".bearer").waitFor();
    return page;
  }

  private static void fill(Page page, Map<String, String> fields) {
    fields.forEach((id, text) -> page.locator("#" + id).fill(text));
  }
}
