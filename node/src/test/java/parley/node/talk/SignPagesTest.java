package parley.node.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.dossier.verify.Report;
import parley.dossier.verify.Verifier;
import parley.node.Browser;
import parley.node.NodeUnderTest;
import parley.node.TestPasskey;

/** Acts of a person who has a passkey of her own, over HTTP. */
class SignPagesTest {
  private static final String AGREED = "One of three matters is agreed.";
  private static final Random RANDOM = new Random(3);
  private static NodeUnderTest node;
  private static Browser anna;
  private static Browser maria;
  private static Browser ruth;
  private static TestPasskey passkey;

  @BeforeAll
  static void begin() {
    node = NodeUnderTest.demo();
    anna = node.signedIn("anna.norland");
    maria = node.signedIn("maria.sudria");
    ruth = node.signedIn("ruth.norland");
    passkey = new TestPasskey(RANDOM, anna.origin());
    String options = TestPasskey.options(anna.open("/passkey").text());
    anna.submit("/passkey", passkey.makingOf(options));
    assertThat(anna.status()).isEqualTo(303);
    assertThat(anna.open("/passkey").text()).contains("You sign with a passkey of your own since");
  }

  @AfterAll
  static void end() {
    node.close();
  }

  @Test
  void aConsentIsSignedOnAPageThatSaysExactlyWhatAndTheRecordNamesHerWithoutDemo() {
    String talk = arranged();
    String proposal = proposeTime(talk);
    anna.open(proposal).submit(proposal + "/consent", Map.of());
    String sign = anna.header("Location");
    assertThat(sign).startsWith("/sign/");
    assertThat(ruth.open(talk).text()).as("before").doesNotContain(AGREED);

    String page = anna.open(sign).text();
    assertThat(page)
        .contains("You consent: Time", "lang=\"en\"", "lang=\"ru\"", "18:00 in Sudria (UTC+5)")
        .contains("Anna Whitfield, Foreign policy adviser, signs for Norland")
        .contains("with Sudria", "without the mark DEMO");
    anna.submit(sign, passkey.touched(TestPasskey.options(page)));
    assertThat(anna.status()).isEqualTo(303);
    assertThat(anna.header("Location")).isEqualTo(talk);
    assertThat(ruth.open(talk).text()).contains(AGREED);
    Report.Holds report = (Report.Holds) Verifier.verify(anna.open(talk + "/dossier.json").bytes());
    assertThat(report.agreed().getFirst().signed())
        .anySatisfy(
            signed -> {
              assertThat(signed.person().names().byLanguage()).containsValue("Anna Whitfield");
              assertThat(signed.demo()).isFalse();
            })
        .as("control: the other side's key is the demo's")
        .anySatisfy(signed -> assertThat(signed.demo()).isTrue());
  }

  @Test
  void anotherPersonsPasskeyAReplayAndAStrangerSignNothing() {
    String talk = arranged();
    String proposal = proposeTime(talk);
    anna.open(proposal).submit(proposal + "/consent", Map.of());
    String sign = anna.header("Location");
    String options = TestPasskey.options(anna.open(sign).text());

    TestPasskey other = new TestPasskey(RANDOM, anna.origin());
    anna.submit(sign, other.touched(options));
    assertThat(anna.status()).isEqualTo(409);
    assertThat(anna.text()).contains("That was not the passkey");
    Browser helen = node.signedIn("helen.norland");
    assertThat(helen.open(sign).status()).isEqualTo(410);
    assertThat(ruth.open(talk).text()).doesNotContain(AGREED);

    Map<String, String> touched = passkey.touched(options);
    anna.submit(sign, touched);
    assertThat(anna.status()).as("control: her own").isEqualTo(303);
    anna.submit(sign, touched);
    assertThat(anna.status()).as("the same once more").isEqualTo(410);
    anna.open(proposal).submit(proposal + "/withdraw", Map.of("reason", "No."));
    String again = anna.header("Location");
    anna.open(again).submit(again, touched);
    assertThat(anna.status()).as("the same for another act").isEqualTo(409);
  }

  @Test
  void whoDoesNotSignFindsWhatSheTyped() {
    String talk = arranged();
    String proposal = proposeTime(talk);
    anna.open(proposal).submit(proposal + "/object", Map.of("reason", "Helen is away on Tuesday."));
    String sign = anna.header("Location");
    assertThat(anna.open(sign).text()).contains("You object: Time", "Helen is away on Tuesday.");
    anna.submit(sign + "/back", Map.of());
    assertThat(anna.status()).isEqualTo(200);
    assertThat(anna.text()).contains("Helen is away on Tuesday.");
    assertThat(anna.open(sign).status()).isEqualTo(410);
    assertThat(maria.open(talk).text()).doesNotContain("Helen is away");
  }

  @Test
  void aColleagueWhoSignsMeanwhileCostsATouchAndNothingElse() {
    String talk = arranged();
    String first = proposeTime(talk);
    anna.open(first).submit(first + "/consent", Map.of());
    String sign = anna.header("Location");
    String options = TestPasskey.options(anna.open(sign).text());
    Browser helen = node.signedIn("helen.norland");
    helen.open(first).submit(first + "/object", Map.of("reason", "Not so fast."));
    assertThat(helen.status()).isEqualTo(303);

    anna.submit(sign, passkey.touched(options));
    assertThat(anna.status()).isEqualTo(409);
    assertThat(anna.text()).contains("drafted again");
    String fresh = TestPasskey.options(anna.text());
    assertThat(fresh).isNotEqualTo(options);
    anna.open(sign).submit(sign, passkey.touched(fresh));
    assertThat(anna.status()).isEqualTo(303);
    assertThat(ruth.open(talk).text()).contains(AGREED);
  }

  /** A new talk: its credentials show Anna's passkey from the beginning. */
  private static String arranged() {
    anna.open("/convene").submit("/convene", Map.of("delegation", "sudria"));
    String talk = anna.header("Location");
    maria.open(talk + "/credentials").submit(talk + "/join", Map.of());
    maria.open(talk + "/credentials").submit(talk + "/credentials", Map.of());
    anna.open(talk + "/credentials").submit(talk + "/credentials", Map.of());
    String sign = anna.header("Location");
    assertThat(anna.open(sign).text())
        .contains("You accept the credentials of Sudria", "Maria Levina");
    anna.submit(sign, passkey.touched(TestPasskey.options(anna.text())));
    assertThat(anna.status()).isEqualTo(303);
    assertThat(anna.header("Location")).isEqualTo(talk + "/credentials");
    return talk;
  }

  private static String proposeTime(String talk) {
    String path = talk + "/propose/time";
    String day = LocalDate.now(ZoneOffset.UTC).plusDays(8).toString();
    Map<String, String> fields = new HashMap<>(Map.of("date", day, "time", "18:00"));
    fields.put("step", "review");
    maria.open(path).submit(path, fields);
    fields.put("step", "sign");
    fields.put("seen", found("name=\"seen\" value=\"([^\"]*)\"", maria.text()));
    maria.submit(path, fields);
    assertThat(maria.status()).as(maria.text()).isEqualTo(303);
    return found("href=\"(" + talk + "/proposal/[^\"]+)\"", maria.open(talk).text());
  }

  private static String found(String pattern, String page) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
