package parley.dossier.disclosure;

import java.util.List;
import java.util.Objects;

/** The clocks by which a time of day is told: the speaking side's own first, then the others'. */
public record Clocks(SideClock own, List<SideClock> others) {
  public Clocks {
    Objects.requireNonNull(own);
    others = List.copyOf(others);
  }
}
