package parley.node.press;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.dossier.model.JointText;
import parley.node.people.Delegate;
import parley.node.press.JointOffice.Case;
import parley.node.press.clearing.Chain;
import parley.node.press.clearing.Clearing;
import parley.node.press.clearing.Officer;
import parley.node.press.clearing.Submission;
import parley.node.press.clearing.Verdict;
import parley.node.talk.JointClearance;
import parley.node.talk.PressMoves;
import parley.node.talk.Seat;
import parley.node.talk.TermCopy;
import parley.node.words.Language;
import parley.node.words.Moments;
import parley.node.words.Words;

/** Says how words of joint statements stand before a side's officers. */
record JointPages(JointOffice office, Chain chain, Seat seat, Language language, Instant now) {
  List<PressMoves.Card> cards() {
    return office.waitingFor(seat).stream().map(this::card).toList();
  }

  private PressMoves.Card card(JointOffice.Waiting waiting) {
    Case about = waiting.about();
    String task = waiting.task().name().toLowerCase(java.util.Locale.ROOT);
    String remark =
        waiting.task() == JointOffice.Task.REVISE
            ? text("press.remark", about.clearing().verdicts().getLast().remark())
            : "";
    return new PressMoves.Card(
        about.offer().digest().value(),
        text("press.joint.waits." + task),
        about.offer().text().headline().inOrFirst(language.tag()),
        remark,
        text("press.joint.waits." + task + ".action"),
        JointClearance.path(seat, about.offer()));
  }

  JointPage page(Case about, List<String> faults, String remark) {
    Clearing clearing = about.clearing();
    boolean isOpen = clearing.open().isPresent();
    boolean isPast = !now.isBefore(about.offer().release());
    Chain counts = clearing.open().map(open -> open.chain()).orElse(chain);
    return new JointPage(
        seat.talk().toString(),
        JointClearance.path(seat, about.offer()),
        release(about.offer().release()),
        copies(about.offer().text()),
        stage(clearing),
        counts.officers().stream()
            .map(officer -> StageView.officer(officer, clearing, language))
            .toList(),
        clearing.verdicts().stream().map(verdict -> said(clearing, verdict)).toList(),
        about.proposed().map(found -> "/talk/" + seat.talk() + "/proposal/" + found.id()),
        about.typed(),
        about.isToBeProposed() && seat.mayBind() && !isPast,
        !isOpen && !isPast,
        isOpen,
        clearing.mayClear(me()) && !isPast,
        clearing.mayReturn(me()),
        hints(about),
        faults,
        remark);
  }

  private String release(Instant at) {
    Moments clock = new Moments(language, seat.person().delegation().zone());
    return text("press.joint.clear.release", clock.full(at), clock.offset(at));
  }

  private List<TermCopy> copies(JointText text) {
    return text.paragraphs().keySet().stream()
        .sorted((one, other) -> Boolean.compare(isOwn(other), isOwn(one)))
        .map(
            tag ->
                new TermCopy(
                    tag,
                    Words.in(language).find("web.language." + tag).orElse(tag),
                    text.headline().inOrFirst(tag),
                    text.paragraphs().get(tag)))
        .toList();
  }

  private boolean isOwn(String tag) {
    return tag.equals(language.tag());
  }

  private StageView stage(Clearing clearing) {
    return switch (clearing.stage()) {
      case DRAFTING -> new StageView("past", text("press.joint.stage.drafting"));
      case READY -> new StageView("in-force", text("press.joint.stage.ready"));
      case RETURNED, SUBMITTED -> StageView.of(clearing, language);
    };
  }

  private CheckPage.Said said(Clearing clearing, Verdict verdict) {
    String who =
        clearing
            .person(verdict.by())
            .map(person -> StageView.named(person, language))
            .orElse(verdict.by().toString());
    String when = new Moments(language, seat.person().delegation().zone()).stamp(verdict.at());
    String key = verdict.cleared() ? "press.joint.said.cleared" : "press.joint.said.returned";
    return new CheckPage.Said(
        text(key, who, when),
        verdict.remark(),
        clearing.clearances().contains(verdict),
        verdict.revision(),
        false);
  }

  private List<String> hints(Case about) {
    Clearing clearing = about.clearing();
    List<String> hints = new ArrayList<>();
    if (clearing.open().isPresent() && !clearing.isReady()) {
      hints.addAll(why(clearing).stream().map(this::text).toList());
    }
    if (clearing.isReady() && !seat.mayBind()) {
      hints.add(text("press.joint.hint.binder"));
    }
    List<Officer> nobodys = clearing.isReady() ? List.of() : nobodys(clearing);
    if (!nobodys.isEmpty()) {
      hints.add(text("press.joint.missing.nobody", officers(clearing, nobodys)));
    }
    return hints;
  }

  /** Who has still to clear it, and what can be done where nobody can. */
  String missing(Clearing clearing) {
    List<Officer> missing = clearing.open().isPresent() ? clearing.missing() : chain.officers();
    List<Officer> nobodys = nobodys(clearing);
    return nobodys.isEmpty()
        ? text("press.joint.missing", officers(clearing, missing))
        : text("press.joint.missing.nobody", officers(clearing, nobodys));
  }

  /** The steps that nobody can take, whoever lays it before the officers. */
  private List<Officer> nobodys(Clearing clearing) {
    Optional<Submission> open = clearing.open();
    if (open.isPresent() || !clearing.drafters().isEmpty()) {
      return clearing.impossible(open.map(Submission::chain).orElse(chain));
    }
    List<List<Officer>> each =
        clearing.people().stream()
            .map(person -> clearing.writtenBy(person.id()).impossible(chain))
            .toList();
    return each.stream().allMatch(steps -> !steps.isEmpty())
        ? each.stream().findFirst().orElse(List.of())
        : List.of();
  }

  private String officers(Clearing clearing, List<Officer> officers) {
    return officers.stream()
        .map(officer -> StageView.officer(officer, clearing, language))
        .collect(Collectors.joining(", "));
  }

  /** Why she does not clear it. */
  private Optional<String> why(Clearing clearing) {
    if (clearing.drafters().contains(me().id())) {
      return Optional.of("press.joint.hint.drafter");
    }
    if (clearing.hasCleared(me())) {
      return Optional.of("press.clear.hint.cleared");
    }
    return clearing.mayClear(me()) ? Optional.empty() : Optional.of("press.clear.hint.not-yours");
  }

  private Delegate me() {
    return seat.person();
  }

  private String text(String key, Object... arguments) {
    return Words.in(language).text(key, arguments);
  }
}
