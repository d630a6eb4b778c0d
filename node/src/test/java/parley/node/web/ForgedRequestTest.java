package parley.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;

/** Each refused request differs in one thing from one that is accepted. */
class ForgedRequestTest {
  private static final Map<String, String> TO_ENGLISH = Map.of("language", "en");
  private static final int DONE = 303;

  private static NodeUnderTest node;
  private Browser anna;

  @BeforeAll
  static void start() {
    node = NodeUnderTest.demo();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void signIn() {
    anna = node.signedIn("anna.norland").open("/");
  }

  @Test
  void shouldAcceptOurOwnForm() {
    assertThat(anna.submit("/language", TO_ENGLISH).status()).isEqualTo(DONE);
    anna.with("Origin", origin("anna.norland")).with("Sec-Fetch-Site", "same-origin");
    assertThat(anna.submit("/language", TO_ENGLISH).status()).isEqualTo(DONE);
  }

  @Test
  void shouldRefuseAFormWithoutToken() {
    anna.submitExactly("/language", TO_ENGLISH);
    assertThat(anna.status()).isEqualTo(403);
    assertThat(anna.text()).contains("Nothing was done");
  }

  @Test
  void shouldRefuseTheTokenOfAnotherPerson() {
    Map<String, String> fields = new HashMap<>(TO_ENGLISH);
    fields.put("_csrf", node.signedIn("tom.norland").open("/").hidden("_csrf"));
    assertThat(anna.submitExactly("/language", fields).status()).isEqualTo(403);
    fields.put("_csrf", anna.open("/").hidden("_csrf"));
    assertThat(anna.submitExactly("/language", fields).status()).isEqualTo(DONE);
  }

  @Test
  void shouldRefuseTheTokenOfAnEarlierSession() {
    Map<String, String> fields = new HashMap<>(TO_ENGLISH);
    fields.put("_csrf", anna.hidden("_csrf"));
    assertThat(node.signedIn("anna.norland").submitExactly("/language", fields).status())
        .isEqualTo(403);
  }

  @Test
  void shouldRefuseAFormFromAnotherOriginWhateverItsToken() {
    for (String origin : new String[] {"https://evil.example", origin("maria.sudria"), "null"}) {
      anna.with("Origin", origin);
      assertThat(anna.submit("/language", TO_ENGLISH).status()).as(origin).isEqualTo(403);
    }
  }

  @Test
  void shouldRefuseAFormThatTheBrowserSaysIsNotSameOrigin() {
    for (String site : new String[] {"cross-site", "same-site", "none"}) {
      anna.with("Sec-Fetch-Site", site);
      assertThat(anna.submit("/language", TO_ENGLISH).status()).as(site).isEqualTo(403);
    }
  }

  @Test
  void shouldNotSignAVictimInAsSomebodyElse() {
    String link = node.linkOf("ruth.norland");
    Browser victim = node.browser("ruth.norland");
    victim.submitExactly("/sign-in", Map.of("link", link.substring(link.lastIndexOf('#') + 1)));
    assertThat(victim.status()).isEqualTo(403);
    assertThat(victim.open(link).submit("/sign-in", Map.of()).status()).isEqualTo(DONE);
  }

  private static String origin(String host) {
    return "http://" + host + ".localhost:" + node.port();
  }
}
