package parley.dossier.state;

import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;

/** Proof that a delegation signed two entries with one number. */
public record Equivocation(DelegationId delegation, long seq, Digest one, Digest other) {}
