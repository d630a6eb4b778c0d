package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.dossier.model.DateLevel;
import parley.node.Browser;

/** The desk through the browser: who can reach it, and that nothing typed is lost. */
class PressDeskTest {
  private PressWorld world;
  private String desk;

  @BeforeEach
  void begin() {
    world = PressWorld.any();
    desk = "/press/" + world.anna.talk();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void shouldLeadASpokespersonFromAnEmptyDeskToAReleasedStatement() {
    Browser pavel = world.signedIn("pavel.sudria");
    pavel.open(desk);
    assertThat(pavel.text()).contains("Черновиков нет");
    pavel.submit(desk + "/drafts", Map.of("kind", "announcement"));
    String draft = pavel.header("Location");
    assertThat(draft).startsWith(desk + "/drafts/");
    pavel.open(draft);
    assertThat(pavel.text()).contains("Павел Зорин").contains("сейчас нельзя");
    pavel.submit(draft, typed("Contact is possible", "Contact may take place {date}."));
    assertThat(pavel.header("Location")).isEqualTo(draft + "/check");
    pavel.follow(draft + "/check");
    assertThat(pavel.text())
        .contains("Contact may take place in the coming days.")
        .contains("Не проверено")
        .contains("ваше первое заявление");
    assertThat(world.reader("sudria").open("/?lang=en").text())
        .as("nothing is public yet")
        .doesNotContain("Contact is possible");
    pavel.submit(draft + "/submit", Map.of());
    Browser maria = world.signedIn("maria.sudria").follow(draft + "/check");
    maria.submit(draft + "/clear", Map.of());
    assertThat(maria.header("Location")).isEqualTo(draft + "/check");
    pavel.follow(draft + "/check").submit(draft + "/release", Map.of());
    assertThat(pavel.header("Location")).isEqualTo(desk);
    assertThat(world.reader("sudria").open("/?lang=en").text()).contains("Contact is possible");
    assertThat(world.reader("norland").open("/?lang=en").text())
        .doesNotContain("Contact is possible");
    assertThat(pavel.open(draft).status()).as("a released draft cannot be changed").isEqualTo(404);
  }

  @Test
  void shouldShowADraftToNoOtherSideRoleOrStranger() {
    String path = desk + "/drafts/" + draft().id();
    assertThat(world.signedIn("pavel.sudria").open(path).status()).as("control").isEqualTo(200);
    Browser otherSide = world.signedIn("peter.norland");
    assertThat(otherSide.open(path).status()).isEqualTo(404);
    assertThat(otherSide.open(desk + "/drafts/AAAAAAAAAAAAAAAAAAAAAA").status()).isEqualTo(404);
    assertThat(otherSide.open(desk).text()).doesNotContain("Secret headline");
    for (String person : new String[] {"nina.sudria", "oleg.sudria", "irina.sudria"}) {
      assertThat(world.signedIn(person).open(path).status()).as(person).isEqualTo(403);
    }
    assertThat(new Browser(world.port(), "pavel.sudria").open(path).status()).isEqualTo(401);
    assertThat(world.reader("sudria").open(path).status()).isEqualTo(404);
  }

  @Test
  void shouldLetNobodyButTheSidesSpokespersonsRelease() {
    String path = desk + "/drafts/" + draft().id();
    String shown =
        Releasing.shown(
                world
                    .office
                    .releasing()
                    .compose(world.pavel, draftAt(path))
                    .statement()
                    .orElseThrow())
            .value();
    world.clear(draftAt(path));
    for (String person :
        new String[] {
          "maria.sudria",
          "nina.sudria",
          "oleg.sudria",
          "irina.sudria",
          "peter.norland",
          "helen.norland"
        }) {
      Browser browser = world.signedIn(person);
      browser.open(desk);
      browser.submit(path + "/release", Map.of("shown", shown, "_csrf", browser.hidden("_csrf")));
      assertThat(browser.status()).as(person).isIn(403, 404);
    }
    assertThat(world.view().room("sudria").orElseThrow().statements()).isEmpty();
    Browser pavel = world.signedIn("pavel.sudria");
    pavel.follow(path + "/check").submit(path + "/release", Map.of());
    assertThat(world.view().room("sudria").orElseThrow().statements()).as("control").hasSize(1);
  }

  @Test
  void shouldKeepWhatWasTypedWhenTwoPeopleSaveAtOnce() {
    String path = desk + "/drafts/" + draft().id();
    Browser pavel = world.signedIn("pavel.sudria").open(path);
    Browser viktor = world.signedIn("viktor.sudria").open(path);
    pavel.submit(path, typed("Words of Pavel", "One."));
    viktor.submit(path, typed("Words of Viktor", "Two."));
    assertThat(viktor.status()).isEqualTo(409);
    assertThat(viktor.text())
        .contains("Words of Viktor")
        .contains("сохранил кто-то другой")
        .doesNotContain("Words of Pavel");
  }

  @Test
  void shouldRefuseAFileThatIsNoPictureAndKeepTheWords() {
    String path = desk + "/drafts/" + draft().id();
    Browser pavel = world.signedIn("pavel.sudria").open(path);
    StringBuilder body = new StringBuilder();
    Map<String, String> fields = typed("Words that stay", "Body.");
    fields.put("_csrf", pavel.hidden("_csrf"));
    fields.put("revision", pavel.hidden("revision"));
    fields.forEach(
        (name, value) ->
            body.append("--b\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
    body.append(
        "--b\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n<svg/>\r\n--b--\r\n");
    pavel.submitBody(
        path,
        "multipart/form-data; boundary=b",
        body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(pavel.status()).isEqualTo(422);
    assertThat(pavel.text()).contains("не читается как снимок").contains("Words that stay");
    assertThat(draftAt(path).title(parley.node.words.Language.EN)).isEqualTo("Words that stay");
  }

  private Draft draft() {
    return world.draft(
        world.pavel,
        DateLevel.CONTACT_POSSIBLE,
        "Secret headline",
        "Contact may take place {date}.");
  }

  private Draft draftAt(String path) {
    return world.office.find(world.pavel, path.substring(path.lastIndexOf('/') + 1)).orElseThrow();
  }

  private static Map<String, String> typed(String headline, String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String tag : new String[] {"en", "ru"}) {
      fields.put("headline." + tag, headline);
      fields.put("place." + tag, "Sudgrad");
      fields.put("speaker." + tag, "Pavel Zorin");
      fields.put("office." + tag, "Press secretary");
      fields.put("body." + tag, body);
    }
    fields.put("level", "contact-possible");
    fields.put("check", "yes");
    return fields;
  }
}
