package parley.node.talk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.dossier.chain.Draft;
import parley.dossier.model.Body;
import parley.dossier.model.PersonKey;

/**
 * An act that waits for a person's touch.
 *
 * @param draft exactly what she is to sign
 * @param key the one that counts for her in this talk; empty where nobody need sign
 * @param since when it was drafted
 */
public record Pending(
    Seat seat, Draft draft, List<Body> bodies, Optional<PersonKey> key, Instant since) {
  /** How long a draft can be signed. Longer binds her to what she read long ago. */
  static final Duration LIFETIME = Duration.ofMinutes(5);

  public Pending {
    bodies = List.copyOf(bodies);
  }

  /** Whether it is too old to be signed, or from a clock that was ahead. */
  boolean isLate(Instant now) {
    return Duration.between(since, now).abs().compareTo(LIFETIME) >= 0;
  }
}
