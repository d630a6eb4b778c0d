package parley.node.talk;

import parley.dossier.state.DelegationState;
import parley.dossier.state.TalkState;

/** How far two sides have come with each other. */
public enum Stage {
  /** The reader's side was invited and has not answered. */
  INVITED,
  /** The other side was invited and has not answered. */
  INVITING,
  /** Both have shown their credentials; not each has accepted the other's. */
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
    boolean allAccepted =
        state.delegations().stream()
            .allMatch(
                side -> // other people take nothing back; another key does until it is accepted
                (side.accepted().isPresent() && !side.rotating())
                        || side.acceptedBy().containsAll(others(state, side)));
    return allAccepted ? ARRANGING : INTRODUCING;
  }

  private static java.util.List<parley.dossier.model.DelegationId> others(
      TalkState state, DelegationState side) {
    return state.delegations().stream()
        .map(DelegationState::id)
        .filter(id -> !id.equals(side.id()))
        .toList();
  }
}
