package parley.node.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;
import parley.node.TestPasskey;

/** Devices over HTTP: this test does what {@code client/src/device.ts} does. */
class DevicePagesTest {
  private final NodeUnderTest node = NodeUnderTest.demo();
  private final Browser anna = node.signedIn("anna.norland");
  private final Browser maria = node.signedIn("maria.sudria");
  private final String talk = talk(anna);

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void shouldShowAnAdmittedDeviceToEverybodyInTheTalkAndASecondOneInWords() {
    assertThat(anna.open(talk).text())
        .contains("This browser is not admitted yet", "data-own=\"\"");
    Device first = new Device();
    assertThat(admit(anna, "anna.norland", first)).isEqualTo(303);
    assertThat(anna.open(talk).text())
        .contains("data-own=\"" + first.name() + "\"")
        .contains("You have a live device already");
    assertThat(maria.open(talk).text())
        .contains("id=\"device-" + first.name() + "\"", "data-own=\"\"")
        .doesNotContain("действующих устройств");

    assertThat(admit(anna, "anna.norland", new Device())).isEqualTo(303);
    assertThat(anna.open(talk).text()).contains("Anna Whitfield has 2 live devices");
    assertThat(maria.open(talk).text()).contains("действующих устройств — 2");
    assertThat(node.browser("press.norland").open(talk + "/devices").status()).isEqualTo(404);
  }

  @Test
  void shouldAdmitNoKeyThatTheBrowserDoesNotHold() {
    Device held = new Device();
    Device other = new Device();
    Map<String, String> fields = fields(anna, "anna.norland", held);
    fields.put("device", other.name());
    assertThat(post(anna, fields)).isEqualTo(409);
    assertThat(anna.text()).contains("did not prove in time");

    fields.put("device", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"); // the neutral point
    assertThat(post(anna, fields)).isEqualTo(409);
    for (String field : new String[] {"device", "challenge", "proof"}) {
      Map<String, String> bent = fields(anna, "anna.norland", held);
      bent.put(field, "no such thing");
      assertThat(post(anna, bent)).as(field).isEqualTo(409);
    }
    assertThat(anna.open(talk).text()).doesNotContain("Admitted a device");
    assertThat(admit(anna, "anna.norland", held)).isEqualTo(303);
    assertThat(anna.open(talk).text()).contains("Admitted a device");
  }

  @Test
  void shouldAdmitNobodysDeviceFromAnotherPersonsSeat() {
    Browser helen = node.signedIn("helen.norland");
    Device annas = new Device();
    Map<String, String> overheard = fields(anna, "anna.norland", annas);
    assertThat(post(helen, overheard)).as("of her own side").isEqualTo(409);
    assertThat(post(maria, overheard)).as("of the other side").isEqualTo(409);
    assertThat(post(helen, fields(helen, "anna.norland", annas)))
        .as("her challenge")
        .isEqualTo(409);
    assertThat(post(anna, overheard)).as("herself").isEqualTo(303);
    assertThat(post(anna, overheard)).as("once").isEqualTo(409);
  }

  @Test
  void shouldKeepAChallengeToItsTalk() {
    String other = talk.substring(0, talk.length() - 1) + (talk.endsWith("A") ? "Q" : "A");
    Device device = new Device();
    assertThat(anna.open(other + "/devices/challenge").status()).isEqualTo(404);
    anna.open(talk + "/devices/challenge");
    Map<String, String> fields = device.prove(other, "anna.norland", anna.text());
    assertThat(post(anna, fields)).isEqualTo(409);
  }

  @Test
  void shouldLetAPersonAndHerNegotiatorDismissADeviceAndNobodyElse() {
    Browser ruth = node.signedIn("ruth.norland");
    Device device = new Device();
    Device second = new Device();
    admit(ruth, "ruth.norland", device);
    admit(ruth, "ruth.norland", second);
    Map<String, String> first = Map.of("person", "ruth", "device", device.name());
    Browser tom = node.signedIn("tom.norland");
    assertThat(dismiss(tom, first)).as("a colleague").isEqualTo(409);
    assertThat(dismiss(maria, first)).as("the other side").isEqualTo(409);
    assertThat(tom.open(talk + "/devices").text()).doesNotContain("/devices/dismiss");
    assertThat(dismiss(ruth, first)).as("herself").isEqualTo(303);
    assertThat(dismiss(ruth, first)).as("twice").isEqualTo(409);
    assertThat(dismiss(anna, Map.of("person", "ruth", "device", second.name())))
        .as("a negotiator")
        .isEqualTo(303);
    assertThat(ruth.open(talk + "/devices").text()).contains("No longer live", "data-own=\"\"");
    assertThat(post(ruth, fields(ruth, "ruth.norland", device))).as("for good").isEqualTo(409);
    assertThat(admit(ruth, "ruth.norland", new Device())).isEqualTo(303);
  }

  @Test
  void shouldAdmitADeviceByTheTouchOfWhoeverHasAPasskey() {
    TestPasskey passkey = new TestPasskey(new Random(6), anna.origin());
    anna.submit("/passkey", passkey.makingOf(TestPasskey.options(anna.open("/passkey").text())));
    anna.open("/convene").submit("/convene", Map.of("delegation", "sudria"));
    String own = anna.header("Location");
    maria.open(own + "/credentials").submit(own + "/join", Map.of());
    maria.open(own + "/credentials").submit(own + "/credentials", Map.of());
    anna.open(own + "/credentials").submit(own + "/credentials", Map.of());
    String accept = anna.header("Location");
    anna.open(accept).submit(accept, passkey.touched(TestPasskey.options(anna.text())));
    Device device = new Device();
    anna.open(own + "/devices/challenge");
    Map<String, String> proof = device.prove(own, "anna.norland", anna.text());
    anna.open(own + "/devices").submit(own + "/devices", proof);
    String sign = anna.header("Location");
    assertThat(maria.open(own).text()).as("before the touch").doesNotContain(device.name());
    assertThat(anna.open(sign).text()).contains("You admit a device of yours", "Anna Whitfield · ");
    anna.submit(sign, passkey.touched(TestPasskey.options(anna.text())));
    assertThat(anna.header("Location")).isEqualTo(own + "/devices");
    assertThat(maria.open(own).text()).contains(device.name());
  }

  private int admit(Browser browser, String person, Device device) {
    return post(browser, fields(browser, person, device));
  }

  private Map<String, String> fields(Browser browser, String person, Device device) {
    browser.open(talk + "/devices/challenge");
    assertThat(browser.status()).isEqualTo(200);
    return device.prove(talk, person, browser.text());
  }

  private int post(Browser browser, Map<String, String> fields) {
    return browser.open(talk + "/devices").submit(talk + "/devices", fields).status();
  }

  private int dismiss(Browser browser, Map<String, String> fields) {
    return browser.open(talk + "/devices").submit(talk + "/devices/dismiss", fields).status();
  }

  private static String talk(Browser browser) {
    return browser.open("/").text().replaceAll("(?s).*?href=\"(/talk/[A-Za-z0-9_-]{22})\".*", "$1");
  }

  /** A browser's key. */
  private static final class Device {
    private final Ed25519PrivateKeyParameters key =
        new Ed25519PrivateKeyParameters(new SecureRandom());

    String name() {
      return encode(key.generatePublicKey().getEncoded());
    }

    Map<String, String> prove(String talk, String person, String challenge) {
      String id = talk.substring(talk.lastIndexOf('/') + 1);
      byte[] message =
          ("parley device\n" + id + "\n" + person + "\n" + challenge)
              .getBytes(StandardCharsets.UTF_8);
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(true, key);
      signer.update(message, 0, message.length);
      return new HashMap<>(
          Map.of(
              "device",
              name(),
              "challenge",
              challenge,
              "proof",
              encode(signer.generateSignature())));
    }

    private static String encode(byte[] bytes) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }
}
