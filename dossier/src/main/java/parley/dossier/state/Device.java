package parley.dossier.state;

import java.util.Optional;
import parley.dossier.model.DelegationId;
import parley.dossier.model.PersonId;
import parley.dossier.model.SealPublicKey;

/**
 * A person's device, which may hold the rooms' keys while it is live.
 *
 * @param admitted how it came in
 * @param dismissed how it went, if it was dismissed
 * @param live neither dismissed, nor admitted by a key of hers that was revoked since, nor hers who
 *     is no longer in the credentials that count
 */
public record Device(
    DelegationId delegation,
    PersonId person,
    SealPublicKey key,
    Deed admitted,
    Optional<Deed> dismissed,
    boolean live) {}
