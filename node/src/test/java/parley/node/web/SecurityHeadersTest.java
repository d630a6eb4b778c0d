package parley.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;

class SecurityHeadersTest {
  private static NodeUnderTest node;

  @BeforeAll
  static void start() {
    node = NodeUnderTest.demo();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void shouldCarryTheHeadersOnEveryAnswerWhateverItsStatus() {
    for (String host : new String[] {"", "anna.norland", "press.norland"}) {
      for (String path : new String[] {"/", "/nothing", "/static/x/css/base.css"}) {
        Browser browser = node.browser(host).open(path);
        String where = host + path + " " + browser.status();
        assertThat(browser.header("Content-Security-Policy"))
            .as(where)
            .contains("default-src 'none'");
        assertThat(browser.header("X-Content-Type-Options")).as(where).isEqualTo("nosniff");
        assertThat(browser.header("Referrer-Policy")).as(where).isEqualTo("same-origin");
        assertThat(browser.header("Cross-Origin-Opener-Policy")).as(where).isEqualTo("same-origin");
        assertThat(browser.header("Permissions-Policy")).as(where).contains("camera=");
        assertThat(browser.headers()).as(where).doesNotContainIgnoringCase("jetty");
      }
    }
  }

  @Test
  void shouldAllowNothingInlineAndNothingForeign() {
    String policy = node.browser("anna.norland").open("/").header("Content-Security-Policy");
    assertThat(policy)
        .doesNotContain("unsafe")
        .doesNotContain("http:")
        .doesNotContain("*")
        .doesNotContain("data:");
    assertThat(policy)
        .contains("frame-ancestors 'none'")
        .contains("base-uri 'none'")
        .contains("form-action 'self'");
  }

  @Test
  void shouldOfferCameraAndMicrophoneAtSeatsOnly() {
    assertThat(node.browser("anna.norland").open("/").header("Permissions-Policy"))
        .contains("camera=(self)", "microphone=(self)");
    assertThat(node.browser("press.norland").open("/").header("Permissions-Policy"))
        .contains("camera=()", "microphone=()");
    assertThat(node.browser("").open("/").header("Permissions-Policy")).contains("camera=()");
  }

  @Test
  void shouldKeepPagesOutOfCachesAndAssetsInThem() {
    Browser cast = node.browser("").open("/");
    assertThat(cast.header("Cache-Control")).isEqualTo("no-store");
    String sheet = cast.text().replaceAll("(?s).*?href=\"(/static/[^\"]+base.css)\".*", "$1");
    assertThat(cast.open(sheet).status()).isEqualTo(200);
    assertThat(cast.header("Cache-Control")).contains("immutable");
    assertThat(cast.header("Content-Type")).startsWith("text/css");
    assertThat(cast.open("/static/old/css/base.css").header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void shouldServeNoFileOutsideTheAssets() {
    Browser browser = node.browser("");
    for (String path :
        new String[] {
          "/static/x/../Main.class",
          "/static/x/..%2Fmessages%2Fweb_en.properties",
          "/static/x/simplelogger.properties"
        }) {
      assertThat(browser.open(path).status()).as(path).isIn(400, 404);
    }
  }

  @Test
  void shouldNeverSetACookieForThePublic() {
    for (String path : new String[] {"/", "/nothing"}) {
      assertThat(node.browser("press.norland").open(path).header("Set-Cookie")).isEmpty();
    }
    Browser anna = node.browser("anna.norland");
    anna.open("/sign-in");
    assertThat(anna.header("Set-Cookie")).as("control").contains("HttpOnly", "SameSite=Lax");
  }
}
