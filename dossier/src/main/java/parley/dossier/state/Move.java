package parley.dossier.state;

import java.util.Optional;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;

/**
 * Something that the talk waits for, and from whom.
 *
 * @param proposal the proposal concerned
 * @param other the delegation concerned
 */
public record Move(
    Kind kind, DelegationId by, Optional<Digest> proposal, Optional<DelegationId> other) {
  /** What is awaited, most urgent first. */
  public enum Kind {
    ACCEPT_CREDENTIALS,
    RESOLVE_RIVALS,
    CONFIRM,
    ANSWER,
    /** The proposer's: others have said no. */
    REVISE,
    /** Nodes do this by themselves. */
    ACKNOWLEDGE,
    PROPOSE_TIME
  }
}
