package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.dossier.model.DateLevel;
import parley.node.Browser;
import parley.node.press.publicview.Published;
import parley.node.words.Language;

/**
 * Nobody but a side's own press people sees or hears of its drafts and of the lines beside them.
 */
class ClearanceSecrecyTest {
  private PressWorld world;
  private ClearingOffice office;
  private String desk;

  @BeforeEach
  void begin() {
    world = PressWorld.any();
    office = world.office.clearing();
    desk = "/press/" + world.anna.talk();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void shouldTellWhoeverMustActAndNobodyElse() {
    Draft draft = draft();
    office.submit(world.pavel, draft);
    String talk = "/talk/" + world.anna.talk();
    for (String page : List.of(talk, "/", desk)) {
      assertThat(world.signedIn("maria.sudria").open(page).text())
          .as(page)
          .contains("просит вас согласовать");
      assertThat(world.signedIn("pavel.sudria").open(page).text())
          .as(page)
          .doesNotContain("просит вас согласовать");
    }
    for (String other : List.of("nina.sudria", "oleg.sudria", "irina.sudria", "anna.norland")) {
      Browser browser = world.signedIn(other);
      for (String page : List.of(talk, "/")) {
        assertThat(browser.open(page).text())
            .as(other + page)
            .doesNotContain("Secret headline")
            .doesNotContain("согласовать")
            .doesNotContain("asks you to clear");
      }
    }
  }

  @Test
  void shouldKeepDraftsFromTheOtherSideFromOtherRolesAndFromThePublic() {
    Draft draft = draft();
    world.clear(draft);
    String path = desk + "/drafts/" + draft.id();
    List<String> pages = List.of(path, path + "/check", path + "/asked", path + "/picture");
    List<String> forms = List.of("", "/submit", "/take-back", "/clear", "/return", "/release");
    for (String who :
        List.of(
            "helen.norland",
            "anna.norland",
            "peter.norland",
            "nina.sudria",
            "oleg.sudria",
            "irina.sudria",
            "press.sudria",
            "press.norland")) {
      Browser browser =
          who.startsWith("press.") ? new Browser(world.port(), who) : world.signedIn(who);
      for (String page : pages) {
        assertThat(browser.open(page).status()).as(who + page).isIn(403, 404);
      }
      browser.open("/");
      for (String form : forms) {
        browser.submit(path + form, Map.of("read", DraftColumns.digest(draft).value()));
        assertThat(browser.status()).as(who + form).isIn(403, 404, 405);
      }
      browser.open(desk + "/chain");
      assertThat(browser.text()).as(who).doesNotContain("Secret headline");
    }
    assertThat(office.of(draft).isReady()).isTrue();
    Browser maria = world.signedIn("maria.sudria");
    assertThat(maria.follow(path + "/check").text()).as("control").contains("Secret headline");
    assertThat(new Browser(world.port(), "maria.sudria").open(path).status()).isEqualTo(401);
  }

  @Test
  void shouldNotLetAnybodyElseHearThatThePressOfficeWorks() throws Exception {
    Draft draft = draft();
    String talk = "/talk/" + world.anna.talk();
    CompletableFuture<String> irina = hearing("irina.sudria", talk);
    CompletableFuture<String> list = hearing("irina.sudria", "/");
    CompletableFuture<String> anna = hearing("anna.norland", talk);
    CompletableFuture<String> other = hearing("anna.norland", "/press/" + world.anna.talk());
    CompletableFuture<String> maria = hearing("maria.sudria", talk);
    CompletableFuture<String> desk = hearing("maria.sudria", this.desk);
    Thread.sleep(1_000);
    world.clear(draft);
    assertThat(maria.get()).contains("change");
    assertThat(desk.get()).contains("change");
    Thread.sleep(500);
    assertThat(List.of(irina, list, anna, other)).noneMatch(CompletableFuture::isDone);
    world.agreeTime(PressWorld.THURSDAY.plus(Duration.ofDays(5)));
    assertThat(irina.get()).as("control: the talk's own changes").contains("change");
    assertThat(list.get()).contains("change");
    assertThat(anna.get()).contains("change");
    assertThat(other.isDone()).isFalse();
  }

  @Test
  void shouldShowIfAskedLinesToTheSpeakerAndPublishThemNowhere() {
    Draft begun = draft().answering(List.of(asked("Marked question?", "Marked answer.")));
    assertThat(world.office.save(begun, world.pavel.person())).isTrue();
    Draft draft = again(begun);
    String asked = desk + "/drafts/" + draft.id() + "/asked";
    Browser pavel = world.signedIn("pavel.sudria").open(asked);
    assertThat(pavel.text()).contains("Marked answer.").contains("Не согласовано");
    assertThat(world.release(world.pavel, draft)).isInstanceOf(Release.Done.class);
    assertThat(pavel.open(asked).text())
        .as("control")
        .contains("Marked question?")
        .contains("Marked answer.")
        .doesNotContain("Не согласовано");
    Published published = world.view().room("sudria").orElseThrow().statements().getFirst();
    String statement = "/statements/" + published.statement().id();
    StringBuilder all = new StringBuilder();
    for (String path :
        List.of(
            "/",
            "/?lang=ru",
            "/feed.atom",
            "/feed.atom?lang=ru",
            statement,
            statement + "?lang=ru",
            statement + "/signed.jws")) {
      all.append(world.reader("sudria").open(path).text());
    }
    all.append(new String(Base64.getUrlDecoder().decode(published.jws().split("\\.")[1])));
    all.append(world.signedIn("peter.norland").open(desk).text());
    all.append(world.signedIn("peter.norland").open("/talk/" + world.anna.talk()).text());
    all.append(world.talks.export(world.anna)).append(world.talks.export(world.pavel));
    assertThat(all.toString()).as("control").contains("Secret headline").doesNotContain("Marked");
  }

  /** The first that an open page is told. */
  private CompletableFuture<String> hearing(String who, String page) {
    Browser browser = world.signedIn(who).open(page);
    Matcher live = Pattern.compile("data-live=\"([^\"]+)\"").matcher(browser.text());
    assertThat(live.find()).as(who + page).isTrue();
    String path = live.group(1);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return browser.firstEvent(path, () -> {});
          } catch (Exception ended) {
            throw new IllegalStateException(ended);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  private Draft draft() {
    return world.draft(
        world.pavel,
        DateLevel.CONTACT_POSSIBLE,
        "Secret headline",
        "Contact may take place {date}.");
  }

  private Draft again(Draft draft) {
    return world.office.find(world.pavel, draft.id().value()).orElseThrow();
  }

  private static IfAsked asked(String question, String answer) {
    Map<Language, IfAsked.Line> lines = new LinkedHashMap<>();
    lines.put(Language.EN, new IfAsked.Line(question, answer));
    lines.put(Language.RU, new IfAsked.Line(question, answer));
    return new IfAsked(lines);
  }
}
