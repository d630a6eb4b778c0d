package parley.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.Entrance;
import parley.e2e.browser.Chromium;

/** A person of the demo takes a passkey of her own, in a real browser with a virtual key. */
class PasskeyTest {
  @Test
  void whoHasMadeAPasskeySignsByItsTouchAndTheRecordNamesHerWithoutDemo(@TempDir Path folder)
      throws Exception {
    try (Demo demo = Demo.neutral(folder.resolve("data"));
        Chromium chromium = Chromium.plain();
        BrowserContext context = chromium.newContext()) {
      Entrance entrance = new Entrance(demo);
      Page anna = entrance.enter(context, Delegate.ANNA);
      Authenticator key = Authenticator.of(anna);
      makePasskey(demo, anna);

      String talk = presentTheChange(anna);
      accept(demo, entrance.enter(context, Delegate.MARIA), talk);

      anna.navigate(demo.at(Delegate.ANNA.host(), talk));
      anna.locator("#moves a.primary[href*='/proposal/']").first().click();
      key.refuses(true);
      anna.locator("#consent button.primary").click();
      anna.waitForURL(address -> address.contains("/sign/"));
      anna.locator("[data-passkey-says].refusal").waitFor();
      assertThat(anna.locator("h1").innerText()).contains("Legal guarantees");
      assertThat(anna.locator("main").innerText()).contains("Юридические гарантии");
      assertThat(anna.evaluate("document.activeElement.closest('form[data-passkey]') !== null"))
          .as("the keyboard is where she tries again")
          .isEqualTo(true);

      key.refuses(false);
      anna.keyboard().press("Enter");
      anna.waitForURL(address -> address.endsWith(talk));
      assertThat(anna.locator("main .notice").first().innerText()).isNotBlank();

      Path file = folder.resolve("dossier.json");
      Files.writeString(
          file,
          (String)
              anna.evaluate("path => fetch(path).then(a => a.text())", talk + "/dossier.json"));
      Verification report = Verification.of(file);
      assertThat(report.exitCode()).isZero();
      List<String> hers =
          report.text().lines().filter(line -> line.contains("Anna Whitfield")).toList();
      assertThat(hers).as("control: before").anyMatch(line -> line.contains("DEMO"));
      assertThat(hers).as("by her passkey").anyMatch(line -> !line.contains("DEMO"));
      signOutAndIn(demo, anna);
    }
  }

  private static void makePasskey(Demo demo, Page anna) {
    anna.navigate(demo.at(Delegate.ANNA.host(), "/passkey"));
    anna.locator("form[data-passkey] button").click();
    anna.locator("main > .notice").waitFor();
    assertThat(anna.locator("main").innerText()).doesNotContain("software authenticator");
  }

  /** From her first page to the talk; the path of the talk. */
  private static String presentTheChange(Page anna) {
    anna.locator("a.wordmark").click();
    anna.locator("a[href^='/talk/']").first().click();
    anna.locator("#change form[action$='/present'] button").click();
    anna.locator("main > .notice").waitFor();
    return java.net.URI.create(anna.url()).getPath();
  }

  private static void accept(Demo demo, Page maria, String talk) {
    maria.navigate(demo.at(Delegate.MARIA.host(), talk + "/credentials"));
    maria.locator("form[action$='/credentials'] button.primary").click();
    maria.locator("main > .notice").waitFor();
    maria.close();
  }

  private static void signOutAndIn(Demo demo, Page anna) {
    anna.locator("form[action='/sign-out'] button").click();
    anna.navigate(demo.at(Delegate.ANNA.host(), "/sign-in"));
    Locator button = anna.locator("form[data-passkey] button");
    button.focus();
    anna.keyboard().press("Enter");
    anna.waitForURL(address -> !address.contains("/sign-in"));
    assertThat(anna.locator("header.masthead").innerText()).contains("Anna Whitfield");
  }

  /** Chromium's virtual authenticator in one page: a passkey that touches itself. */
  private record Authenticator(CDPSession session, String id) {
    static Authenticator of(Page page) {
      CDPSession session = page.context().newCDPSession(page);
      session.send("WebAuthn.enable");
      JsonObject options = new JsonObject();
      options.addProperty("protocol", "ctap2");
      options.addProperty("transport", "internal");
      options.addProperty("hasResidentKey", true);
      options.addProperty("hasUserVerification", true);
      options.addProperty("isUserVerified", true);
      options.addProperty("automaticPresenceSimulation", true);
      JsonObject parameters = new JsonObject();
      parameters.add("options", options);
      JsonObject added = session.send("WebAuthn.addVirtualAuthenticator", parameters);
      return new Authenticator(session, added.get("authenticatorId").getAsString());
    }

    /** Does as a person who does not give her finger. */
    void refuses(boolean refuses) {
      JsonObject parameters = new JsonObject();
      parameters.addProperty("authenticatorId", id);
      parameters.addProperty("isUserVerified", !refuses);
      session.send("WebAuthn.setUserVerified", parameters);
    }
  }
}
