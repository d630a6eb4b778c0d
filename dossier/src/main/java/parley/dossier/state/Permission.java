package parley.dossier.state;

import java.util.Optional;
import parley.dossier.model.DateLevel;
import parley.dossier.model.Digest;
import parley.dossier.model.Subject;
import parley.dossier.model.Voice;

/**
 * What may be said in public about a subject, and by whom.
 *
 * @param term the disclosure in force that says so; empty where it is the default
 */
public record Permission(Subject subject, Voice voice, DateLevel level, Optional<Digest> term) {
  /** Whether a term says so, and not the default. */
  public boolean agreed() {
    return term.isPresent();
  }
}
