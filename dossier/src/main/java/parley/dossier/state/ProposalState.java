package parley.dossier.state;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.Term;

/**
 * A proposal and what became of it.
 *
 * @param id digest of the proposing act
 * @param deed who proposed it and when
 * @param stances every party's last word
 * @param waitsFor the parties whose answer or acknowledgement is missing
 * @param inForceBy when the last acknowledgement that brought it into force was claimed
 */
public record ProposalState(
    Digest id,
    Deed deed,
    Act.Propose proposal,
    Standing standing,
    SortedMap<DelegationId, Stance> stances,
    Set<DelegationId> waitsFor,
    Optional<Instant> inForceBy) {
  public Term term() {
    return proposal.term();
  }

  public Matter matter() {
    return proposal.term().matter();
  }

  public DelegationId proposer() {
    return deed.delegation();
  }
}
