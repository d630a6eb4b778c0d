package parley.node.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;

/** Arranging over HTTP, from both seats, without script. */
class ArrangingPagesTest {
  private static NodeUnderTest node;
  private static Browser anna;
  private static Browser maria;
  private static Browser ruth;

  @BeforeAll
  static void begin() {
    node = NodeUnderTest.demo();
    anna = node.signedIn("anna.norland");
    maria = node.signedIn("maria.sudria");
    ruth = node.signedIn("ruth.norland");
  }

  @AfterAll
  static void end() {
    node.close();
  }

  @Test
  void bothSidesReadTheSameFingerprintBeforeEitherAccepts() {
    String talk = convened();
    assertThat(maria.open("/").text()).contains(talk);
    maria.open(talk + "/credentials").submit(talk + "/join", Map.of());
    String hers = fingerprint(maria.open(talk + "/credentials").text());
    assertThat(hers).hasSize(30);
    assertThat(fingerprint(anna.open(talk + "/credentials").text())).isEqualTo(hers);
  }

  @Test
  void aConsentShowsTheExactTextInBothLanguagesBeforeTheTouchAndThenStandsInForce() {
    String talk = arranged();
    String proposal = proposeTime(talk);
    String page = anna.open(proposal).text();
    assertThat(page)
        .contains("lang=\"en\"", "lang=\"ru\"", "18:00 in Sudria (UTC+5)", "18:00. Судрия (UTC+5)");
    anna.submit(proposal + "/consent", Map.of());
    assertThat(anna.status()).isEqualTo(303);
    assertThat(maria.open(talk).text()).contains("Действует");
    assertThat(anna.open(talk).text()).contains("One of three matters is agreed.");
  }

  @Test
  void aConsentToWhatWasWithdrawnAMomentAgoIsRefusedInWordsAndSignsNothing() {
    String talk = arranged();
    String proposal = proposeTime(talk);
    anna.open(proposal);
    maria
        .open(proposal)
        .submit(proposal + "/withdraw", Map.of("reason", "Виктор Орлов в поездке."));
    anna.submit(proposal + "/consent", Map.of());
    assertThat(anna.status()).isEqualTo(409);
    assertThat(anna.text())
        .contains("Nothing was signed", "Maria Levina (Sudria) withdrew this a moment ago");
    assertThat(anna.open(talk).text()).doesNotContain("Consent: Time").contains("Withdrawal: Time");
  }

  @Test
  void aJointStatementWithoutWordsInOneLanguageCannotBeProposedAndNothingTypedIsLost() {
    String talk = arranged();
    Map<String, String> typed = new HashMap<>(jointStatement());
    typed.put("text-ru", "");
    anna.open(talk + "/propose/statement").submit(talk + "/propose/statement", typed);
    assertThat(anna.status()).isEqualTo(422);
    assertThat(anna.text())
        .contains("needs its text in this language too", "Leaders to speak", "They will talk.");
  }

  @Test
  void whoConsentsToAJointStatementReadsAllOfItAndItsInstantByBothClocks() {
    String talk = arranged();
    String form = talk + "/propose/statement";
    anna.open(form);
    cleared(form, jointStatement());
    anna.open(form);
    sign(anna, form, jointStatement());
    String proposal = proposal(maria, talk);
    assertThat(maria.open(proposal).text())
        .contains("Leaders to speak", "Лидеры поговорят", "They will talk.", "By video.")
        .contains("Они поговорят.", "Обе стороны публикуют", "(UTC+5)", "Норландия (UTC");
    maria.submit(proposal + "/consent", Map.of());
    assertThat(maria.status()).as("not before her own side has cleared it").isEqualTo(409);
    String words = "/press/" + talk.substring(6) + "/joint/" + words(maria.open(proposal).text());
    Browser pavel = node.signedIn("pavel.sudria");
    pavel.open(words).submit(words + "/lay", Map.of());
    maria.open(words).submit(words + "/clear", Map.of());
    maria.open(proposal).submit(proposal + "/consent", Map.of());
    assertThat(maria.status()).isEqualTo(303);
    assertThat(maria.open(proposal).text()).contains(proposal + "/withdraw");
  }

  @Test
  void whoOrdersTheRoomIsProposedLikeAnyTerm() {
    String talk = arranged();
    String form = talk + "/propose/room";
    anna.open(form);
    sign(anna, form, Map.of("orders", "1"));
    assertThat(maria.open(talk).text())
        .contains("Порядок ключей комнаты ведёт узел стороны: Судрия");
  }

  /** Anna lays what she has typed before Helen, who clears it; neither could do so alone. */
  private static void cleared(String form, Map<String, String> typed) {
    Map<String, String> all = new HashMap<>(typed);
    all.put("step", "sign");
    anna.submit(form, all);
    assertThat(anna.status()).isEqualTo(409);
    assertThat(anna.text()).contains("who has not written these words", "Leaders to speak");
    all.put("step", "lay");
    anna.submit(form, all);
    assertThat(anna.status()).as(anna.text()).isEqualTo(303);
    String page = anna.header("Location");
    anna.open(page).submit(page + "/clear", Map.of());
    assertThat(anna.status()).as("her own words").isEqualTo(422);
    Browser helen = node.signedIn("helen.norland");
    assertThat(helen.open(page).text()).contains("Лидеры поговорят", "By video.");
    helen.submit(page + "/clear", Map.of());
    assertThat(helen.status()).isEqualTo(303);
    assertThat(anna.open(page).text()).contains("Cleared by your side", "Propose it");
  }

  private static String words(String page) {
    Matcher link = Pattern.compile("/joint/([A-Za-z0-9_-]{43})").matcher(page);
    assertThat(link.find()).as(page).isTrue();
    return link.group(1);
  }

  private static Map<String, String> jointStatement() {
    return Map.of(
        "headline-en", "Leaders to speak",
        "headline-ru", "Лидеры поговорят",
        "text-en", "They will talk.\n\nBy video.",
        "text-ru", "Они поговорят.",
        "date", day(2),
        "time", "10:00");
  }

  @Test
  void theSecondOfTwoWhoConsentLearnsWhoWasFirst() {
    String talk = arranged();
    String proposal = proposeTime(talk);
    Browser helen = node.signedIn("helen.norland");
    anna.open(proposal);
    helen.open(proposal).submit(proposal + "/consent", Map.of());
    anna.submit(proposal + "/consent", Map.of());
    assertThat(anna.status()).isEqualTo(409);
    assertThat(anna.text()).contains("Helen Marsh (Norland) has already consented for your side");
  }

  @Test
  void anObjectionWithoutAReasonIsAskedForOneAndWithOneStandsOnTheRecord() {
    String talk = arranged();
    String proposal = proposeTime(talk);
    anna.open(proposal).submit(proposal + "/object", Map.of("reason", "  "));
    assertThat(anna.status()).isEqualTo(422);
    anna.submit(proposal + "/object", Map.of("reason", "The President travels <that> day."));
    assertThat(anna.status()).isEqualTo(303);
    assertThat(maria.open(talk).text())
        .contains("The President travels &lt;that")
        .doesNotContain("<that>");
  }

  @Test
  void anEmptyItemIsRefusedAndKeepsWhatWasTyped() {
    String talk = arranged();
    anna.open(talk + "/propose/item");
    anna.submit(talk + "/propose/item", item("Legal guarantees", " "));
    assertThat(anna.status()).isEqualTo(422);
    assertThat(anna.text())
        .contains("An item needs a title in every language.", "value=\"Legal guarantees\"");
    anna.submit(talk + "/propose/item", item("Legal guarantees", "Юридические гарантии"));
    assertThat(anna.status()).isEqualTo(200);
    assertThat(anna.text()).contains("Read before you sign");
  }

  @Test
  void aHeadlineOfTenMegabytesIsRefusedAndKept() {
    String talk = arranged();
    String headline = "x".repeat(10_000_000);
    anna.open(talk + "/propose/item");
    anna.submit(talk + "/propose/item", item(headline, "Гарантии"));
    assertThat(anna.status()).isEqualTo(422);
    assertThat(anna.text())
        .contains("At most 200 characters; this has 10000000.")
        .contains(headline);
  }

  @Test
  void aDateThatHasPassedIsRefusedAndKept() {
    String talk = arranged();
    anna.open(talk + "/propose/time");
    anna.submit(
        talk + "/propose/time", Map.of("date", "2001-02-03", "time", "10:00", "step", "review"));
    assertThat(anna.status()).isEqualTo(422);
    assertThat(anna.text()).contains("This has passed.", "value=\"2001-02-03\"");
  }

  @Test
  void whoCannotBindSeesEverythingAndNoButtonAndIsRefusedByTheServer() {
    String talk = arranged();
    String proposal = proposeTime(talk);
    assertThat(ruth.open(talk).text())
        .contains("18:00 in Sudria")
        .doesNotContain("/propose/", "button primary");
    assertThat(ruth.open(proposal).text())
        .doesNotContain("<form method=\"post\" action=\"" + proposal);
    for (String path :
        new String[] {proposal + "/consent", proposal + "/withdraw", talk + "/propose/time"}) {
      ruth.submit(path, Map.of("reason", "no"));
      assertThat(ruth.status()).as(path).isEqualTo(403);
    }
    assertThat(anna.open(proposal).text())
        .contains("<form method=\"post\" action=\"" + proposal + "/consent\"");
  }

  @Test
  void aTalkThatIsNotHersAnswersLikeOneThatDoesNotExist() {
    String none = anna.open("/talk/AAAAAAAAAAAAAAAAAAAAAA").text();
    assertThat(anna.status()).isEqualTo(404);
    for (String path :
        new String[] {"", "/record", "/dossier.json", "/credentials", "/propose/time"}) {
      assertThat(anna.open("/talk/AAAAAAAAAAAAAAAAAAAAAA" + path).status()).as(path).isEqualTo(404);
    }
    assertThat(anna.open("/talk/not-an-id").text()).isEqualTo(none);
    assertThat(anna.open(arranged()).status()).isEqualTo(200);
  }

  @Test
  void aCounterProposalTakesOneStepAndNamesWhatItReplaces() {
    String talk = arranged();
    String proposal = proposeTime(talk);
    String id = proposal.substring(proposal.lastIndexOf('/') + 1);
    anna.open(talk + "/propose/time?replaces=" + id);
    assertThat(anna.text()).contains("This is proposed in place of:");
    sign(anna, talk + "/propose/time", Map.of("date", day(9), "time", "10:00", "replaces", id));
    assertThat(maria.open(talk).text()).contains("Слово за вами: время");
  }

  private static String convened() {
    anna.open("/convene").submit("/convene", Map.of("delegation", "sudria"));
    return anna.header("Location");
  }

  private static String arranged() {
    String talk = convened();
    maria.open(talk + "/credentials").submit(talk + "/join", Map.of());
    maria.open(talk + "/credentials").submit(talk + "/credentials", Map.of());
    anna.open(talk + "/credentials").submit(talk + "/credentials", Map.of());
    assertThat(anna.status()).isEqualTo(303);
    return talk;
  }

  private static String proposeTime(String talk) {
    maria.open(talk + "/propose/time");
    sign(maria, talk + "/propose/time", Map.of("date", day(8), "time", "18:00"));
    return proposal(maria, talk);
  }

  private static String proposal(Browser browser, String talk) {
    Matcher link =
        Pattern.compile("href=\"(" + talk + "/proposal/[^\"]+)\"")
            .matcher(browser.open(talk).text());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private static void sign(Browser browser, String path, Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(fields);
    all.put("step", "review");
    browser.submit(path, all);
    assertThat(browser.status()).as(browser.text()).isEqualTo(200);
    all.put("step", "sign");
    all.put("seen", hidden(browser.text(), "seen"));
    browser.submit(path, all);
    assertThat(browser.status()).as(browser.text()).isEqualTo(303);
  }

  private static Map<String, String> item(String english, String russian) {
    return Map.of(
        "title-en", english, "title-ru", russian, "minutes", "15", "order", "1", "step", "review");
  }

  private static String hidden(String page, String name) {
    Matcher field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
    return field.find() ? field.group(1) : "";
  }

  private static String fingerprint(String page) {
    Matcher digits = Pattern.compile("<span>(\\d{5})</span>").matcher(page);
    StringBuilder all = new StringBuilder();
    while (digits.find()) {
      all.append(digits.group(1));
    }
    return all.toString();
  }

  private static String day(int ahead) {
    return LocalDate.now(java.time.ZoneOffset.UTC).plusDays(ahead).toString();
  }
}
