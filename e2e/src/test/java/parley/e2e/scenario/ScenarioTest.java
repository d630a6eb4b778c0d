package parley.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.Entrance;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.SocketWatch;
import parley.e2e.browser.VirtualAuthenticator;
import parley.e2e.browser.Waiting;
import parley.e2e.room.Door;
import parley.e2e.scenario.Spokesperson.Words;

/**
 * From first contact to the verified record, on two nodes: each side has a browser of its own,
 * which is all of its people and never speaks to the other side's node.
 */
@Timeout(900)
class ScenarioTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** The Tuesday of next week, as Sudria reads it. */
  private static final LocalDate TUESDAY =
      LocalDate.now(ZoneId.of("Asia/Yekaterinburg"))
          .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
          .plusDays(1);

  private static final List<Map<String, String>> ITEMS =
      List.of(
          Map.of("en", "Bilateral relations", "ru", "Двусторонние отношения"),
          Map.of("en", "The situation in the north", "ru", "Положение на севере"),
          Map.of("en", "The situation at sea", "ru", "Положение на море"),
          Map.of("en", "Dialogue on strategic stability", "ru", "Диалог о стабильности"));

  private static final List<String> SIDES = List.of(Demo.NORLAND, Demo.SUDRIA);

  @TempDir Path folder;
  private final Steps steps = new Steps();
  private Demo demo;
  private House norland;
  private House sudria;
  private Negotiator anna;
  private Negotiator maria;
  private Page helen;
  private Page viktor;

  @Test
  void theScenarioAsFarAsItExists() throws Exception {
    demo = Demo.start(folder.resolve("data"));
    try (Chromium hers = Chromium.withAnyCamera();
        Chromium his = Chromium.withAnyCamera()) {
      norland = House.of(hers, demo, Demo.SUDRIA);
      sudria = House.of(his, demo, Demo.NORLAND);
      arrange();
      agreeOnTheDateAndTheAgenda();
      tellThePress();
      meet();
      steps.play(12, "no browser has spoken to the other side's node", this::eachKeptToItsOwn);
      keepTheRecord();
      norland.close();
      sudria.close();
    } finally {
      demo.close();
    }
    steps.print();
  }

  private void arrange() throws Exception {
    steps.play(1, "Norland's adviser takes a passkey of her own", this::passkeyIsMade);
    steps.play(1, "a talk is convened, accepted, the fingerprints compared", this::firstContact);
    steps.play(2, "Sudria alone says that contact is possible", this::contactIsPossible);
    steps.notYet(3, "a common time is found without showing calendars");
  }

  /** From here on each of her acts is signed by a touch. */
  private void passkeyIsMade() {
    Page page = new Entrance(demo).enter(norland.everybody(), Delegate.ANNA);
    VirtualAuthenticator.of(page);
    anna = new Negotiator(page, demo, Delegate.ANNA);
    anna.open("/passkey");
    page.locator("form[data-passkey] button").click();
    page.locator("main > .notice").waitFor();
  }

  private void firstContact() {
    Entrance entrance = new Entrance(demo);
    maria =
        new Negotiator(entrance.enter(sudria.everybody(), Delegate.MARIA), demo, Delegate.MARIA);
    maria.at(anna.convene()).join();
    assertThat(anna.fingerprint()).isNotBlank().isEqualTo(maria.fingerprint());
    anna.acceptCredentials();
    maria.acceptCredentials();
    Waiting.until(
        "the talk to begin",
        PATIENCE,
        () -> anna.read() + maria.read(),
        read -> !read.contains("checking each other"));
  }

  private void contactIsPossible() {
    Spokesperson pavel = spokesperson(Delegate.PAVEL);
    String headline = "О возможных контактах";
    pavel.write(
        "announcement", "", new Words("ru", headline, "Контакты возможны в ближайшее время."));
    haveCleared(pavel, maria);
    assertThat(pavel.mayRelease()).isTrue();
    pavel.release();
    assertThat(pressRoom("sudria")).contains(headline);
    assertThat(pressRoom("norland")).doesNotContain(headline);
  }

  private void agreeOnTheDateAndTheAgenda() throws Exception {
    steps.play(4, "the date is agreed and not announced", this::dateIsAgreed);
    steps.play(5, "four items are agreed, a fifth is proposed", this::agenda);
  }

  private void dateIsAgreed() {
    String before = pressRoom("norland") + pressRoom("sudria");
    maria.proposeTime(TUESDAY, LocalTime.of(18, 0));
    anna.consentTo(1);
    maria.awaits("18:00");
    assertThat(pressRoom("norland") + pressRoom("sudria")).isEqualTo(before);
  }

  private void agenda() {
    for (Map<String, String> item : ITEMS) {
      anna.proposeItem(item, 20);
    }
    maria.consentTo(ITEMS.size());
    maria.proposeItem(Map.of("en", "Legal guarantees", "ru", "Правовые гарантии"), 20);
    anna.awaits("Legal guarantees");
    assertThat(anna.read()).contains("Bilateral relations");
  }

  private void tellThePress() throws Exception {
    steps.play(6, "the week may be told, the day is refused with a reason", this::nextWeek);
    steps.play(7, "the last details are agreed", this::lastDetails);
    steps.notYet(7, "a joint announcement, signed by both, at the agreed instant");
    steps.play(8, "the line is tested, and both sides count it as settled", this::lineIsTested);
  }

  private void nextWeek() {
    anna.proposeDisclosureOfDate("week");
    maria.consentTo(1);
    Spokesperson peter = spokesperson(Delegate.PETER);
    Words words = new Words("en", "Call to take place", "The call takes place {date}.");
    peter.write("announcement", "day", words);
    assertThat(peter.refusal()).contains("The week");
    haveCleared(peter, anna);
    assertThat(peter.mayRelease()).as("cleared, but not disclosed").isFalse();
    peter.write("announcement", "week", words);
    haveCleared(peter, anna);
    assertThat(peter.mayRelease()).isTrue();
    peter.release();
    assertThat(pressRoom("norland")).contains("Call to take place");
    assertThat(statement("norland", "Call to take place"))
        .contains("next week")
        .doesNotContain("Tuesday");
  }

  private void lastDetails() {
    anna.proposeFormat(90);
    maria.proposeEverybody();
    maria.consentTo(1);
    anna.consentTo(1, "Legal guarantees");
  }

  private void lineIsTested() {
    if (demo.nodes().size() == 1) {
      return;
    }
    Page tom = new Entrance(demo).enter(norland.everybody(), Delegate.TOM);
    tom.navigate(demo.at(Delegate.TOM.host(), "/line"));
    tom.locator("form[action='/line/test'] button").first().click();
    anna.awaits("Settled: a good test");
    maria.awaits("Решено: за последние 24 часа есть хорошая проверка");
  }

  private void meet() throws Exception {
    steps.notYet(9, "antechambers, and both principals appear at the same instant");
    steps.notYet(10, "the pool camera");
    steps.play(11, "both presidents see and hear each other", this::bothPresidentsMeet);
    steps.notYet(11, "interpretation, speaking times, notes");
    steps.play(12, "each server is killed; the call and the record come back", this::killed);
  }

  private void bothPresidentsMeet() {
    Entrance entrance = new Entrance(demo);
    helen = entrance.enter(norland.president(), Delegate.HELEN);
    viktor = entrance.enter(sudria.president(), Delegate.VIKTOR);
    String room = anna.talk().replaceFirst("^/talk/", "/room/");
    helen.navigate(demo.at(Delegate.HELEN.host(), room));
    viktor.navigate(demo.at(Delegate.VIKTOR.host(), room));
    Door.open(helen);
    Door.open(viktor);
    helen.locator(".green-join").click();
    viktor.locator(".green-join").click();
    awaitEachOther();
  }

  private void awaitEachOther() {
    for (Page page : List.of(helen, viktor)) {
      Waiting.until(
          "the other's moving picture at " + page.url(),
          PATIENCE,
          () ->
              Chromium.evaluate(
                  page,
                  "document.querySelectorAll('.seat:not([data-own])[data-picture=moving]').length"),
          seen -> seen.asInt() >= 1);
      Waiting.until(
          "the same keys on both screens, at " + page.url(),
          PATIENCE,
          () -> Chromium.evaluate(page, "document.querySelector('.mark').dataset.mark"),
          seen -> seen.asText().equals("same"));
    }
  }

  private void killed() {
    String before = anna.standing();
    for (String house : demo.nodes().size() == 2 ? SIDES : List.of(Demo.NORLAND)) {
      demo.node(house).kill();
      demo.restart(house);
      awaitEachOther();
    }
    assertThat(anna.standing()).isEqualTo(before);
    assertThat(anna.read()).contains("Bilateral relations").contains("Legal guarantees");
  }

  /** Positive control: a page of the other side's, opened on purpose, is seen three times over. */
  private void eachKeptToItsOwn() {
    if (demo.nodes().size() == 1) {
      return;
    }
    norland.watch().inspect(helen);
    sudria.watch().inspect(viktor);
    assertThat(norland.watch().kinds()).contains("request", "WebSocket", "candidate");
    assertThat(norland.watch().strange()).as("Norland's browser at Sudria's node").isEmpty();
    assertThat(sudria.watch().strange()).as("Sudria's browser at Norland's node").isEmpty();
    try (Page page = norland.everybody().newPage()) {
      page.navigate(demo.cast(Demo.SUDRIA).toString());
      Waiting.until(
          "control: a strange connection",
          PATIENCE,
          () -> norland.watch().strange(),
          seen ->
              seen.stream().anyMatch(each -> each.startsWith("TCP"))
                  && seen.stream().anyMatch(each -> each.startsWith("request")));
    }
    try (SocketWatch reversed = new SocketWatch(norland.browser(), ports(Demo.NORLAND))) {
      reversed.inspect(helen);
      assertThat(reversed.strange())
          .as("control: the call's candidates are her own node's")
          .anyMatch(each -> each.startsWith("candidate"));
    }
  }

  private void keepTheRecord() throws Exception {
    steps.play(13, "each side publishes its own readout", this::readouts);
    steps.play(14, "the exported dossier is verified with no server", this::verified);
  }

  private void readouts() {
    Spokesperson peter = spokesperson(Delegate.PETER);
    peter.write("readout", "", new Words("en", "Readout of the call", "They spoke."));
    haveCleared(peter, anna);
    assertThat(peter.mayRelease()).isTrue();
    peter.release();
    assertThat(pressRoom("norland")).contains("Readout of the call");
  }

  private void verified() throws Exception {
    anna.open(anna.talk() + "/record");
    Download download =
        anna.page()
            .waitForDownload(() -> anna.page().locator("a[href$='/dossier.json']").first().click());
    Path export = folder.resolve("dossier.json");
    download.saveAs(export);
    demo.close();
    Verification whole = Verification.of(export);
    assertThat(whole.exitCode()).isZero();
    assertThat(signedBy("Maria Levina", whole))
        .isNotEmpty()
        .allMatch(line -> line.contains("DEMO"));
    assertThat(signedBy("Anna Whitfield", whole))
        .as("by her own touch")
        .isNotEmpty()
        .noneMatch(line -> line.contains("DEMO"));

    String text = Files.readString(export);
    int middle = text.length() / 2;
    char other = text.charAt(middle) == 'A' ? 'B' : 'A';
    Path edited = folder.resolve("edited.json");
    Files.writeString(edited, text.substring(0, middle) + other + text.substring(middle + 1));
    assertThat(Verification.of(edited).exitCode()).isNotZero();
  }

  private static List<String> signedBy(String name, Verification report) {
    return report
        .text()
        .lines()
        .filter(line -> line.contains("signed for") && line.contains(" by " + name + ","))
        .toList();
  }

  /** Her side's adviser reads and clears what she has written; her page says so by itself. */
  private static void haveCleared(Spokesperson drafter, Negotiator officer) {
    String draft = drafter.submit();
    assertThat(drafter.mayRelease()).as("not without a second person").isFalse();
    officer.clear(draft);
    drafter.awaitClearance();
  }

  /** Whatever a side's node listens on, by the kernel's tables. */
  private Set<Integer> ports(String delegation) {
    return House.ports(demo.node(delegation));
  }

  private Spokesperson spokesperson(Delegate who) {
    return new Spokesperson(
        new Entrance(demo).enter(house(who.delegation()).everybody(), who), demo, who, anna.talk());
  }

  private House house(String delegation) {
    return delegation.equals(Demo.NORLAND) ? norland : sudria;
  }

  private String pressRoom(String delegation) {
    try (Page reader = house(delegation).everybody().newPage()) {
      reader.navigate(demo.at("press." + delegation, "/"));
      return reader.locator("body").innerText();
    }
  }

  private String statement(String delegation, String headline) {
    try (Page reader = house(delegation).everybody().newPage()) {
      reader.navigate(demo.at("press." + delegation, "/"));
      reader.locator("a", new Page.LocatorOptions().setHasText(headline)).first().click();
      return reader.locator("body").innerText();
    }
  }
}
