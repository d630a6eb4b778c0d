package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.dossier.model.DateLevel;
import parley.dossier.model.Reason;
import parley.dossier.model.Subject;
import parley.dossier.model.Voice;
import parley.node.Browser;
import parley.node.press.clearing.Chain;
import parley.node.press.clearing.Clearing.Stage;
import parley.node.press.clearing.Officer;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.StatementKind;
import parley.node.talk.Outcome;
import parley.node.talk.Seat;
import parley.node.words.Language;

/** No statement leaves a side without a second person's clearance of exactly that text. */
class ClearanceTest {
  private PressWorld world;
  private ClearingOffice office;
  private Seat viktor;
  private String desk;

  @BeforeEach
  void begin() {
    world = PressWorld.any();
    office = world.office.clearing();
    viktor = world.seat("viktor.sudria");
    desk = "/press/" + world.anna.talk();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void shouldReleaseNothingThatNobodyHasCleared() {
    Draft draft = draft();
    assertThat(world.releaseUncleared(world.pavel, draft)).isInstanceOf(Release.NotCleared.class);
    assertThat(office.submit(world.pavel, draft)).isEqualTo(ClearingOffice.Step.DONE);
    assertThat(world.releaseUncleared(world.pavel, draft)).isInstanceOf(Release.NotCleared.class);
    assertThat(world.releaseUncleared(viktor, draft))
        .as("not even by a principal")
        .isInstanceOf(Release.NotCleared.class);
    assertThat(clear(world.maria, draft)).isEqualTo(ClearingOffice.Step.DONE);
    assertThat(world.releaseUncleared(world.pavel, draft)).isInstanceOf(Release.Done.class);
  }

  @Test
  void shouldPutNothingOnRecordThatWasChangedOrTakenBackWhileSheSigned() {
    Draft draft = draft();
    world.clear(draft);
    Release.Ready ready = ready(draft);
    office.takeBack(draft);
    assertThat(write(ready)).isInstanceOf(Outcome.Refused.class);
    world.clear(draft);
    assertThat(write(ready)).as("cleared anew, signed before").isInstanceOf(Outcome.Refused.class);
    Release.Ready again = ready(draft);
    assertThat(world.talks.look(world.pavel).state().releases()).isEmpty();
    Outcome unsigned =
        world
            .office
            .releasing()
            .write(
                world.pavel,
                again,
                () -> new Outcome.Refused(Reason.STALE, world.talks.look(world.pavel)));
    assertThat(unsigned).isInstanceOf(Outcome.Refused.class);
    Outcome done = write(again);
    assertThat(done).as("open again after a touch that failed").isInstanceOf(Outcome.Done.class);
    assertThat(world.office.releasing().conclude(world.pavel, again, done))
        .isInstanceOf(Release.Done.class);
  }

  private Release.Ready ready(Draft draft) {
    String shown =
        Releasing.shown(
                world.office.releasing().compose(world.pavel, draft).statement().orElseThrow())
            .value();
    return (Release.Ready) world.office.releasing().ready(world.pavel, draft, shown);
  }

  private Outcome write(Release.Ready ready) {
    return world
        .office
        .releasing()
        .write(world.pavel, ready, () -> world.talks.perform(world.pavel, ready.act()));
  }

  @Test
  void shouldLetNobodyClearWhatSheHasWrittenIn() {
    Draft draft = draft();
    assertThat(world.office.save(draft.telling(DateLevel.WEEK), viktor.person())).isTrue();
    Draft edited = again(draft);
    office.submit(world.pavel, edited);
    assertThat(clear(world.pavel, edited)).isEqualTo(ClearingOffice.Step.NOT_HERS);
    assertThat(clear(viktor, edited)).isEqualTo(ClearingOffice.Step.NOT_HERS);
    assertThat(office.of(edited).stage()).isEqualTo(Stage.SUBMITTED);
    assertThat(clear(world.maria, edited)).isEqualTo(ClearingOffice.Step.DONE);
  }

  @Test
  void shouldVoidAClearanceByAnyChangeAndByNothingElse() {
    Draft draft = draft();
    Pictures.Result.Drawn picture = Pictures.encode(DemoPicture.draw());
    List<UnaryOperator<Draft>> changes =
        List.of(
            each -> each.writing(inRussian(each, "Другой заголовок")),
            each -> each.telling(DateLevel.WEEK),
            each -> each.speakingOf(Set.of("format")),
            each -> each.answering(List.of(asked("Who?", "We."))),
            each -> each.showing(Optional.of(world.office.keep("sudria", picture))));
    for (UnaryOperator<Draft> change : changes) {
      Draft before = again(draft);
      world.clear(before);
      assertThat(office.of(before).isReady()).as("control").isTrue();
      assertThat(world.office.save(before, world.pavel.person())).isTrue();
      assertThat(office.of(before).isReady()).as("the very same words").isTrue();
      assertThat(world.office.save(change.apply(before), world.pavel.person())).isTrue();
      assertThat(office.of(before).stage()).isEqualTo(Stage.DRAFTING);
      assertThat(world.releaseUncleared(world.pavel, again(draft)))
          .isNotInstanceOf(Release.Done.class);
    }
  }

  @Test
  void shouldRefuseToClearATextThatWasChangedAMomentAgoAndShowWhatChanged() {
    Draft draft = draft();
    office.submit(world.pavel, draft);
    String path = desk + "/drafts/" + draft.id();
    Browser maria = world.signedIn("maria.sudria").follow(path + "/check");
    Draft other = draft.writing(inRussian(draft, "Совсем другой заголовок"));
    assertThat(world.office.save(other, world.pavel.person())).isTrue();
    office.submit(world.pavel, again(draft));
    maria.open(path + "/check?read=" + draft.revision());
    assertThat(maria.text())
        .as("her page, updating itself")
        .contains("Текст изменили, пока вы его читали")
        .contains("<del>");
    maria.submit(path + "/clear", Map.of());
    assertThat(maria.status()).isEqualTo(409);
    assertThat(maria.text())
        .contains("Ничего не согласовано")
        .containsPattern("<ins>[^<]*<span[^>]*>[^<]*</span>Совсем")
        .contains("<del>");
    assertThat(office.of(again(draft)).clearances()).isEmpty();
    maria.submit(path + "/return", Map.of("remark", "Remark that stays"));
    assertThat(maria.status()).isEqualTo(409);
    assertThat(maria.text()).contains("Remark that stays");
    maria.follow(path + "/check").submit(path + "/clear", Map.of());
    assertThat(maria.status()).as("control: what she reads now").isEqualTo(303);
    assertThat(office.of(again(draft)).isReady()).isTrue();
  }

  @Test
  void shouldReturnADraftToItsDraftersWithARemark() {
    Draft draft = draft();
    office.submit(world.pavel, draft);
    String path = desk + "/drafts/" + draft.id();
    Browser maria = world.signedIn("maria.sudria").follow(path + "/check");
    maria.submit(path + "/return", Map.of("remark", " "));
    assertThat(maria.status()).isEqualTo(422);
    maria.submit(path + "/return", Map.of("remark", "Too early"));
    assertThat(maria.status()).isEqualTo(303);
    assertThat(office.of(draft).stage()).isEqualTo(Stage.RETURNED);
    Browser pavel = world.signedIn("pavel.sudria").open("/talk/" + world.anna.talk());
    assertThat(pavel.text()).contains("Too early").contains("возвращает вам");
    world.office.save(draft.writing(inRussian(draft, "Исправлено")), world.pavel.person());
    office.submit(world.pavel, again(draft));
    maria.follow(path + "/check");
    assertThat(maria.text()).contains(path + "/check?since=" + draft.revision());
    maria.open(path + "/check?since=" + draft.revision());
    assertThat(maria.text())
        .containsPattern("<ins>[^<]*<span[^>]*>[^<]*</span>Исправлено")
        .contains("<del>");
  }

  @Test
  void shouldTakeTheChainFromItsSettersAndKeepWhoSetIt() {
    Draft submitted = draft();
    office.submit(world.pavel, submitted);
    String path = desk + "/chain";
    Browser pavel = world.signedIn("pavel.sudria").open(path);
    assertThat(pavel.status()).isEqualTo(200);
    pavel.open(desk).submit(path, Map.of("officer", "principal"));
    assertThat(pavel.status()).isEqualTo(403);
    Browser maria = world.signedIn("maria.sudria").open(path);
    Browser other = world.signedIn("viktor.sudria").open(path);
    assertThat(maria.submit(path, Map.of("officer", "")).status()).isEqualTo(422);
    assertThat(maria.submit(path, Map.of("officer", "anna.norland")).status()).isEqualTo(422);
    maria.submit(path, Map.of("officer", "viktor.sudria", "order", "in-turn"));
    assertThat(maria.status()).isEqualTo(303);
    assertThat(maria.open(path).text()).contains("Мария Левина").contains("Виктор Орлов");
    other.submit(path, Map.of("officer", "negotiator"));
    assertThat(other.status()).as("two at once").isEqualTo(409);
    assertThat(office.chains().of("sudria"))
        .isEqualTo(new Chain(true, List.of(new Officer.Named(viktor.person().id()))));
    assertThat(clear(world.maria, submitted))
        .as("submitted before the change")
        .isEqualTo(ClearingOffice.Step.DONE);
    Draft next = draft();
    office.submit(world.pavel, next);
    assertThat(clear(world.maria, next)).isEqualTo(ClearingOffice.Step.NOT_HERS);
    assertThat(clear(viktor, next)).isEqualTo(ClearingOffice.Step.DONE);
    assertThat(office.chains().of("norland")).isEqualTo(Chain.DEFAULT);
  }

  @Test
  void shouldLetAPrincipalClearAndReleaseAWithdrawalButNotOneOfHerOwn() {
    Published wrong = released(draft());
    office.set(
        viktor, 0, new Chain(false, List.of(Officer.Post.NEGOTIATOR, Officer.Post.PRINCIPAL)));
    Relation about = new Relation(Relation.Kind.WITHDRAWS, "sudria", wrong.statement().id());
    Draft withdrawal = withdrawal(world.pavel, about);
    office.submit(world.pavel, withdrawal);
    assertThat(clear(viktor, withdrawal)).isEqualTo(ClearingOffice.Step.DONE);
    assertThat(world.releaseUncleared(viktor, withdrawal)).isInstanceOf(Release.Done.class);

    Published other = released(draft());
    Relation again = new Relation(Relation.Kind.WITHDRAWS, "sudria", other.statement().id());
    Draft hers = withdrawal(viktor, again);
    assertThat(office.submit(viktor, hers)).isEqualTo(ClearingOffice.Step.NOBODY_CAN);
    assertThat(world.releaseUncleared(viktor, hers)).isInstanceOf(Release.NotCleared.class);
  }

  @Test
  void shouldSayWhenTheDateReadsOtherwiseThanItWasCleared() {
    world.agreeTime(Instant.parse("2026-12-01T13:00:00Z"));
    world.disclose(Subject.Plain.DATE, Voice.Shared.EITHER, DateLevel.WEEK);
    Draft draft = world.draft(world.pavel, DateLevel.WEEK, "Week", "It takes place {date}.");
    office.submit(world.pavel, draft);
    String shown =
        Releasing.shown(
                world.office.releasing().compose(world.pavel, draft).statement().orElseThrow())
            .value();
    office.clear(world.maria, draft, DraftColumns.digest(draft).value(), shown);
    Browser pavel = world.signedIn("pavel.sudria");
    String check = desk + "/drafts/" + draft.id() + "/check";
    assertThat(pavel.follow(check).text()).doesNotContain("читается теперь иначе");
    world.pass(Duration.ofDays(4));
    Browser later = world.signedIn("pavel.sudria");
    assertThat(later.follow(check).text()).contains("читается теперь иначе");
  }

  @Test
  void shouldHoldWhenTwoPeopleActAtOnce() {
    for (int round = 0; round < 5; round++) {
      Draft draft = draft();
      Draft other = draft.writing(inRussian(draft, "Other words"));
      office.submit(world.pavel, draft);
      var one = CompletableFuture.supplyAsync(() -> clear(world.maria, draft));
      var two = CompletableFuture.supplyAsync(() -> clear(viktor, draft));
      var edit =
          CompletableFuture.supplyAsync(() -> world.office.save(other, world.pavel.person()));
      CompletableFuture.allOf(one, two, edit).join();
      assertThat(edit.join()).isTrue();
      assertThat(office.of(draft).stage())
          .as("the edit voids whatever came first")
          .isEqualTo(Stage.DRAFTING);
      Draft next = again(draft);
      world.clear(next);
      var first = CompletableFuture.supplyAsync(() -> world.releaseUncleared(world.pavel, next));
      var second = CompletableFuture.supplyAsync(() -> world.releaseUncleared(viktor, next));
      assertThat(List.of(first.join(), second.join()))
          .filteredOn(Release.Done.class::isInstance)
          .hasSize(1);
    }
  }

  private Draft draft() {
    return world.draft(
        world.pavel,
        DateLevel.CONTACT_POSSIBLE,
        "Secret headline",
        "Contact may take place {date}.");
  }

  private Draft withdrawal(Seat by, Relation about) {
    Draft begun = world.office.begin(by, StatementKind.WITHDRAWAL, Optional.of(about));
    Map<Language, DraftText> texts = new EnumMap<>(Language.class);
    texts.put(
        Language.EN, new DraftText("Withdrawn", "Sudgrad", "Speaker", "", "We err.", "", "", ""));
    assertThat(world.office.save(begun.writing(texts), by.person())).isTrue();
    return again(begun);
  }

  private Published released(Draft draft) {
    Seat officer = world.maria;
    office.submit(world.pavel, draft);
    clear(officer, draft);
    clear(viktor, draft);
    return ((Release.Done) world.releaseUncleared(world.pavel, draft)).published();
  }

  private ClearingOffice.Step clear(Seat officer, Draft draft) {
    return office.clear(officer, draft, DraftColumns.digest(draft).value(), "");
  }

  private Draft again(Draft draft) {
    return world.office.find(world.pavel, draft.id().value()).orElseThrow();
  }

  private static Map<Language, DraftText> inRussian(Draft draft, String headline) {
    Map<Language, DraftText> texts = new EnumMap<>(Language.class);
    texts.putAll(draft.texts());
    DraftText old = texts.get(Language.RU);
    texts.put(
        Language.RU,
        new DraftText(headline, old.place(), old.speaker(), old.office(), old.body(), "", "", ""));
    return texts;
  }

  private static IfAsked asked(String question, String answer) {
    Map<Language, IfAsked.Line> lines = new LinkedHashMap<>();
    lines.put(Language.EN, new IfAsked.Line(question, answer));
    lines.put(Language.RU, new IfAsked.Line(question, answer));
    return new IfAsked(lines);
  }
}
