package parley.node.talk;

import java.util.List;
import parley.dossier.model.DelegationId;
import parley.dossier.state.DelegationState;
import parley.dossier.state.TalkState;

/** How far the sides have come with each other. */
public enum Stage {
  /** The reader's side was invited and has not answered. */
  INVITED,
  /** The other side was invited and has not answered. */
  INVITING,
  /** Two or more have shown their credentials; not each that is in the talk has accepted all. */
  INTRODUCING,
  /** Terms can be agreed. */
  ARRANGING,
  /** One side signed two different entries with one number: nothing changes any more. */
  FROZEN,
  /** All have closed the dossier. */
  CLOSED;

  static Stage of(Reader reader) {
    TalkState state = reader.state();
    if (state.frozen()) {
      return FROZEN;
    }
    if (state.closed()) {
      return CLOSED;
    }
    if (state.delegation(reader.own()).isEmpty()) {
      return INVITED;
    }
    if (state.delegations().size() < 2) {
      return INVITING;
    }
    boolean isOutside = isOutside(state, state.delegation(reader.own()).get());
    List<DelegationState> inside =
        state.delegations().stream().filter(side -> !isOutside(state, side)).toList();
    boolean allAccepted =
        inside.stream()
            .allMatch(
                side -> // other people take nothing back; another key does until it is accepted
                (side.accepted().isPresent() && !side.rotating())
                        || side.acceptedBy().containsAll(others(inside, side)));
    return allAccepted && inside.size() > 1 && !isOutside ? ARRANGING : INTRODUCING;
  }

  /** Whether the convener has never accepted it: it keeps nobody from going on. */
  private static boolean isOutside(TalkState state, DelegationState side) {
    DelegationId convener = state.delegations().getFirst().id();
    return !side.id().equals(convener)
        && !state.parties().contains(side.id())
        && !side.acceptedBy().contains(convener)
        && side.accepted().isEmpty();
  }

  private static List<DelegationId> others(List<DelegationState> inside, DelegationState side) {
    return inside.stream().map(DelegationState::id).filter(id -> !id.equals(side.id())).toList();
  }
}
