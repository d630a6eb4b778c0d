package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.Firefox;
import parley.e2e.browser.Waiting;
import parley.e2e.capture.Seat;

/** A browser's own key: made in it, kept in it, shown to everybody once it is admitted. */
@Timeout(300)
class DeviceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String STATE = "document.documentElement.dataset.device";
  private static final String ADMIT = "form[data-admit] button";

  /** Tries to take the key out of the browser in every form; gives those that worked. */
  private static final String COPY =
      """
      (async () => {
        const opening = indexedDB.open("parley-device", 1);
        const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
        const reading = database.transaction("keys").objectStore("keys").get("own");
        const pair = await new Promise((done) => { reading.onsuccess = () => done(reading.result); });
        const worked = [];
        for (const [form, key] of [["pkcs8", pair.privateKey], ["jwk", pair.privateKey], ["raw", pair.publicKey]]) {
          await crypto.subtle.exportKey(form, key).then(() => worked.push(form), () => {});
        }
        return worked.join(" ");
      })()""";

  @TempDir static Path data;
  private static Demo demo;
  private static Chromium chromium;
  private static Entrance entrance;

  @BeforeAll
  static void start() {
    demo = Demo.neutral(data.resolve("node"));
    chromium = Chromium.plain();
    entrance = new Entrance(demo);
  }

  @AfterAll
  static void stop() {
    chromium.close();
    demo.close();
  }

  @Test
  void admittedByKeyboardWithAKeyThatNothingCopies() {
    try (BrowserContext context = chromium.newContext()) {
      Page anna = atTheTalk(context, Delegate.ANNA);
      awaitState(anna, "new");
      anna.locator(ADMIT).focus();
      anna.keyboard().press("Enter");
      anna.waitForURL(address -> address.endsWith("/devices"));
      awaitState(anna, "live");
      assertThat(anna.locator(ADMIT).isVisible()).isFalse();
      assertThat(anna.locator("[data-device-here]:visible").count()).isEqualTo(1);
      assertThat(anna.evaluate(COPY)).as("only the public half").isEqualTo("raw");
    }
  }

  @Test
  void theOtherSideSeesASecondBrowserWithoutAsking() {
    try (BrowserContext first = chromium.newContext();
        BrowserContext second = chromium.newContext()) {
      Page maria = atTheTalk(first, Delegate.MARIA);
      for (BrowserContext each : new BrowserContext[] {first, second}) {
        Page helen = atTheTalk(each, Delegate.HELEN);
        awaitState(helen, "new");
        helen.locator(ADMIT).click();
        helen.waitForURL(address -> address.endsWith("/devices"));
      }
      Waiting.until(
          "a warning",
          PATIENCE,
          () -> maria.locator("#devices .notice:visible").allInnerTexts(),
          seen -> seen.stream().anyMatch(text -> text.contains("2")));
    }
  }

  @Test
  void aBrowserWithoutTheAlgorithmIsToldItsName() {
    try (BrowserContext context = chromium.newContext()) {
      context.addInitScript(
          "SubtleCrypto.prototype.generateKey = () =>"
              + " Promise.reject(new DOMException('', 'NotSupportedError'));");
      Page ruth = atTheTalk(context, Delegate.RUTH);
      awaitState(ruth, "unsupported");
      assertThat(ruth.locator("[data-device-is='unsupported']").innerText()).contains("Ed25519");
      assertThat(ruth.locator(ADMIT).isVisible()).isFalse();
    }
  }

  @Test
  void firefoxIsADeviceToo() {
    try (Firefox clara = new Firefox(new Seat(1), data.resolve("profile"), 900, 700)) {
      entrance.enter(clara, Delegate.CLARA);
      String list = "document.querySelector('.talks a')?.href ?? ''";
      clara.open(
          clara.await("her talks", list, PATIENCE, seen -> !seen.asText().isEmpty()).asText());
      clara.await("no device", STATE + " ?? ''", PATIENCE, seen -> seen.asText().equals("new"));
      clara.evaluate("void document.querySelector('" + ADMIT + "').click()");
      clara.await("a device", STATE + " ?? ''", PATIENCE, seen -> seen.asText().equals("live"));
      assertThat(clara.evaluate(COPY).asText()).isEqualTo("raw");
    }
  }

  private static Page atTheTalk(BrowserContext context, Delegate who) {
    Page page = entrance.enter(context, who);
    page.locator(".talks a").first().click();
    page.waitForURL(address -> address.contains("/talk/"));
    return page;
  }

  private static void awaitState(Page page, String state) {
    Waiting.until("the state " + state, PATIENCE, () -> page.evaluate(STATE), state::equals);
  }
}
