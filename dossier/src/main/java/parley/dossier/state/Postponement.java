package parley.dossier.state;

import parley.dossier.model.Digest;

/** The agreed time was set aside and no other is in force since. */
public record Postponement(Digest time, Deed deed) {}
