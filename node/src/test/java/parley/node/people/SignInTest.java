package parley.node.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;

class SignInTest {
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
  void shouldSignInWhenTheFormOfTheLinkIsSent() {
    Browser helen = node.browser("helen.norland");
    helen.open(node.linkOf("helen.norland"));
    assertThat(helen.text()).contains("Sign in as Helen Marsh");
    helen.submit("/sign-in", Map.of());
    assertThat(helen.status()).isEqualTo(303);
    assertThat(isSignedIn(helen)).isTrue();
  }

  @Test
  void shouldNotSignInWhenTheLinkIsOnlyOpened() {
    String link = node.linkOf("peter.norland");
    Browser scanner = node.browser("peter.norland");
    scanner.open(link).open(link).open(link);
    assertThat(isSignedIn(scanner)).isFalse();
    assertThat(node.browser("peter.norland").open(link).status())
        .as("the link is still good")
        .isEqualTo(200);
  }

  @Test
  void shouldSayThatALinkWasUsed() {
    String link = node.linkOf("clara.norland");
    Browser first = node.browser("clara.norland").open(link);
    Browser second = node.browser("clara.norland").open(link);
    assertThat(first.submit("/sign-in", Map.of()).status()).isEqualTo(303);
    second.submit("/sign-in", Map.of());
    assertThat(second.status()).isEqualTo(410);
    assertThat(second.text()).contains("This link has been used");
    assertThat(isSignedIn(second)).isFalse();
    assertThat(node.browser("clara.norland").open(link).text()).contains("This link has been used");
  }

  @Test
  void shouldGiveANewLinkOnTheCastPageWhenOneIsUsed() {
    String link = node.linkOf("ruth.norland");
    assertThat(node.linkOf("ruth.norland")).as("unused, it stays").isEqualTo(link);
    node.signedIn("ruth.norland");
    assertThat(node.linkOf("ruth.norland")).isNotEqualTo(link);
    assertThat(isSignedIn(node.signedIn("ruth.norland"))).isTrue();
  }

  @Test
  void shouldRefuseALinkOfAnotherPerson() {
    String link = node.linkOf("tom.norland");
    Browser other = node.browser("anna.norland").open(link);
    assertThat(other.status()).isEqualTo(404);
    assertThat(other.text()).contains("This link does not work");
    Browser hers = node.browser("anna.norland").open(node.linkOf("anna.norland"));
    hers.submit("/sign-in", Map.of("link", link.substring(link.lastIndexOf('#') + 1)));
    assertThat(hers.status()).isEqualTo(404);
  }

  @Test
  void shouldEndTheSessionWhenSheSignsOut() {
    Browser maria = node.signedIn("maria.sudria");
    Browser thief = node.browser("maria.sudria").stealing(maria);
    assertThat(isSignedIn(thief)).as("the cookie works while she is signed in").isTrue();
    maria.open("/").submit("/sign-out", Map.of());
    assertThat(isSignedIn(maria)).isFalse();
    assertThat(isSignedIn(thief)).isFalse();
  }

  @Test
  void shouldKeepASessionToItsOwnHost() {
    Browser pavel = node.signedIn("pavel.sudria");
    assertThat(isSignedIn(pavel)).isTrue();
    assertThat(isSignedIn(node.browser("nina.sudria").stealing(pavel))).isFalse();
    assertThat(isSignedIn(node.browser("anna.norland").stealing(pavel))).isFalse();
    assertThat(pavel.open("/").header("Set-Cookie")).doesNotContain("Domain");
  }

  @Test
  void shouldAnswerInTheLanguageThatShePicks() {
    Browser oleg = node.signedIn("oleg.sudria");
    assertThat(oleg.open("/").text()).contains("lang=\"ru\"");
    oleg.submit("/language", Map.of("language", "en"));
    assertThat(oleg.open("/").text()).contains("<html lang=\"en\"");
  }

  private static boolean isSignedIn(Browser browser) {
    return browser.open("/").text().contains("action=\"/sign-out\"");
  }
}
