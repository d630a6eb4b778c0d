package parley.dossier.state;

import parley.dossier.model.DateLevel;
import parley.dossier.model.Subject;
import parley.dossier.model.Voice;

/**
 * What may be said in public about a subject, and by whom.
 *
 * @param agreed false where it is the default that holds without a term
 */
public record Permission(Subject subject, Voice voice, DateLevel level, boolean agreed) {}
