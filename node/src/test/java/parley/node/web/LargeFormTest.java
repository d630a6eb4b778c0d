package parley.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;

class LargeFormTest {
  private static final String URLENCODED = "application/x-www-form-urlencoded";
  private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

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
  void shouldHandADelegatesTenMegabytesToTheFeatureSoThatNothingTypedIsLost() {
    Browser anna = node.signedIn("anna.norland").open("/");
    anna.submitBody("/language", URLENCODED, form(anna, TEN_MEGABYTES));
    assertThat(anna.status()).isEqualTo(303);
  }

  @Test
  void shouldSayInWordsWhenEvenThatIsExceeded() {
    Browser anna = node.signedIn("anna.norland").open("/");
    anna.submitBody("/language", URLENCODED, form(anna, 2 * TEN_MEGABYTES));
    assertThat(anna.status()).isEqualTo(413);
    assertThat(anna.text()).contains("what you typed is still in the form");
  }

  @Test
  void shouldReadLittleFromStrangers() {
    Browser stranger = node.browser("anna.norland").open(node.linkOf("anna.norland"));
    stranger.submitBody(
        "/sign-in", URLENCODED, "a=".concat("x".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
    assertThat(stranger.status()).isEqualTo(413);
  }

  @Test
  void shouldSayInWordsThatAFormCannotBeRead() {
    Browser anna = node.signedIn("anna.norland").open("/");
    for (String body : new String[] {"a=%ZZ", "a=1&".repeat(2_000)}) {
      anna.submitBody("/language", URLENCODED, body.getBytes(StandardCharsets.UTF_8));
      assertThat(anna.status()).isEqualTo(400);
    }
    anna.submitBody(
        "/language",
        "multipart/form-data; boundary=x",
        "--x\r\nno end".getBytes(StandardCharsets.UTF_8));
    assertThat(anna.status()).isEqualTo(400);
  }

  private static byte[] form(Browser browser, int length) {
    String head = "_csrf=" + browser.hidden("_csrf") + "&language=en&headline=";
    return head.concat("x".repeat(length)).getBytes(StandardCharsets.UTF_8);
  }
}
