package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.DateLevel;
import parley.dossier.model.ItemText;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.model.Voice;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Statement;
import parley.node.press.publicview.StatementFormat;
import parley.node.press.publicview.StatementId;
import parley.node.words.Language;

/** What a side may release alone, step by step as in the scenario. */
class ReleaseTest {
  /** Tuesday 1 December 2026, 18:00 in Sudria. */
  private static final Instant TUESDAY = Instant.parse("2026-12-01T13:00:00Z");

  private PressWorld world;

  @BeforeEach
  void begin() {
    world = PressWorld.any();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void shouldLetASideSayThatContactIsPossibleWithoutAnyTerm() {
    Draft draft =
        world.draft(
            world.pavel, DateLevel.CONTACT_POSSIBLE, "Contact", "Contact may take place {date}.");
    Published published = released(world.release(world.pavel, draft));
    assertThat(published.statement().wordings().get(Language.EN).body())
        .containsExactly("Contact may take place in the coming days.");
    assertThat(published.statement().wordings().get(Language.RU).body())
        .containsExactly("Contact may take place в ближайшие дни.");
    assertThat(world.view().room("sudria").orElseThrow().statements()).containsExactly(published);
    assertThat(world.view().room("norland").orElseThrow().statements()).isEmpty();
  }

  @Test
  void shouldPutTheHashOfAReleaseOnRecordInThePersonsName() {
    Published published = released(world.release(world.pavel, contact()));
    assertThat(world.talks.look(world.maria).state().releases())
        .singleElement()
        .satisfies(
            deed -> {
              assertThat(deed.act()).isEqualTo(new Act.Release(Releasing.hash(published.jws())));
              assertThat(deed.person()).contains(world.pavel.personId());
            });
  }

  @Test
  void shouldRefuseADateFinerThanTheDisclosureAndNameWhatWouldAllowIt() {
    world.agreeTime(TUESDAY);
    Draft day = world.draft(world.peter, DateLevel.DAY, "The day", "It takes place {date}.");
    assertThat(objections(world.release(world.peter, day)))
        .containsExactly(new Objection.TooFine(DateLevel.DAY, DateLevel.CONTACT_POSSIBLE));
    world.disclose(Subject.Plain.DATE, Voice.Shared.EITHER, DateLevel.WEEK);
    assertThat(objections(world.release(world.peter, day)))
        .containsExactly(new Objection.TooFine(DateLevel.DAY, DateLevel.WEEK));
    assertThat(
            new DeskWords(world.talks.look(world.peter), world.peter.delegation(), Language.EN)
                .objection(new Objection.TooFine(DateLevel.DAY, DateLevel.WEEK)))
        .contains("A term on the disclosure of the date at “The day” would allow it");
    assertThat(world.office.find(world.peter, day.id().value()))
        .as("nothing typed is lost")
        .contains(day);
    assertThat(world.view().room("norland").orElseThrow().statements()).isEmpty();
    assertThat(world.talks.look(world.peter).state().releases()).isEmpty();
    Draft week = world.draft(world.peter, DateLevel.WEEK, "The week", "{date-clause}.");
    assertThat(
            released(world.release(world.peter, week))
                .statement()
                .wordings()
                .get(Language.EN)
                .body())
        .as("control")
        .containsExactly("The talk will take place next week.");
  }

  @Test
  void shouldRefuseADateThatIsNotAgreed() {
    world.disclose(Subject.Plain.DATE, Voice.Shared.EITHER, DateLevel.HOUR);
    assertThat(
            objections(
                world.release(
                    world.peter, world.draft(world.peter, DateLevel.WEEK, "Week", "{date}"))))
        .containsExactly(new Objection.NoDateAgreed(DateLevel.WEEK));
  }

  @Test
  void shouldLetOnlyTheNamedSideSpeak() {
    world.agreeTime(TUESDAY);
    world.disclose(Subject.Plain.DATE, new Voice.Side(world.pavel.delegation()), DateLevel.DAY);
    assertThat(
            objections(
                world.release(
                    world.peter, world.draft(world.peter, DateLevel.DAY, "Day", "{date}"))))
        .containsExactly(new Objection.NotOurVoice(Subject.Plain.DATE));
    released(world.release(world.pavel, world.draft(world.pavel, DateLevel.DAY, "Day", "{date}")));
  }

  @Test
  void shouldLetNoSideSpeakAloneWhereTheyMustSpeakTogether() {
    world.agreeTime(TUESDAY);
    world.disclose(Subject.Plain.DATE, Voice.Shared.JOINTLY, DateLevel.HOUR);
    assertThat(
            objections(
                world.release(
                    world.peter, world.draft(world.peter, DateLevel.DAY, "Day", "{date}"))))
        .containsExactly(new Objection.OnlyJointly(Subject.Plain.DATE));
    assertThat(
            objections(
                world.release(
                    world.pavel, world.draft(world.pavel, DateLevel.DAY, "Day", "{date}"))))
        .containsExactly(new Objection.OnlyJointly(Subject.Plain.DATE));
  }

  @Test
  void shouldLetNoSideSpeakWhereTheyAgreedToBeSilent() {
    world.disclose(Subject.Plain.DATE, Voice.Shared.NOBODY, DateLevel.CONTACT_POSSIBLE);
    assertThat(objections(world.release(world.pavel, contact())))
        .contains(new Objection.Silent(Subject.Plain.EXISTENCE));
  }

  @Test
  void shouldLetASideStateItsOwnProposalButNotTheOthers() {
    var text =
        world.talks.body(
            new ItemText(Texts.of("en", "Legal guarantees"), Texts.of("en", "Wording")));
    Term.AgendaItem item = new Term.AgendaItem(world.talks.newItem(), 1, 10, text.digest());
    PressWorld.done(
        world.talks.perform(
            world.maria,
            world.talks.proposal(world.maria, item, java.util.Optional.empty()),
            text));
    Subject subject = new Subject.Item(item.item());
    released(
        world.release(
            world.pavel,
            speakingOf(
                world.draft(world.pavel, DateLevel.CONTACT_POSSIBLE, "Our hope", "We hope."),
                subject)));
    assertThat(
            objections(
                world.release(
                    world.peter,
                    speakingOf(
                        world.draft(
                            world.peter, DateLevel.CONTACT_POSSIBLE, "Theirs", "They hope."),
                        subject))))
        .containsExactly(new Objection.Undisclosed(subject));
  }

  @Test
  void shouldAskAgainWhenTheReaderWouldReadSomethingElseThanWasShown() {
    world.agreeTime(TUESDAY);
    world.disclose(Subject.Plain.DATE, Voice.Shared.EITHER, DateLevel.WEEK);
    Draft draft = world.draft(world.peter, DateLevel.WEEK, "Week", "{date}");
    String shown =
        Releasing.shown(
                world.office.releasing().compose(world.peter, draft).statement().orElseThrow())
            .value();
    world.clear(draft);
    world.pass(Duration.ofSeconds(90));
    assertThat(world.office.releasing().compose(world.peter, draft).statement())
        .as("another second, the same words")
        .map(Releasing::shown)
        .map(Object::toString)
        .contains(shown);
    world.pass(Duration.ofDays(4));
    assertThat(world.office.releasing().release(world.peter, draft, shown))
        .as("now it is this week")
        .isInstanceOf(Release.ChangedSinceShown.class);
    assertThat(world.view().room("norland").orElseThrow().statements()).isEmpty();
  }

  @Test
  void shouldReleaseADraftOnlyOnce() {
    Draft draft = contact();
    released(world.release(world.pavel, draft));
    assertThat(world.release(world.pavel, draft)).isInstanceOf(Release.SavedMeanwhile.class);
    assertThat(world.view().room("sudria").orElseThrow().statements()).hasSize(1);
    assertThat(world.talks.look(world.pavel).state().releases()).hasSize(1);
  }

  @Test
  void shouldNotReleaseByAPersonWhoMayNot() {
    Draft draft = contact();
    assertThat(world.release(world.maria, draft)).isInstanceOf(Release.NotOnRecord.class);
    assertThat(world.view().room("sudria").orElseThrow().statements()).isEmpty();
    released(world.release(world.pavel, draft));
  }

  @Test
  void shouldFinishAReleaseThatIsOnRecordWhenTheNodeDiedBeforePublishing() {
    Draft draft = contact();
    String jws = released(world.release(world.pavel, contact())).jws();
    String interrupted = signedAgain(draft);
    world.clear(draft);
    assertThat(world.releases().begin(draft, 1, interrupted)).isTrue();
    PressWorld.done(world.talks.perform(world.pavel, new Act.Release(Releasing.hash(interrupted))));
    assertThat(published()).as("control: not public yet").containsExactly(jws);
    world.office.releasing().recover();
    assertThat(published()).containsExactlyInAnyOrder(jws, interrupted);
  }

  @Test
  void shouldUndoAReleaseThatIsNotOnRecordWhenTheNodeDiedBeforeIt() {
    Draft draft = contact();
    world.clear(draft);
    assertThat(world.releases().begin(draft, 1, signedAgain(draft))).isTrue();
    world.office.releasing().recover();
    assertThat(published()).isEmpty();
    released(world.release(world.pavel, draft));
  }

  @Test
  void shouldOpenTheDraftAgainWhenPuttingItOnRecordFails() {
    Draft draft = contact();
    world.disk.fill();
    assertThatThrownBy(() -> world.release(world.pavel, draft)).hasMessage("disk full");
    world.disk.clear();
    released(world.release(world.pavel, draft));
    assertThat(published()).hasSize(1);
  }

  /** What a release would sign, under a name of its own. */
  private String signedAgain(Draft draft) {
    Statement statement =
        world.office.releasing().compose(world.pavel, draft).statement().orElseThrow();
    byte[] name = new byte[16];
    name[0] = 1;
    return SealKey.ofSeed(new byte[32])
        .sign(StatementFormat.TYPE, StatementFormat.write(statement.named(StatementId.of(name))));
  }

  private List<String> published() {
    return world.view().room("sudria").orElseThrow().statements().stream()
        .map(Published::jws)
        .toList();
  }

  @Test
  void shouldTellTheSpokespersonThatAReleasedDateStandsNoMore() {
    var time = world.agreeTime(TUESDAY);
    world.disclose(Subject.Plain.DATE, Voice.Shared.EITHER, DateLevel.WEEK);
    released(world.release(world.peter, world.draft(world.peter, DateLevel.WEEK, "W", "{date}")));
    released(world.release(world.pavel, contact()));
    assertThat(outdated("norland")).as("control").isFalse();
    world.postpone(time);
    assertThat(outdated("norland")).isTrue();
    assertThat(outdated("sudria")).as("contact is possible all the same").isFalse();
    DeskWords words =
        new DeskWords(world.talks.look(world.peter), world.peter.delegation(), Language.EN);
    assertThat(words.permission(Subject.Plain.DATE)).startsWith("No time is agreed now");
  }

  private boolean outdated(String delegation) {
    return world.offices.publicNow().hasOutdated(world.talks.look(world.peter), delegation);
  }

  @Test
  void shouldSayWhatIsMissing() {
    Draft empty =
        world.office.begin(
            world.pavel,
            parley.node.press.publicview.StatementKind.ANNOUNCEMENT,
            java.util.Optional.empty());
    assertThat(objections(world.release(world.pavel, empty)))
        .containsExactly(new Objection.Unwritten());
    Draft noBody = world.draft(world.pavel, DateLevel.CONTACT_POSSIBLE, "x".repeat(201), "");
    assertThat(objections(world.release(world.pavel, noBody)))
        .contains(
            new Objection.Incomplete(Language.EN, Objection.Gap.NO_BODY),
            new Objection.TooLong(Language.RU, Objection.Field.HEADLINE, 201, 200));
  }

  @Test
  void shouldPublishNoCharacterThatAFeedCannotHold() {
    Draft pasted =
        world.draft(
            world.pavel, DateLevel.CONTACT_POSSIBLE, "Con\u0007tact", "One\u000Btwo\uFFFF {date}.");
    assertThat(released(world.release(world.pavel, pasted)).statement().wordings().get(Language.EN))
        .satisfies(wording -> assertThat(wording.headline()).isEqualTo("Con tact"))
        .satisfies(
            wording -> assertThat(wording.body()).containsExactly("One two  in the coming days."));
  }

  @Test
  void shouldTellWhatIsNewToThePublic() {
    world.agreeTime(TUESDAY);
    world.disclose(Subject.Plain.DATE, Voice.Shared.EITHER, DateLevel.WEEK);
    Draft first = world.draft(world.peter, DateLevel.WEEK, "Week", "{date}");
    assertThat(novelty(first))
        .satisfies(novelty -> assertThat(novelty.existence()).isTrue())
        .satisfies(novelty -> assertThat(novelty.date()).isPresent());
    released(world.release(world.peter, first));
    assertThat(novelty(world.draft(world.peter, DateLevel.WEEK, "Again", "{date}")).isNothing())
        .isTrue();
  }

  private Novelty novelty(Draft draft) {
    return world.office.novelty(
        world.peter,
        draft,
        world.office.releasing().compose(world.peter, draft).statement().orElseThrow());
  }

  private Draft contact() {
    return world.draft(
        world.pavel, DateLevel.CONTACT_POSSIBLE, "Contact", "Contact may take place {date}.");
  }

  private Draft speakingOf(Draft draft, Subject subject) {
    Draft speaking = draft.speakingOf(Set.of(subject.key()));
    var seat = draft.delegation().equals("sudria") ? world.pavel : world.peter;
    assertThat(world.office.save(speaking, seat.person())).isTrue();
    return world.office.find(seat, draft.id().value()).orElseThrow();
  }

  private static Published released(Release release) {
    assertThat(release).isInstanceOf(Release.Done.class);
    return ((Release.Done) release).published();
  }

  private static List<Objection> objections(Release release) {
    assertThat(release).isInstanceOf(Release.Objected.class);
    return ((Release.Objected) release).objections();
  }
}
