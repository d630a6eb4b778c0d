package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.dossier.model.DateLevel;
import parley.dossier.model.Subject;
import parley.dossier.model.Voice;
import parley.node.Browser;
import parley.node.press.clearing.Clearing.Stage;

class ReadingTest {
  private static final Instant TUESDAY = Instant.parse("2026-12-01T13:00:00Z");

  private PressWorld world;

  @BeforeEach
  void begin() {
    world = PressWorld.any();
    world.agreeTime(TUESDAY);
    world.disclose(Subject.Plain.DATE, Voice.Shared.EITHER, DateLevel.WEEK);
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void stopsTypedWordsThatTellMoreThanTheFieldMay() {
    Draft told = draft("They talk on Tuesday, the first of December.");
    Composition composition = world.office.releasing().compose(world.pavel, told);
    assertThat(composition.objections())
        .isNotEmpty()
        .allMatch(each -> each instanceof Objection.Finer);
    assertThat(composition.statement()).isEmpty();
    assertThat(world.release(world.pavel, told)).isInstanceOf(Release.Objected.class);
    Browser pavel = world.signedIn("pavel.sudria");
    String path = "/press/" + world.pavel.talk() + "/drafts/" + told.id();
    assertThat(pavel.follow(path + "/check").text())
        .contains("first of December", "О дате можно сказать не больше");
    assertThat(pavel.open(path).text()).contains("press-not\" role=\"alert\"");
    assertThat(world.release(world.pavel, draft("They talk {date}, the President said.")))
        .as("control: the field itself")
        .isInstanceOf(Release.Done.class);
  }

  @Test
  void nobodyClearsWhatTheRecogniserAskedAboutWithoutLooking() {
    Draft asked = draft("A letter from Lisbon came.");
    Composition composition = world.office.releasing().compose(world.pavel, asked);
    assertThat(composition.asked()).hasSize(2);
    world.office.clearing().submit(world.pavel, asked);
    Browser maria = world.signedIn("maria.sudria");
    String path = "/press/" + world.pavel.talk() + "/drafts/" + asked.id();
    maria.follow(path + "/check").submit(path + "/clear", Map.of());
    assertThat(maria.status()).isEqualTo(409);
    assertThat(maria.text()).contains("Lisbon");
    assertThat(world.office.clearing().of(asked).stage()).isEqualTo(Stage.SUBMITTED);
    ClearingOffice.Step one =
        world
            .office
            .clearing()
            .clear(
                world.maria,
                asked,
                DraftColumns.digest(asked).value(),
                "",
                composition.asked(),
                Set.of(composition.asked().getFirst().key()));
    assertThat(one).isEqualTo(ClearingOffice.Step.NOT_LOOKED);
    ClearingOffice.Step all =
        world
            .office
            .clearing()
            .clear(
                world.maria,
                asked,
                DraftColumns.digest(asked).value(),
                "",
                composition.asked(),
                Set.copyOf(composition.asked().stream().map(Finding::key).toList()));
    assertThat(all).isEqualTo(ClearingOffice.Step.DONE);
    assertThat(world.office.clearing().of(asked).stage()).isEqualTo(Stage.READY);
  }

  private Draft draft(String body) {
    return world.draft(world.pavel, DateLevel.WEEK, "Contact", body);
  }
}
