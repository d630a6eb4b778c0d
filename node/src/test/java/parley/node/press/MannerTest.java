package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.dossier.model.DateLevel;
import parley.node.press.publicview.Statement;
import parley.node.press.publicview.StatementKind;
import parley.node.press.publicview.StoryId;
import parley.node.press.publicview.Wording;
import parley.node.words.Language;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MannerTest {
  private PressWorld world;

  @BeforeAll
  void open() {
    world = PressWorld.any();
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void aSeniorOfficialHasNoNameAndNoOffice() {
    Draft named = draft("Contact");
    assertThat(wording(composed(named)).speaker()).isEqualTo("Speaker");
    Wording unnamed =
        wording(
            composed(
                save(
                    named.going(
                        new Manner(
                            Manner.Attribution.SENIOR_OFFICIAL, false, Manner.Expected.NONE)))));
    assertThat(unnamed.speaker()).isEqualTo("A senior official of Norland");
    assertThat(unnamed.office()).isEmpty();
  }

  @Test
  void statementsOfOneTalkBearOneStoryOnlyWhereTheirAuthorWantsIt() {
    Draft alone = draft("Alone");
    assertThat(released(alone).story()).isEmpty();
    Draft first = save(draft("First").going(Manner.PLAIN.onStory(true)));
    Optional<StoryId> story = released(first).story();
    assertThat(story).isPresent();
    Draft next = draft("Second");
    assertThat(next.manner().onStory()).as("there is a page now").isTrue();
    assertThat(released(next).story()).isEqualTo(story);
    assertThat(story.get().value()).isNotEqualTo(alone.talk());
  }

  @Test
  void aNoticeHasFixedWordsWhateverIsTyped() {
    Draft begun = world.office.begin(world.peter, StatementKind.NOTICE, Optional.empty());
    Draft typed =
        begun.going(new Manner(Manner.Attribution.ON_RECORD, false, Manner.Expected.TODAY));
    Draft saved =
        save(
            typed.writing(
                java.util.Map.of(
                    Language.EN,
                    new DraftText(
                        "They talk at six", "Norport", "Peter", "", "On Tuesday", "", "", ""))));
    Wording wording = wording(composed(saved));
    assertThat(wording.headline()).isEqualTo("Norland: a statement is to come today");
    assertThat(wording.body()).containsExactly("Norland is going to release a statement today.");
  }

  @Test
  void aMannerIsPartOfWhatIsClearedAndIsKeptWithEachRevision() {
    Draft plain = draft("Plain");
    Draft other = save(plain.going(Manner.PLAIN.onStory(!plain.manner().onStory())));
    assertThat(DraftColumns.digest(other)).isNotEqualTo(DraftColumns.digest(plain));
    assertThat(world.office.revisions(other).stream().map(each -> each.draft().manner()))
        .endsWith(plain.manner(), other.manner());
  }

  private Draft draft(String headline) {
    return world.draft(world.peter, DateLevel.CONTACT_POSSIBLE, headline, "Contact {date}.");
  }

  private Draft save(Draft draft) {
    assertThat(world.office.save(draft, world.peter.person())).isTrue();
    return world.office.find(world.peter, draft.id().value()).orElseThrow();
  }

  private Statement composed(Draft draft) {
    return world.office.releasing().compose(world.peter, draft).statement().orElseThrow();
  }

  private Statement released(Draft draft) {
    Release release = world.release(world.peter, draft);
    assertThat(release).isInstanceOf(Release.Done.class);
    return ((Release.Done) release).published().statement();
  }

  private static Wording wording(Statement statement) {
    return statement.wordingFor(Language.EN);
  }
}
