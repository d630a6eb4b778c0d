package parley.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.Entrance;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.VirtualAuthenticator;
import parley.e2e.browser.Waiting;
import parley.e2e.network.Namespaces;
import parley.e2e.scenario.Spokesperson.Words;

/**
 * From first contact to the verified record, on two nodes: each side has a browser of its own,
 * which is all of its people and never speaks to the other side's node. Each side lives in a
 * network of its own where that can be had, and between the two lies one that loses and delays.
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

  private static final Map<String, String> JOINT =
      Map.of("en", "Leaders of both countries to speak", "ru", "Лидеры обеих стран поговорят");

  /** More than the least that is asked, by what it takes to clear it. */
  private static final Duration NOTICE = Duration.ofMinutes(5);

  private static final List<String> SIDES = List.of(Demo.NORLAND, Demo.SUDRIA);

  @TempDir Path folder;
  private final Steps steps = new Steps();
  private Ground ground;
  private Demo demo;
  private House norland;
  private House sudria;
  private Negotiator anna;
  private Negotiator maria;
  private Meeting meeting;
  private Instant announced = Instant.MAX;

  @Test
  void theScenarioAsFarAsItExistsInTwoNetworksWithoutARouteBetweenThem() throws Exception {
    assumeThat(Demo.TWO).as("a node for each side").isTrue();
    assumeThat(Namespaces.whyNot()).isEmpty();
    play(Ground.apart(folder));
  }

  @Test
  void theScenarioAsFarAsItExistsOnLoopbackWhereThereAreNoNetworkNamespaces() throws Exception {
    assumeThat(Demo.TWO && Namespaces.whyNot().isEmpty())
        .as("it is played in network namespaces instead")
        .isFalse();
    play(Ground.shared(folder));
  }

  private void play(Ground where) throws Exception {
    ground = where;
    demo = where.demo();
    try (where;
        Chromium hers = Chromium.withAnyCamera(where.of(Demo.NORLAND));
        Chromium his = Chromium.withAnyCamera(where.of(Demo.SUDRIA))) {
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
    }
    steps.print();
  }

  private void arrange() throws Exception {
    steps.play(1, "Norland's adviser takes a passkey of her own", this::passkeyIsMade);
    steps.play(1, "a talk is convened, accepted, the fingerprints compared", this::firstContact);
    steps.play(2, "Sudria alone says that contact is possible", this::contactIsPossible);
    steps.play(7, "a joint announcement is cleared and signed by both", this::jointlyAgreed);
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
    steps.play(8, "the line is tested, and both sides count it as settled", this::lineIsTested);
  }

  /** Early, since both sides have minutes to stop it; {@link #jointlySaid} looks for it. */
  private void jointlyAgreed() {
    Negotiator helen =
        new Negotiator(
                new Entrance(demo).enter(norland.president(), Delegate.HELEN), demo, Delegate.HELEN)
            .at(anna.talk());
    announced = Instant.now().plus(NOTICE).truncatedTo(ChronoUnit.MINUTES);
    String words =
        anna.layStatement(
            JOINT, "(1) 18:00", LocalDateTime.ofInstant(announced, ZoneId.of("Europe/Lisbon")));
    helen.clear(words);
    anna.proposeStatement(words);
    spokesperson(Delegate.PAVEL).lay(words);
    maria.clear(words);
    maria.consentTo(1);
    assertThat(saysItJointly("norland") || saysItJointly("sudria")).as("early").isFalse();
    assertThat(Instant.now()).as("looked at early enough").isBefore(announced);
  }

  private void jointlySaid() {
    Duration left = Duration.between(Instant.now(), announced);
    for (String house : SIDES) {
      Waiting.until(
          "the joint announcement in the press room of " + house,
          left.isNegative() ? PATIENCE : PATIENCE.plus(left),
          () -> saysItJointly(house),
          said -> said);
    }
  }

  private boolean saysItJointly(String house) {
    return JOINT.values().stream().anyMatch(pressRoom(house)::contains);
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
    ground.loses(false); // what a call still stands, a test does not pass
    Page tom = new Entrance(demo).enter(norland.everybody(), Delegate.TOM);
    tom.navigate(demo.at(Delegate.TOM.host(), "/line"));
    tom.locator("form[action='/line/test'] button").first().click();
    anna.awaits("Settled: a good test");
    maria.awaits("Решено: за последние 24 часа есть хорошая проверка");
    ground.loses(true);
  }

  private void meet() throws Exception {
    steps.notYet(9, "antechambers, and both principals appear at the same instant");
    steps.notYet(10, "the pool camera");
    steps.play(
        11, "both presidents and their interpreters see and hear each other", this::theyMeet);
    steps.notYet(11, "interpretation, speaking times, notes");
    steps.play(12, "each server is killed; the call and the record come back", this::killed);
  }

  private void theyMeet() {
    meeting = new Meeting(demo, anna.talk());
    meeting.join(Delegate.HELEN, norland.president());
    meeting.join(Delegate.VIKTOR, sudria.president());
    meeting.join(Delegate.CLARA, norland.everybody());
    meeting.join(Delegate.NINA, sudria.everybody());
    meeting.awaitEverybody();
    meeting.leave(
        Delegate.CLARA); // a machine of two cores has enough to do with two and a node's start
    meeting.leave(Delegate.NINA);
  }

  private void killed() {
    String before = anna.standing();
    for (String house : demo.nodes().size() == 2 ? SIDES : List.of(Demo.NORLAND)) {
      demo.node(house).kill();
      demo.restart(house);
      meeting.awaitEverybody();
    }
    assertThat(anna.standing()).isEqualTo(before);
    assertThat(anna.read()).contains("Bilateral relations").contains("Legal guarantees");
  }

  private void eachKeptToItsOwn() {
    if (demo.nodes().size() == 2) {
      new Separation(ground, norland, sudria)
          .check(meeting.page(Delegate.HELEN), meeting.page(Delegate.VIKTOR));
    }
  }

  private void keepTheRecord() throws Exception {
    steps.play(13, "each side publishes its own readout", this::readouts);
    steps.play(7, "both press rooms have the joint announcement", this::jointlySaid);
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
