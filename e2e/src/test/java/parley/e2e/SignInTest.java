package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.browser.Chromium;

/** Being somebody, from the cast page on. */
@Timeout(180)
class SignInTest {
  private static final String SESSION = "parley_session";

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
  void oneBrowserIsManyPeopleAtOnce() {
    try (BrowserContext context = chromium.newContext()) {
      Page anna = entrance.enter(context, Delegate.ANNA);
      Page maria = entrance.enter(context, Delegate.MARIA);
      anna.reload();
      maria.reload();
      assertThat(anna.locator("body").innerText()).contains("Anna Whitfield");
      assertThat(maria.locator("body").innerText()).containsAnyOf("Maria Levina", "Мария Левина");
    }
  }

  @Test
  void aLinkThatWasUsedSaysSoAndSignsNobodyIn() {
    String link = entrance.link(Delegate.TOM);
    try (BrowserContext context = chromium.newContext();
        BrowserContext other = chromium.newContext()) {
      Page first = context.newPage();
      first.navigate(link);
      first.locator(Entrance.SIGN_IN).click();
      first.waitForURL(Entrance::isInside);

      Page second = other.newPage();
      Response answer =
          second.waitForResponse(
              response -> response.request().method().equals("POST"), () -> second.navigate(link));
      second.locator("h1", new Page.LocatorOptions().setHasText("has been used")).waitFor();
      assertThat(answer.status()).isBetween(400, 499);
      assertThat(second.url()).as("the secret is out of the address").endsWith("/enter");
      assertThat(second.locator(Entrance.SIGN_IN).count()).isZero();
      assertThat(cookies(context)).as("control: who is signed in").contains(SESSION);
      assertThat(cookies(other)).doesNotContain(SESSION);
      assertThat(second.navigate(demo.at(Delegate.TOM.host(), "/")).status()).isIn(401, 403, 404);
      assertThat(second.locator("body").innerText()).doesNotContain("Tom Hale");
    }
  }

  @Test
  void lookingAtALinkDoesNotUseItUp() {
    String link = entrance.link(Delegate.RUTH);
    try (BrowserContext context = chromium.newContext()) {
      Page page = context.newPage();
      page.navigate(link);
      page.navigate(link);
      page.locator(Entrance.SIGN_IN).click();
      page.waitForURL(Entrance::isInside);
      assertThat(page.locator("body").innerText()).contains("Ruth Adler");
    }
  }

  @Test
  void withoutSigningInNothingOfATalkIsShown() {
    try (BrowserContext context = chromium.newContext()) {
      Page page = context.newPage();
      int status = page.navigate(demo.at(Delegate.HELEN.host(), "/")).status();
      assertThat(status).isIn(401, 403, 404);
      assertThat(page.locator("body").innerText()).doesNotContain("Helen Marsh");
    }
  }

  private static List<String> cookies(BrowserContext context) {
    return context.cookies(demo.at(Delegate.TOM.host(), "/")).stream().map(c -> c.name).toList();
  }
}
