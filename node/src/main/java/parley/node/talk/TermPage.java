package parley.node.talk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.dossier.model.Term;
import parley.dossier.state.Obstacle;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Stance;
import parley.dossier.state.Standing;
import parley.node.talk.JointClearance.ToClear;
import parley.node.words.Slug;

/**
 * A proposal or a term: its exact text, who said what to it, and what the reader can do about it.
 *
 * @param talk the path of the talk
 * @param proposer in words
 * @param consequences what follows from consent; empty when consent is not for her to give
 * @param toClear what her side has to do before it can consent; empty if it need not
 * @param counter the form that answers it with another
 * @param refusal why what she asked for was not done
 * @param reasonTyped what she gave as reason for it
 */
public record TermPage(
    String talk,
    ProposalView proposal,
    String proposer,
    List<TermCopy> copies,
    List<StanceLine> stances,
    List<String> consequences,
    Set<Reply> answers,
    Optional<ToClear> toClear,
    String counter,
    Optional<String> refusal,
    Optional<Reply> asked,
    String reasonTyped) {

  /** What can be done about a proposal, and its name in paths. */
  public enum Reply {
    CONSENT,
    COUNTER,
    OBJECT,
    WITHDRAW,
    POSTPONE;

    public String slug() {
      return Slug.of(this);
    }
  }

  /** What a side has said to it. */
  public record StanceLine(String side, String mark, String words) {}

  public boolean can(Reply answer) {
    return answers.contains(answer);
  }

  /**
   * @param uncleared what the reader's side has to clear first
   */
  static TermPage of(Reader reader, ProposalState proposal, Optional<ToClear> uncleared) {
    Set<Reply> answers = replies(reader, proposal);
    Optional<ToClear> toClear = uncleared.filter(any -> answers.contains(Reply.CONSENT));
    if (toClear.isPresent()) {
      answers.remove(Reply.CONSENT);
    }
    return new TermPage(
        reader.path(""),
        ProposalView.of(reader, proposal),
        reader.text(
            "talk.proposed-by",
            reader.author(proposal.deed()),
            reader.clock().stamp(proposal.deed().at())),
        reader.terms().copies(proposal.term()),
        stances(reader, proposal),
        answers.contains(Reply.CONSENT) ? new Consequences(reader).ofConsent(proposal) : List.of(),
        answers,
        toClear,
        TalkPage.counter(reader, proposal),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  /** The same page, saying why what she asked for was not done and keeping what she typed. */
  TermPage refusing(Reply what, String why, String reason) {
    return with(Optional.of(why), what, reason);
  }

  /** The same page with what she typed. */
  TermPage keeping(Reply what, String reason) {
    return with(Optional.empty(), what, reason);
  }

  private TermPage with(Optional<String> why, Reply what, String reason) {
    return new TermPage(
        talk,
        proposal,
        proposer,
        copies,
        stances,
        consequences,
        answers,
        toClear,
        counter,
        why,
        Optional.of(what),
        reason);
  }

  /** Whether the reason was asked for, and what she typed for it. */
  public String reasonFor(Reply answer) {
    return asked.filter(answer::equals).map(any -> reasonTyped).orElse("");
  }

  private static Set<Reply> replies(Reader reader, ProposalState proposal) {
    boolean isOver = Obstacle.isSettled(proposal.term(), reader.now());
    if (!reader.isBinder() || reader.state().frozen() || reader.state().closed() || isOver) {
      return Set.of();
    }
    Set<Reply> answers = java.util.EnumSet.noneOf(Reply.class);
    Stance.Kind stance = proposal.stances().getOrDefault(reader.own(), Stance.SILENT).kind();
    boolean isOpen = proposal.standing().isOpen();
    boolean isInForce = proposal.standing() == Standing.IN_FORCE;
    boolean hasConsented = stance == Stance.Kind.CONSENTED;
    if (isOpen && !hasConsented) {
      answers.add(Reply.CONSENT);
    }
    if (isOpen && (stance == Stance.Kind.SILENT || stance == Stance.Kind.AD_REFERENDUM)) {
      answers.add(Reply.OBJECT);
    }
    if (isOpen || isInForce) {
      answers.add(Reply.COUNTER);
    }
    if (isInForce || (isOpen && hasConsented)) {
      answers.add(Reply.WITHDRAW);
    }
    if (isInForce && proposal.term() instanceof Term.Time) {
      answers.add(Reply.POSTPONE);
    }
    return answers;
  }

  private static List<StanceLine> stances(Reader reader, ProposalState proposal) {
    Sides sides = reader.sides();
    return sides.all().stream()
        .map(
            side ->
                new StanceLine(
                    sides.name(side),
                    sides.mark(side),
                    words(reader, proposal, proposal.stances().getOrDefault(side, Stance.SILENT))))
        .toList();
  }

  private static String words(Reader reader, ProposalState proposal, Stance stance) {
    boolean isProposer = stance.deed().filter(deed -> deed.id().equals(proposal.id())).isPresent();
    String key = isProposer ? "proposer" : Slug.of(stance.kind());
    String words =
        stance
            .deed()
            .map(
                deed ->
                    reader.text(
                        "talk.stance." + key, reader.author(deed), reader.clock().stamp(deed.at())))
            .orElseGet(() -> reader.text("talk.stance.silent"));
    return stance
        .deed()
        .flatMap(reader::reason)
        .map(reason -> words + " " + reader.text("talk.stance.reason", reason))
        .orElse(words);
  }
}
