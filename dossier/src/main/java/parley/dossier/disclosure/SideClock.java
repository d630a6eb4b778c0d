package parley.dossier.disclosure;

import java.time.ZoneId;
import java.util.Objects;

/**
 * A side's clock on the wall: its zone, and the side's name in the language of the words, in the
 * nominative.
 */
public record SideClock(String name, ZoneId zone) {
  public SideClock {
    Objects.requireNonNull(name);
    Objects.requireNonNull(zone);
  }
}
