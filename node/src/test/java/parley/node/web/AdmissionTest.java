package parley.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Role;
import parley.node.Browser;

/** The gates, tried with a route of each kind; every refusal has its positive control beside it. */
class AdmissionTest {
  private static final List<String> HEARD = new ArrayList<>();
  private static ServerUnderTest server;

  @BeforeAll
  static void start() throws Exception {
    server = new ServerUnderTest(AdmissionTest::routes);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static List<Route> routes() {
    Audience negotiators = Audience.of(Role.NEGOTIATOR);
    return List.of(
        Route.get("/for-delegates", Audience.DELEGATES, exchange -> text("delegates")),
        Route.get("/for-negotiators", negotiators, exchange -> text("negotiators")),
        Route.post("/for-negotiators", negotiators, exchange -> text("done")),
        Route.live("/live/it", negotiators, exchange -> new Topic("it")),
        Route.socket("/socket", negotiators, AdmissionTest::converse),
        Route.press(
            "/public",
            request -> text("public in " + request.delegation() + " " + request.language())));
  }

  private static SocketConversation converse(Exchange exchange, SocketOut out) {
    return new SocketConversation() {
      @Override
      public void onText(String text) {
        out.send(exchange.delegate().id() + " said " + text);
      }

      @Override
      public void onClose() {
        HEARD.add("closed");
      }
    };
  }

  private static Answer text(String text) {
    return Answer.content("text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldAdmitWhoMayAndTellTheOthersWhyNot() {
    Browser anna = server.signedIn("anna");
    Browser tom = server.signedIn("tom");
    Browser stranger = server.browser("anna.norland");
    assertThat(anna.open("/for-negotiators").text()).isEqualTo("negotiators");
    assertThat(tom.open("/for-delegates").text()).isEqualTo("delegates");
    assertThat(tom.open("/for-negotiators").status()).isEqualTo(403);
    assertThat(tom.text()).contains("Your role does not allow this");
    assertThat(stranger.open("/for-delegates").status()).isEqualTo(401);
    assertThat(stranger.text()).contains("You are not signed in here");
  }

  @Test
  void shouldCheckTheRoleOfFormsToo() {
    Map<String, String> anything = Map.of("a", "1");
    assertThat(server.signedIn("anna").open("/").submit("/for-negotiators", anything).text())
        .isEqualTo("done");
    assertThat(server.signedIn("tom").open("/").submit("/for-negotiators", anything).status())
        .isEqualTo(403);
    assertThat(server.browser("anna.norland").submit("/for-negotiators", anything).status())
        .isEqualTo(401);
  }

  @Test
  void shouldServeEachSiteItsOwnRoutesOnly() {
    assertThat(server.browser("press.norland").open("/public").text())
        .isEqualTo("public in norland EN");
    assertThat(server.browser("press.norland").with("Accept-Language", "ru").open("/public").text())
        .isEqualTo("public in norland RU");
    assertThat(server.browser("press.norland").open("/for-delegates").status()).isEqualTo(404);
    assertThat(server.signedIn("anna").open("/public").status()).isEqualTo(404);
    assertThat(server.browser("").open("/for-delegates").status()).isEqualTo(404);
  }

  @Test
  void shouldAnswerThePublicAlikeWithAndWithoutADelegatesCookie() {
    Browser reader = server.browser("press.norland").open("/public");
    Browser delegate =
        server.browser("press.norland").stealing(server.signedIn("anna")).open("/public");
    assertThat(delegate.bytes()).isEqualTo(reader.bytes());
    assertThat(delegate.headers().replaceAll("date=[^]]*]", ""))
        .isEqualTo(reader.headers().replaceAll("date=[^]]*]", ""));
  }

  @Test
  void shouldTellAReaderWhoHasThePageThatItIsTheSame() {
    Browser reader = server.browser("press.norland").open("/public");
    String tag = reader.header("ETag");
    assertThat(reader.with("If-None-Match", tag).open("/public").status()).isEqualTo(304);
    assertThat(reader.bytes()).isEmpty();
    assertThat(reader.with("If-None-Match", "\"other\"").open("/public").status()).isEqualTo(200);
  }

  @Test
  void shouldOpenAWebSocketForWhoMayFromOurPageOnly() throws Exception {
    Browser anna = server.signedIn("anna");
    Browser tom = server.signedIn("tom");
    assertThat(anna.upgrade("/socket", anna.origin())).contains("101");
    assertThat(anna.upgrade("/socket", "https://evil.example")).contains("403");
    assertThat(anna.upgrade("/socket", tom.origin())).contains("403");
    assertThat(tom.upgrade("/socket", tom.origin())).contains("403");
    assertThat(server.browser("anna.norland").upgrade("/socket", anna.origin())).contains("403");
    assertThat(server.browser("press.norland").stealing(anna).upgrade("/socket", anna.origin()))
        .contains("403");
  }

  @Test
  void shouldCarryMessagesBothWays() throws Exception {
    Browser anna = server.signedIn("anna");
    assertThat(anna.converse("/socket", "good morning"))
        .isEqualTo("anna.norland said good morning");
  }

  @Test
  void shouldCloseAWebSocketAtOnceWhenItsPersonSignsOutOrLosesTheRole() throws Exception {
    Browser anna = server.signedIn("anna");
    Browser phone = server.signedIn("anna");
    int afterSigningOut =
        anna.closing(
            "/socket",
            () -> {
              anna.open("/").submit("/sign-out", Map.of());
              server.review();
            });
    assertThat(afterSigningOut).isEqualTo(4401);
    assertThat(phone.converse("/socket", "still here")).as("control").contains("still here");
    try {
      int afterLosingTheRole =
          phone.closing(
              "/socket",
              () -> {
                server.entitle("anna", Role.LISTENER);
                server.review();
              });
      assertThat(afterLosingTheRole).isEqualTo(4401);
    } finally {
      server.entitle("anna", Role.NEGOTIATOR);
    }
  }

  @Test
  void shouldTellAFollowingPageOfChangesIncludingThoseItMissed() throws Exception {
    Browser anna = server.signedIn("anna");
    Topic topic = new Topic("it");
    long built = server.live().now();
    server.live().changed(topic);
    String missed = anna.firstEvent("/live/it?since=" + built, () -> {});
    assertThat(missed).as("it changed before the page listened").contains("event: change");
    long now = server.live().now();
    String next = anna.firstEvent("/live/it?since=" + now, () -> server.live().changed(topic));
    assertThat(next).contains("event: change");
    assertThat(number(next)).isGreaterThan(now);
  }

  private static long number(String event) {
    return Long.parseLong(event.replaceAll("(?s).*data: ?(\\d+).*", "$1"));
  }

  @Test
  void shouldTellNobodyElseOfChanges() {
    assertThat(server.signedIn("tom").open("/live/it").status()).isEqualTo(403);
    assertThat(server.browser("anna.norland").open("/live/it").status()).isEqualTo(401);
    assertThat(server.browser("press.norland").open("/live/it").status()).isIn(404, 421);
  }
}
