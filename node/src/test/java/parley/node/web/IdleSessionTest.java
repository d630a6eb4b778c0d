package parley.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.people.SignIns;

/** What keeps a session from ending: its owner, and not the pages that she left open. */
class IdleSessionTest {
  private static final Duration STEP = Duration.ofMinutes(15);
  private Instant now = Instant.now();

  @Test
  void shouldEndASessionHoweverOftenAnOpenPageFetchesItself() throws Exception {
    try (ServerUnderTest server = server()) {
      Browser left = server.signedIn("anna").with("X-Parley-Live", "1");
      assertThat(statusAfterIdling(left)).isEqualTo(401);
    }
  }

  @Test
  void shouldKeepTheSessionOfSomebodyWhoOpensPages() throws Exception {
    try (ServerUnderTest server = server()) {
      assertThat(statusAfterIdling(server.signedIn("anna"))).isEqualTo(200);
    }
  }

  private int statusAfterIdling(Browser browser) {
    Instant end = now.plus(SignIns.SESSION_IDLE);
    while (now.isBefore(end)) {
      assertThat(browser.open("/page").status()).isEqualTo(200);
      now = now.plus(STEP);
    }
    return browser.open("/page").status();
  }

  private ServerUnderTest server() throws Exception {
    Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    byte[] page = "page".getBytes(StandardCharsets.UTF_8);
    return new ServerUnderTest(
        clock,
        () ->
            List.of(
                Route.get(
                    "/page", Audience.DELEGATES, exchange -> Answer.content("text/plain", page))));
  }
}
