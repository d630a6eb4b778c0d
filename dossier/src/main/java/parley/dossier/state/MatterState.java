package parley.dossier.state;

import java.util.List;
import java.util.Optional;
import parley.dossier.model.Matter;

/**
 * What stands and what is offered on one matter.
 *
 * @param open proposals that can still be answered, oldest first
 * @param past proposals that ended
 */
public record MatterState(
    Matter matter,
    Optional<ProposalState> inForce,
    List<ProposalState> open,
    List<ProposalState> past) {
  /** What is in force, or else the oldest offer. */
  public Optional<ProposalState> shown() {
    return inForce.or(() -> open.stream().findFirst());
  }

  /** Whether proposals that everybody consented to stand in each other's way. */
  public boolean rivals() {
    return open.stream().anyMatch(p -> p.standing() == Standing.RIVAL);
  }
}
