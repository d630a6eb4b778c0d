package parley.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Refusal;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.line.PairingRefused.Why;

/** An invitation is read as it was written, or refused with a reason that a person can act on. */
class InvitationTest {
  private static final Invitation INVITATION =
      new Invitation(
          SealKey.ofSeed(new byte[32]).publicKey(),
          List.of(
              LineAddress.of("parley.norland.example:7443"), LineAddress.of("[2001:db8::7]:7443")),
          new TalkId("AAAAAAAAAAAAAAAAAAAAAA"),
          PairingToken.ofBytes(new byte[32]),
          Texts.of(Map.of("en", "Norland", "ru", "Норландия")));

  @Test
  void survivesBeingSentByMail() throws PairingRefused {
    assertThat(Invitation.read(INVITATION.text())).isEqualTo(INVITATION);
    String wrapped = "  " + INVITATION.text().replaceAll("(.{60})", "$1\r\n ") + "\n";
    assertThat(Invitation.read(wrapped)).isEqualTo(INVITATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "https://parley.example/", "PARLEY-INVITATION:e30"})
  void whatIsNoInvitationIsCalledSo(String text) {
    assertRefused(text, Why.NOT_AN_INVITATION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\":1|\"version\":2|LATER_VERSION",
        "\"version\":1|\"version\":0|DAMAGED",
        "\"version\":1|\"version\":1,\"also\":1|DAMAGED",
        "\"version\":1|\"version\":1,\"version\":1|DAMAGED",
        ":7443|:0|DAMAGED",
        ":7443|:65536|DAMAGED",
        "parley.norland|parley norland|DAMAGED",
        "\"talk\":\"A|\"talk\":\"|DAMAGED",
        "\"token\":\"A|\"token\":\"|DAMAGED",
        "\"en\":\"Norland\"|\"en\":\"\"|DAMAGED",
        "\"lineKey\":\"O|\"lineKey\":\"A|DAMAGED"
      })
  void whatWasChangedIsRefused(String part, String other, Why why) {
    String json = json(INVITATION.text());
    assertThat(json).contains(part);
    String changed = json.replace(part, other);
    assertRefused(Invitation.PREFIX + encoded(changed), why);
  }

  @Test
  void hasOneToFourAddresses() {
    String json = json(INVITATION.text());
    String none = json.replaceFirst("\"addresses\":\\[.*:7443\"]", "\"addresses\":[]");
    String five = json.replace("\"addresses\":[", "\"addresses\":[\"a:1\",\"b:1\",\"c:1\",");
    assertThat(none).isNotEqualTo(json);
    assertRefused(Invitation.PREFIX + encoded(none), Why.DAMAGED);
    assertRefused(Invitation.PREFIX + encoded(five), Why.DAMAGED);
  }

  @Property
  void whatWasDamagedIsReadOrRefusedButNeverFails(
      @ForAll @IntRange(max = 600) int at, @ForAll char by, @ForAll boolean cut) {
    String text = INVITATION.text();
    int place = Math.min(at, text.length() - 1);
    String damaged = text.substring(0, place) + (cut ? "" : by + text.substring(place + 1));
    readOrRefuse(damaged);
  }

  @Property
  void whateverIsPastedIsReadOrRefused(@ForAll @StringLength(max = 300) String text) {
    readOrRefuse(text);
    readOrRefuse(Invitation.PREFIX + text);
    readOrRefuse(Invitation.PREFIX + encoded(text));
  }

  private static void readOrRefuse(String text) {
    try {
      Invitation read = Invitation.read(text);
      assertThat(Invitation.read(read.text())).isEqualTo(read);
    } catch (PairingRefused e) {
      assertThat(e.why()).isIn(Why.NOT_AN_INVITATION, Why.DAMAGED, Why.LATER_VERSION);
    }
  }

  @Test
  void printsNoSecret() {
    assertThat(INVITATION.toString()).doesNotContain(INVITATION.token().reveal());
    assertThat(INVITATION.text()).as("the control").isNotEqualTo(INVITATION.toString());
    assertThat(json(INVITATION.text())).contains(INVITATION.token().reveal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ":1", "a", "a:", "a:0", "a:65536", "a:01", "a b:1", "-a:1", "::1:1", "[a:1", "[a]:1",
        "a:1:"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> LineAddress.of(text)).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:1", "127.0.0.1:65535", "[::1]:7443", "node-1.norland.example:7443"})
  void anAddressIsWrittenAsItIsRead(String text) {
    assertThat(LineAddress.of(text).toString()).isEqualTo(text);
  }

  private static String json(String text) {
    return new String(
        Base64Url.decode(text.substring(Invitation.PREFIX.length()), 20_000),
        StandardCharsets.UTF_8);
  }

  private static String encoded(String json) {
    return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String text, Why why) {
    assertThatThrownBy(() -> Invitation.read(text))
        .isInstanceOfSatisfying(PairingRefused.class, e -> assertThat(e.why()).isEqualTo(why));
  }
}
