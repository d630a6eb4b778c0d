package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;

/** Two nodes in this process, each with one delegation, and the pages on which they are joined. */
class TwoNodesTest {
  private static final Pattern INVITATION = Pattern.compile("parley-invitation:[A-Za-z0-9_-]+");
  private static final Map<String, String> SUDRIA =
      Map.of("name-1-en", "Sudria", "name-1-ru", "Судрия");

  private static NodeUnderTest norland;
  private static NodeUnderTest sudria;
  private static Browser anna;
  private static Browser maria;

  @BeforeAll
  static void begin() {
    norland = NodeUnderTest.house("norland");
    sudria = NodeUnderTest.house("sudria");
    anna = norland.signedIn("anna.norland");
    maria = sudria.signedIn("maria.sudria");
  }

  @AfterAll
  static void end() {
    norland.close();
    sudria.close();
  }

  @Test
  void twoWhoHaveNeverMetConveneAcceptAndAgreeAcrossTheLine() {
    String talk = convened();
    take(invitation(talk), talk);
    assertThat(anna.open(talk).text()).as("once it was taken").doesNotContain("parley-invitation:");
    accepted(talk);
    String proposal = proposeTime(maria, talk);
    await(() -> anna.open(proposal).status() == 200);
    anna.submit(proposal + "/consent", Map.of());
    assertThat(anna.status()).as(anna.text()).isEqualTo(303);
    await(() -> maria.open(talk).text().contains("Действует"));
    assertThat(norland.signedIn("tom.norland").open("/line").text())
        .contains("Sudria", "Connected since", "Round trip");
    assertThat(sudria.signedIn("irina.sudria").open("/line").text())
        .contains("Норландия", "Связь есть с");
  }

  @Test
  void whoIsKnownIsInvitedWithoutBeingHandedAnything() {
    String first = convened();
    take(invitation(first), first);
    String nickname =
        hiddenOr(maria.open("/convene").text(), "name=\"delegation\" value=\"([^\"]+)\"");
    assertThat(nickname).isEqualTo("norland");
    maria.submit("/convene", Map.of("delegation", nickname));
    String talk = maria.header("Location");
    assertThat(maria.open(talk).text()).doesNotContain("parley-invitation:");
    await(() -> anna.open("/").text().contains(talk));
    assertThat(anna.open(talk).text()).contains("Sudria invites your delegation to a talk.");
    anna.open(talk + "/credentials").submit(talk + "/join", Map.of());
    await(() -> fingerprint(maria.open(talk + "/credentials").text()).length() == 30);
    assertThat(fingerprint(anna.open(talk + "/credentials").text()))
        .isEqualTo(fingerprint(maria.open(talk + "/credentials").text()));
  }

  @Test
  void anInvitationSaysWhomItIsFromAndShowsTheNumberThatTheInviterReadsOnItsOwnPage() {
    String invitation = invitation(convened());
    String offer = read(invitation);
    assertThat(offer).contains("Норландия приглашает вашу делегацию", "127.0.0.1:");
    String line = norland.signedIn("tom.norland").open("/line").text();
    assertThat(fingerprint(offer)).hasSize(30).isEqualTo(fingerprint(line).substring(0, 30));
  }

  @Test
  void theSecretIsOnTheTalksPageOnlyAndForThoseOnlyWhoMayHandItOver() {
    String talk = convened();
    String invitation = invitation(talk);
    assertThat(anna.open(talk).text()).contains("<svg class=\"qr\"");
    assertThat(new String(anna.open(talk + "/invitation/file").bytes(), StandardCharsets.US_ASCII))
        .isEqualTo(invitation + "\n");
    for (String other : List.of("peter.norland", "clara.norland", "ruth.norland", "tom.norland")) {
      Browser hers = norland.signedIn(other);
      assertThat(hers.open(talk).text())
          .as(other)
          .contains("has not taken the invitation yet")
          .doesNotContain("parley-invitation:");
      assertThat(hers.open(talk + "/invitation/file").status()).as(other).isEqualTo(403);
    }
    for (String page : List.of("/", "/line", "/convene", talk + "/record", talk + "/credentials")) {
      assertThat(anna.open(page).text()).as(page).doesNotContain(invitation.substring(18));
    }
    assertThat(maria.open(talk).status()).isEqualTo(404);
    assertThat(maria.open(talk + "/invitation/file").status()).isEqualTo(404);
  }

  @Test
  void aNewInvitationTakesThePlaceOfTheOldOne() {
    String talk = convened();
    String old = invitation(talk);
    anna.submit(talk + "/invitation", Map.of("number", "0"));
    String fresh = invitation(talk);
    assertThat(fresh).isNotEqualTo(old);
    assertThat(refusal(old)).contains("оно уже использовано, старше 14 дней или заменено новым");
    take(fresh, talk);
    assertThat(refusal(fresh.substring(0, fresh.length() - 8))).contains("Приглашение повреждено");
  }

  @Test
  void whatIsNoInvitationIsSaidInWordsAndKept() {
    maria.open("/invitation").submit("/invitation", Map.of("invitation", "good morning"));
    assertThat(maria.status()).isEqualTo(422);
    assertThat(maria.text()).contains("Это не приглашение", ">good morning</textarea>");
    String own = invitation(convened());
    anna.open("/invitation").submit("/invitation", Map.of("invitation", own));
    assertThat(anna.text()).contains("made on this very server", own);
    maria.open("/invitation").submit("/invitation", Map.of("invitation", ""));
    assertThat(maria.text()).contains("Вставьте текст приглашения");
  }

  @Test
  void anInviterWhoCannotBeReachedIsNamedAndTheInvitationStaysGood() {
    NodeUnderTest other = NodeUnderTest.house("norland");
    String talk;
    String invitation;
    try {
      Browser hers = other.signedIn("anna.norland");
      talk = convened(hers);
      invitation = invitation(hers, talk);
    } finally {
      other.close();
    }
    assertThat(refusal(invitation))
        .contains("По адресу из приглашения никто не отвечает", invitation);
    assertThat(sudria.signedIn("irina.sudria").open("/line").text())
        .as("nothing is left of it")
        .doesNotContain("Связи ещё не было");
  }

  @Test
  void aStrangersNameIsNeededInEveryLanguageAndWhatWasTypedStays() {
    anna.open("/convene").submit("/convene", Map.of("name-1-en", "Sudria"));
    assertThat(anna.status()).isEqualTo(422);
    assertThat(anna.text())
        .contains("Give the name in this language too.")
        .contains(
            "name=\"name-1-en\" lang=\"en\" maxlength=\"400\" autocomplete=\"off\" value=\"Sudria\"");
    anna.submit("/convene", Map.of());
    assertThat(anna.text()).contains("Choose whom you invite.");
    anna.submit("/convene", Map.of("delegation", "norland"));
    assertThat(anna.status()).as("oneself").isEqualTo(422);
  }

  @Test
  void aTechnicianChangesTheAddressAndABadOneIsKeptToBeCorrected() {
    String talk = convened();
    take(invitation(talk), talk);
    Browser tom = norland.signedIn("tom.norland");
    String counterpart =
        hiddenOr(tom.open("/line").text(), "name=\"counterpart\" value=\"([^\"]+)\"");
    tom.submit("/line", Map.of("counterpart", counterpart, "addresses", "nowhere"));
    assertThat(tom.status()).isEqualTo(422);
    assertThat(tom.text()).contains("each as HOST:PORT", ">nowhere</textarea>");
    String good = "127.0.0.1:" + portOf(sudria.signedIn("irina.sudria").open("/line").text());
    tom.submit("/line", Map.of("counterpart", counterpart, "addresses", good));
    assertThat(tom.status()).isEqualTo(303);
    assertThat(tom.open("/line").text()).contains("Address changed by tom.norland", good);
    tom.submit("/line", Map.of("counterpart", "atlantis", "addresses", good));
    assertThat(tom.status()).isEqualTo(404);
  }

  @Test
  void aLineThatIsDownIsSaidOnTheTalksPageAndComesBackByItself() {
    NodeUnderTest far = NodeUnderTest.house("sudria");
    Browser hers = far.signedIn("maria.sudria");
    String talk = convened();
    String invitation = invitation(talk);
    take(hers, invitation, talk);
    assertThat(anna.open(talk).text()).doesNotContain("has not been heard since");
    far.close();
    await(() -> anna.open(talk).text().contains("server has not been heard since"));
    assertThat(norland.signedIn("tom.norland").open("/line").text())
        .contains("Interrupted since", "the other server was stopped");
  }

  private static String convened() {
    return convened(anna);
  }

  private static String convened(Browser convener) {
    convener.open("/convene").submit("/convene", SUDRIA);
    assertThat(convener.status()).as(convener.text()).isEqualTo(303);
    return convener.header("Location");
  }

  private static String invitation(String talk) {
    return invitation(anna, talk);
  }

  private static String invitation(Browser convener, String talk) {
    Matcher found = INVITATION.matcher(convener.open(talk).text());
    assertThat(found.find()).as(convener.text()).isTrue();
    return found.group();
  }

  /** The page that shows what an invitation says. */
  private static String read(String invitation) {
    maria.open("/invitation").submit("/invitation", Map.of("step", "drop"));
    maria.open("/invitation").submit("/invitation", Map.of("invitation", invitation));
    return maria.text();
  }

  private static void take(String invitation, String talk) {
    take(maria, invitation, talk);
  }

  private static void take(Browser invited, String invitation, String talk) {
    invited.open("/invitation").submit("/invitation", Map.of("step", "drop"));
    invited.open("/invitation").submit("/invitation", Map.of("invitation", invitation));
    assertThat(invited.status()).as(invited.text()).isEqualTo(200);
    invited.submitExactly("/invitation", fieldsOf(invited));
    assertThat(invited.status()).as(invited.text()).isEqualTo(303);
    await(() -> invited.open("/invitation").text().contains(talk + "/credentials"));
  }

  /** What the page says when an invitation comes to nothing. */
  private static String refusal(String invitation) {
    read(invitation);
    if (maria.status() == 200) {
      maria.submitExactly("/invitation", fieldsOf(maria));
      await(() -> maria.open("/invitation").text().contains("role=\"alert\""));
    }
    return maria.text();
  }

  private static Map<String, String> fieldsOf(Browser page) {
    Map<String, String> fields = new HashMap<>();
    Matcher field =
        Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
            .matcher(page.text());
    while (field.find()) {
      fields.put(field.group(1), field.group(2));
    }
    return fields;
  }

  private static void accepted(String talk) {
    maria.open(talk + "/credentials").submit(talk + "/join", Map.of());
    await(() -> fingerprint(anna.open(talk + "/credentials").text()).length() == 30);
    anna.submit(talk + "/credentials", Map.of());
    assertThat(anna.status()).as(anna.text()).isEqualTo(303);
    maria.open(talk + "/credentials").submit(talk + "/credentials", Map.of());
    assertThat(maria.status()).as(maria.text()).isEqualTo(303);
    await(() -> maria.open(talk + "/propose/time").status() == 200 && bothAccepted(talk));
  }

  private static boolean bothAccepted(String talk) {
    List<String> seen = new ArrayList<>();
    seen.add(anna.open(talk + "/credentials").text());
    return seen.getFirst().contains("Both sides have accepted each other’s credentials.")
        && maria
            .open(talk + "/credentials")
            .text()
            .contains("Стороны приняли полномочия друг друга.");
  }

  private static String proposeTime(Browser browser, String talk) {
    Map<String, String> fields = new HashMap<>();
    fields.put("date", LocalDate.now(ZoneOffset.UTC).plusDays(8).toString());
    fields.put("time", "18:00");
    fields.put("step", "review");
    String path = talk + "/propose/time";
    browser.open(path).submit(path, fields);
    assertThat(browser.status()).as(browser.text()).isEqualTo(200);
    fields.put("step", "sign");
    fields.put("seen", hiddenOr(browser.text(), "name=\"seen\" value=\"([^\"]*)\""));
    browser.submit(path, fields);
    assertThat(browser.status()).as(browser.text()).isEqualTo(303);
    return hiddenOr(browser.open(talk).text(), "href=\"(" + talk + "/proposal/[^\"]+)\"");
  }

  private static String portOf(String page) {
    return hiddenOr(page, "127\\.0\\.0\\.1:(\\d+)");
  }

  private static String hiddenOr(String page, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(page);
    assertThat(found.find()).as(pattern + " in " + page).isTrue();
    return found.group(1);
  }

  private static String fingerprint(String page) {
    Matcher digits = Pattern.compile("<span>(\\d{5})</span>").matcher(page);
    StringBuilder all = new StringBuilder();
    while (digits.find()) {
      all.append(digits.group(1));
    }
    return all.toString();
  }

  private static void await(BooleanSupplier comes) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!comes.getAsBoolean()) {
      assertThat(System.nanoTime() < end).as("it comes within 20 seconds").isTrue();
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
