package parley.node.talk;

import java.util.List;
import java.util.Optional;
import parley.dossier.state.DelegationState;
import parley.dossier.state.Move;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Stance;
import parley.node.words.Slug;

/**
 * Something for the reader's side to do.
 *
 * @param href where it is done
 * @param words what it is
 * @param proposal that it is about
 * @param counter the form that answers the proposal with another
 * @param reasons why it was objected to
 */
public record MoveCard(
    Move.Kind kind,
    String href,
    String words,
    Optional<ProposalView> proposal,
    Optional<String> counter,
    List<String> reasons) {

  /** Names the card on its page. */
  public String key() {
    return proposal.map(ProposalView::id).orElse(kind.name());
  }

  static List<MoveCard> all(Reader reader) {
    if (Stage.of(reader) == Stage.INVITED) {
      String words = reader.text("talk.move.invited", reader.others());
      return List.of(simple(Move.Kind.ACCEPT_CREDENTIALS, reader.path("/credentials"), words));
    }
    return reader.state().movesOf(reader.own()).stream()
        .flatMap(move -> of(reader, move).stream())
        .toList();
  }

  private static Optional<MoveCard> of(Reader reader, Move move) {
    return switch (move.kind()) {
      case ACCEPT_CREDENTIALS -> {
        String other = move.other().map(reader.sides()::name).orElse(reader.others());
        String words = reader.text(acceptance(reader, move), other);
        yield Optional.of(simple(move.kind(), reader.path("/credentials"), words));
      }
      case PROPOSE_TIME -> {
        String words = reader.text("talk.move.propose-time");
        yield Optional.of(simple(move.kind(), reader.path("/propose/time"), words));
      }
      case ANSWER, CONFIRM, REVISE, RESOLVE_RIVALS ->
          move.proposal().flatMap(reader::proposal).map(found -> about(reader, move.kind(), found));
      case ACKNOWLEDGE -> Optional.empty();
    };
  }

  /** The words for what the other side has shown: itself, a new key, or other people. */
  private static String acceptance(Reader reader, Move move) {
    boolean isNewKey =
        move.other()
            .flatMap(reader.state()::delegation)
            .filter(DelegationState::rotating)
            .isPresent();
    if (isNewKey) {
      return "talk.move.new-key";
    }
    return Stage.of(reader) == Stage.ARRANGING ? "talk.move.change" : "talk.move.credentials";
  }

  private static MoveCard simple(Move.Kind kind, String href, String words) {
    return new MoveCard(kind, href, words, Optional.empty(), Optional.empty(), List.of());
  }

  private static MoveCard about(Reader reader, Move.Kind kind, ProposalState proposal) {
    String key = "talk.move." + Slug.of(kind);
    String proposer = reader.sides().name(proposal.proposer());
    return new MoveCard(
        kind,
        reader.path(proposal),
        reader.text(key, proposer, reader.inline(proposal.matter())),
        Optional.of(ProposalView.of(reader, proposal)),
        Optional.of(TalkPage.counter(reader, proposal)),
        objections(reader, proposal));
  }

  private static List<String> objections(Reader reader, ProposalState proposal) {
    return proposal.stances().values().stream()
        .filter(stance -> stance.kind() == Stance.Kind.OBJECTED)
        .flatMap(stance -> stance.deed().stream())
        .flatMap(deed -> reader.reason(deed).stream())
        .toList();
  }
}
