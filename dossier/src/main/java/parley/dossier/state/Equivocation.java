package parley.dossier.state;

import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;

/**
 * Proof that a delegation signed two entries with one number.
 *
 * @param stops whether the talk's changes stop; not because of one that is only invited
 */
public record Equivocation(
    DelegationId delegation, long seq, Digest one, Digest other, boolean stops) {}
