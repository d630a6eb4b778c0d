package parley.node.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;
import parley.node.TestPasskey;

/** Changing a delegation's key over HTTP, from both seats, without script. */
class KeyPagesTest {
  private final NodeUnderTest node = NodeUnderTest.demo();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void shouldLetTheOtherSideCompareTheNewNumberAndAcceptIt() {
    Browser anna = node.signedIn("anna.norland");
    Browser maria = node.signedIn("maria.sudria");
    String talk = talk(anna);
    List<String> before = fingerprint(anna.open(talk + "/credentials").text());

    anna.open("/keys");
    assertThat(anna.text()).contains("At the present key", "Change the key");
    anna.submit("/keys", Map.of());
    assertThat(anna.status()).isEqualTo(303);
    assertThat(anna.open("/keys").text()).contains("has not accepted it yet", "Compare the number");
    assertThat(anna.open(talk).text()).contains("Norland has changed its sealing key");

    assertThat(maria.open(talk).text()).contains("сменился ключ подписи записей");
    maria.open(talk + "/credentials");
    assertThat(fingerprint(maria.text()))
        .hasSizeGreaterThan(6)
        .isNotEqualTo(before)
        .containsExactlyInAnyOrderElementsOf(fingerprint(anna.open(talk + "/credentials").text()));
    maria.open(talk + "/credentials").submit(talk + "/credentials", Map.of());
    assertThat(maria.status()).isEqualTo(303);
    assertThat(anna.open("/keys").text()).contains("At the present key");
    assertThat(maria.open(talk).text()).doesNotContain("сменился ключ подписи записей");
  }

  @Test
  void shouldNotChangeTwiceWhenPressedTwiceFromOnePage() {
    Browser anna = node.signedIn("anna.norland");
    String page = anna.open("/keys").text();
    String key = page.replaceAll("(?s).*name=\"key\" value=\"([^\"]+)\".*", "$1");
    anna.submit("/keys", Map.of("key", key));
    anna.open("/keys").submit("/keys", Map.of("key", key));
    assertThat(anna.status()).isEqualTo(303);
    assertThat(anna.open(talk(anna)).text()).containsOnlyOnce("Changed its sealing key");
    anna.open("/keys").submit("/keys", Map.of());
    assertThat(anna.open(talk(anna)).text().split("Changed its sealing key")).hasSize(3);
  }

  @Test
  void shouldShowTheKeyToEveryoneOfTheDelegationAndTheButtonToThoseWhoMayPressIt() {
    Browser ruth = node.signedIn("ruth.norland");
    assertThat(ruth.open("/keys").text())
        .contains("A principal or negotiator")
        .doesNotContain("<button class=\"button\"");
    ruth.submit("/keys", Map.of("key", "x"));
    assertThat(ruth.status()).isEqualTo(403);
    assertThat(node.browser("press.norland").open("/keys").status()).isEqualTo(404);
  }

  @Test
  void shouldAnswerAMalformedKeyWithThePage() {
    Browser anna = node.signedIn("anna.norland");
    anna.open("/keys").submit("/keys", Map.of("key", "no key"));
    assertThat(anna.status()).isEqualTo(422);
    assertThat(anna.text()).contains("Change the key");
  }

  @Test
  void shouldAskForOneTouchInEachTalkAndGoOnWhereSheStopped() {
    Browser anna = node.signedIn("anna.norland");
    Browser maria = node.signedIn("maria.sudria");
    TestPasskey passkey = new TestPasskey(new Random(5), anna.origin());
    anna.submit("/passkey", passkey.makingOf(TestPasskey.options(anna.open("/passkey").text())));
    String first = arranged(anna, maria, passkey);
    String second = arranged(anna, maria, passkey);

    anna.open("/keys").submit("/keys", Map.of());
    String sign = anna.header("Location");
    assertThat(sign).startsWith("/sign/");
    assertThat(anna.open("/keys").text()).contains("The change is not complete");
    touch(anna, passkey, sign);
    String next = anna.header("Location");
    assertThat(next).startsWith("/sign/").isNotEqualTo(sign);
    assertThat(rotatedIn(anna, first) + rotatedIn(anna, second)).as("one of two").isEqualTo(1);

    anna.open("/keys").submit("/keys", Map.of()); // she had walked away from the second
    touch(anna, passkey, anna.header("Location"));
    assertThat(anna.header("Location")).isEqualTo("/keys");
    assertThat(anna.open("/keys").text()).doesNotContain("The change is not complete");
    assertThat(rotatedIn(anna, first) + rotatedIn(anna, second)).isEqualTo(2);
    touch(anna, passkey, next);
    assertThat(rotatedIn(anna, first) + rotatedIn(anna, second)).as("no third").isEqualTo(2);
  }

  private static int rotatedIn(Browser browser, String talk) {
    return browser.open(talk).text().split("Changed its sealing key").length - 1;
  }

  /** A new talk, whose credentials show her passkey from the beginning. */
  private static String arranged(Browser anna, Browser maria, TestPasskey passkey) {
    anna.open("/convene").submit("/convene", Map.of("delegation", "sudria"));
    String talk = anna.header("Location");
    maria.open(talk + "/credentials").submit(talk + "/join", Map.of());
    maria.open(talk + "/credentials").submit(talk + "/credentials", Map.of());
    anna.open(talk + "/credentials").submit(talk + "/credentials", Map.of());
    touch(anna, passkey, anna.header("Location"));
    return talk;
  }

  private static void touch(Browser browser, TestPasskey passkey, String sign) {
    browser.open(sign);
    browser.submit(sign, passkey.touched(TestPasskey.options(browser.text())));
  }

  private static String talk(Browser browser) {
    return browser.open("/").text().replaceAll("(?s).*?href=\"(/talk/[A-Za-z0-9_-]{22})\".*", "$1");
  }

  private static List<String> fingerprint(String page) {
    return Pattern.compile("class=\"fingerprint\".*?</(?:p|dd)>")
        .matcher(page)
        .results()
        .flatMap(block -> Pattern.compile("<span>(.*?)</span>").matcher(block.group()).results())
        .map(group -> group.group(1))
        .toList();
  }
}
