package parley.dossier.state;

import java.time.Instant;
import java.util.Optional;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.PersonId;

/**
 * A line of the history: who did what, and when she claims it was.
 *
 * @param entry hash of the entry
 * @param id digest of the act
 * @param proposal the proposal it made or spoke to
 * @param reason digest of the body that holds the reason
 */
public record Deed(
    Digest entry,
    Digest id,
    DelegationId delegation,
    long seq,
    Optional<PersonId> person,
    Instant at,
    Act act,
    Optional<Digest> proposal,
    Optional<Digest> reason) {}
