package parley.dossier.disclosure;

import java.time.Instant;
import java.util.Objects;

/**
 * What relative words ("next week") lean on: the instant of release and the reckoning of days and
 * weeks.
 */
public record Anchor(Instant release, Reckoning reckoning) {
  public Anchor {
    Objects.requireNonNull(release);
    Objects.requireNonNull(reckoning);
  }
}
