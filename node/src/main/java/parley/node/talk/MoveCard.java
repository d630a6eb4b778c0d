package parley.node.talk;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import parley.dossier.state.DelegationState;
import parley.dossier.state.Move;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Stance;
import parley.node.talk.JointClearance.ToClear;
import parley.node.words.Slug;

/**
 * Something for the reader's side to do.
 *
 * @param href where it is done
 * @param words what it is
 * @param proposal that it is about
 * @param toClear what the side has to do itself before it can answer it with a yes
 * @param counter the form that answers the proposal with another
 * @param reasons why it was objected to
 * @param isChange whether what is to be accepted changes what was accepted before
 */
public record MoveCard(
    Move.Kind kind,
    String href,
    String words,
    Optional<ProposalView> proposal,
    Optional<ToClear> toClear,
    Optional<String> counter,
    List<String> reasons,
    boolean isChange) {

  /** Names the card on its page. */
  public String key() {
    return proposal.map(ProposalView::id).orElse(kind.name());
  }

  /**
   * @param toClear what the side has to clear of a proposal before it consents
   */
  static List<MoveCard> all(Reader reader, Function<ProposalState, Optional<ToClear>> toClear) {
    if (Stage.of(reader) == Stage.INVITED) {
      String words = reader.text("talk.move.invited", reader.others());
      return List.of(simple(Move.Kind.ACCEPT_CREDENTIALS, reader.path("/credentials"), words));
    }
    return reader.state().movesOf(reader.own()).stream()
        .flatMap(move -> of(reader, move, toClear).stream())
        .toList();
  }

  private static Optional<MoveCard> of(
      Reader reader, Move move, Function<ProposalState, Optional<ToClear>> toClear) {
    return switch (move.kind()) {
      case ACCEPT_CREDENTIALS -> {
        String other = move.other().map(reader.sides()::name).orElse(reader.others());
        String words = reader.text(acceptance(reader, move), other);
        MoveCard card = simple(move.kind(), reader.path("/credentials"), words);
        yield Optional.of(
            card.ofChange(isChange(move.other().flatMap(reader.state()::delegation))));
      }
      case PROPOSE_TIME -> {
        String words = reader.text("talk.move.propose-time");
        yield Optional.of(simple(move.kind(), reader.path("/propose/time"), words));
      }
      case ANSWER, CONFIRM ->
          move.proposal()
              .flatMap(reader::proposal)
              .map(found -> about(reader, move.kind(), found, toClear.apply(found)));
      case REVISE, RESOLVE_RIVALS ->
          move.proposal()
              .flatMap(reader::proposal)
              .map(found -> about(reader, move.kind(), found, Optional.empty()));
      case ACKNOWLEDGE -> Optional.empty();
    };
  }

  /** The words for what the other side has shown: itself, a new key, or other people. */
  private static String acceptance(Reader reader, Move move) {
    Optional<DelegationState> other = move.other().flatMap(reader.state()::delegation);
    if (other.filter(DelegationState::rotating).isPresent()) {
      return "talk.move.new-key";
    }
    return isChange(other) ? "talk.move.change" : "talk.move.credentials";
  }

  private static boolean isChange(Optional<DelegationState> other) {
    return other.filter(side -> side.accepted().isPresent() && !side.rotating()).isPresent();
  }

  private MoveCard ofChange(boolean change) {
    return new MoveCard(kind, href, words, proposal, toClear, counter, reasons, change);
  }

  private static MoveCard simple(Move.Kind kind, String href, String words) {
    return new MoveCard(
        kind, href, words, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false);
  }

  private static MoveCard about(
      Reader reader, Move.Kind kind, ProposalState proposal, Optional<ToClear> toClear) {
    String key = "talk.move." + Slug.of(kind);
    String proposer = reader.sides().name(proposal.proposer());
    return new MoveCard(
        kind,
        reader.path(proposal),
        reader.text(key, proposer, reader.inline(proposal.matter())),
        Optional.of(ProposalView.of(reader, proposal)),
        toClear,
        Optional.of(TalkPage.counter(reader, proposal)),
        objections(reader, proposal),
        false);
  }

  private static List<String> objections(Reader reader, ProposalState proposal) {
    return proposal.stances().values().stream()
        .filter(stance -> stance.kind() == Stance.Kind.OBJECTED)
        .flatMap(stance -> stance.deed().stream())
        .flatMap(deed -> reader.reason(deed).stream())
        .toList();
  }
}
