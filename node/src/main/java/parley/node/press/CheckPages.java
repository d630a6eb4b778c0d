package parley.node.press;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.press.clearing.Chain;
import parley.node.press.clearing.Clearing;
import parley.node.press.clearing.Officer;
import parley.node.press.clearing.Verdict;
import parley.node.press.publicview.Statement;
import parley.node.press.site.Article;
import parley.node.words.Language;

/** Builds the page on which a draft is read, cleared, returned and released. */
record CheckPages(DeskPages desk) {

  /**
   * What was read, typed or went wrong before this page.
   *
   * @param read the revision that she began to read
   * @param since the revision with which to compare
   */
  record Before(
      Optional<Integer> read, Optional<Integer> since, String remark, List<String> faults) {
    static final Before NOTHING = new Before(Optional.empty(), Optional.empty(), "", List.of());
  }

  CheckPage check(Draft draft, Before before) {
    Clearing clearing = office().of(draft);
    Optional<Integer> old = before.read().filter(revision -> revision < draft.revision());
    Composition composition = desk.office().releasing().compose(desk.seat(), draft);
    Optional<String> shown =
        composition.isReleasable()
            ? composition.statement().map(statement -> Releasing.shown(statement).value())
            : Optional.empty();
    return new CheckPage(
        desk.seat().talk().toString(),
        draft.id().value(),
        desk.room().name(desk.language()),
        versions(draft, composition),
        composition.statement().isEmpty() && isComplete(draft) ? typed(draft) : List.of(),
        Arrays.stream(Language.values())
            .flatMap(language -> AskedPage.pairs(draft, language).stream())
            .toList(),
        composition.objections().stream().map(desk.words()::objection).toList(),
        desk.seat().mayBind()
            && composition.objections().stream().anyMatch(Objection::isOfDisclosure),
        composition.statement().map(statement -> novelties(draft, statement)).orElse(List.of()),
        shown,
        shown.isPresent() && clearing.isReady() && ClearingOffice.mayRelease(me()),
        clearance(draft, clearing, shown, before.remark()),
        composition.asked().stream().map(this::look).distinct().toList(),
        new ChangePages(desk, clearing.people()).since(draft, before.since().or(() -> old)),
        old.isPresent(),
        before.faults());
  }

  private CheckPage.Look look(Finding finding) {
    return new CheckPage.Look(
        finding.key(),
        desk.text("web.language." + finding.language().tag())
            + ": "
            + desk.text("press.edit." + finding.field().slug()),
        finding.mention().quoted(),
        desk.words().tells(finding.mention()));
  }

  AskedPage asked(DraftStore.Row row, Language language) {
    Draft draft = row.draft();
    Clearing clearing = office().of(draft);
    return new AskedPage(
        desk.seat().talk().toString(),
        draft.id().value(),
        draft.title(desk.language()),
        StageView.of(clearing, desk.language()),
        clearing.isReady() || row.isReleased(),
        clearing.clearances().stream()
            .map(verdict -> said(draft, clearing, verdict).words())
            .toList(),
        language,
        AskedPage.pairs(draft, language),
        row.isReleased());
  }

  private CheckPage.Clearance clearance(
      Draft draft, Clearing clearing, Optional<String> shown, String remark) {
    boolean isOpen = clearing.open().isPresent();
    Chain chain =
        clearing.open().map(open -> open.chain()).orElse(office().chains().of(draft.delegation()));
    List<Officer> impossible = isOpen ? List.of() : clearing.impossible(chain);
    return new CheckPage.Clearance(
        StageView.of(clearing, desk.language()),
        draft.revision(),
        DraftColumns.digest(draft).value(),
        chain.officers().stream()
            .map(officer -> StageView.officer(officer, clearing, desk.language()))
            .toList(),
        clearing.verdicts().stream().map(verdict -> said(draft, clearing, verdict)).toList(),
        otherDate(clearing, shown),
        !isOpen
            && isComplete(draft)
            && impossible.isEmpty()
            && clearing.drafters().contains(me().id()),
        isOpen,
        clearing.mayClear(me()),
        clearing.mayReturn(me()),
        hints(draft, clearing, impossible),
        remark);
  }

  /** Tells when a date field reads otherwise than it did when somebody cleared it. */
  private Optional<String> otherDate(Clearing clearing, Optional<String> shown) {
    return clearing.clearances().stream()
        .filter(verdict -> !verdict.shown().isEmpty() && shown.isPresent())
        .filter(verdict -> !verdict.shown().equals(shown.get()))
        .findFirst()
        .map(verdict -> desk.text("press.clear.other-date", name(clearing, verdict.by())));
  }

  private List<String> hints(Draft draft, Clearing clearing, List<Officer> impossible) {
    List<String> hints = new ArrayList<>();
    boolean isDrafter = clearing.drafters().contains(me().id());
    if (clearing.open().isPresent() && !clearing.isReady()) {
      if (isDrafter) {
        hints.add(desk.text("press.clear.hint.drafter"));
      } else if (clearing.hasCleared(me())) {
        hints.add(desk.text("press.clear.hint.cleared"));
      } else if (!clearing.mayClear(me())) {
        hints.add(desk.text("press.clear.hint.not-yours"));
      }
    }
    if (clearing.isReady() && !ClearingOffice.mayRelease(me())) {
      hints.add(desk.text("press.clear.hint.speaker"));
    }
    impossible.forEach(
        officer ->
            hints.add(
                desk.text(
                    "press.clear.hint.nobody",
                    StageView.officer(officer, clearing, desk.language()))));
    if (draft.isUrgent()) {
      hints.add(desk.text("press.clear.hint.urgent"));
    }
    return hints;
  }

  private CheckPage.Said said(Draft draft, Clearing clearing, Verdict verdict) {
    String key = verdict.cleared() ? "press.said.cleared" : "press.said.returned";
    return new CheckPage.Said(
        desk.text(
            key,
            name(clearing, verdict.by()),
            Integer.toString(verdict.revision()),
            desk.stamp(verdict.at())),
        verdict.remark(),
        clearing.clearances().contains(verdict),
        verdict.revision(),
        verdict.revision() < draft.revision());
  }

  private String name(Clearing clearing, DelegateId id) {
    return clearing
        .person(id)
        .map(person -> StageView.named(person, desk.language()))
        .orElse(id.toString());
  }

  private List<CheckPage.Version> versions(Draft draft, Composition composition) {
    String picture = DeskAccess.deskPath(desk.seat()) + "/drafts/" + draft.id() + "/picture";
    return composition.statement().stream()
        .flatMap(
            statement ->
                statement.wordings().keySet().stream()
                    .map(
                        each ->
                            new CheckPage.Version(
                                desk.text("web.language." + each.tag()),
                                Article.of(desk.room(), statement, each, picture))))
        .toList();
  }

  /** What is too long for a statement is too long for this page. */
  private static boolean isComplete(Draft draft) {
    return Completeness.check(draft).isEmpty();
  }

  private List<CheckPage.Typed> typed(Draft draft) {
    return draft.texts().entrySet().stream()
        .filter(each -> !each.getValue().isUnwritten())
        .map(
            each ->
                new CheckPage.Typed(
                    each.getKey(),
                    desk.text("web.language." + each.getKey().tag()),
                    each.getValue()))
        .toList();
  }

  private List<String> novelties(Draft draft, Statement statement) {
    Novelty novelty = desk.office().novelty(desk.seat(), draft, statement);
    List<String> lines = new ArrayList<>();
    if (novelty.existence()) {
      lines.add(desk.text("press.new.existence", desk.words().others()));
    }
    novelty
        .date()
        .ifPresent(
            date ->
                lines.add(
                    desk.text(
                        "press.new.date",
                        desk.composer().phrase(draft.level(), desk.language()).orElse(""))));
    desk.subjects().stream()
        .filter(subject -> novelty.subjects().contains(subject.key()))
        .forEach(
            subject -> lines.add(desk.text("press.new.subject", desk.words().subject(subject))));
    if (novelty.picture()) {
      lines.add(desk.text("press.new.picture"));
    }
    return novelty.isNothing() ? List.of(desk.text("press.new.nothing")) : lines;
  }

  private ClearingOffice office() {
    return desk.office().clearing();
  }

  private Delegate me() {
    return desk.seat().person();
  }
}
