package parley.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.node.Browser;

/**
 * Plants secrets wherever people bring them in, lets everything go wrong, and looks for them where
 * they must not be.
 */
class CanaryTest {
  private static final String TYPED = "canary-typed-tuesday";

  @Test
  void shouldKeepSecretsOutOfLogsErrorsAndOtherPages() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (ServerUnderTest server = new ServerUnderTest(CanaryTest::routes)) {
      Browser anna = server.signedIn("anna").open("/");
      String link = server.link("anna");
      Browser victim = server.browser("anna.norland").open(link);
      List<String> secrets =
          List.of(
              anna.cookies().get("parley_session"),
              link.substring(link.lastIndexOf('#') + 1),
              TYPED);

      StringBuilder elsewhere = new StringBuilder();
      for (String path :
          new String[] {"/", "/fails/" + TYPED, "/fails?x=" + TYPED, "/nothing/" + TYPED}) {
        note(elsewhere, anna.open(path));
      }
      note(elsewhere, anna.open("/").submit("/fails", Map.of("a", TYPED)));
      note(elsewhere, anna.submitExactly("/fails", Map.of("a", TYPED)));
      note(elsewhere, victim.submit("/sign-in", Map.of()));
      note(elsewhere, server.browser("anna.norland").open(link));
      note(elsewhere, server.browser("press.norland").open(link));

      assertThat(log.toString(StandardCharsets.UTF_8))
          .as("faults are logged")
          .contains("incident", "/fails");
      for (String secret : secrets) {
        assertThat(log.toString(StandardCharsets.UTF_8)).as("the log").doesNotContain(secret);
        assertThat(withoutOwnCookie(elsewhere)).as("other pages").doesNotContain(secret);
      }
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void shouldNotPrintSecretsEvenWhenAsked() {
    assertThat(parley.node.people.Secret.of("canary")).hasToString("[redacted]");
    assertThat(new SetCookie("name", "canary", java.time.Duration.ZERO).toString())
        .doesNotContain("canary");
    assertThat(new Upload("canary.png", "image/png", new byte[3]).toString())
        .doesNotContain("canary");
  }

  private static List<Route> routes() {
    Route.Handler fail =
        exchange -> {
          throw new IllegalStateException(
              "quotes "
                  + exchange.form().fields()
                  + exchange.pathParameters()
                  + exchange.queryParameters()
                  + exchange.session().orElseThrow().reveal());
        };
    return List.of(
        Route.get("/fails", Audience.DELEGATES, fail),
        Route.get("/fails/{what}", Audience.DELEGATES, fail),
        Route.post("/fails", Audience.DELEGATES, fail));
  }

  private static void note(StringBuilder all, Browser browser) {
    all.append(browser.headers()).append(browser.text()).append('\n');
  }

  /** The session's own cookie is set once, when it begins. */
  private static String withoutOwnCookie(StringBuilder all) {
    return all.toString().replaceAll("parley_session=[^;]*;", "");
  }
}
