package parley.dossier.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import parley.dossier.model.Matter;
import parley.dossier.model.Term;

/** The order in which a person reads a talk: its time, its agenda, the rest, what may be public. */
final class ReadingOrder {
  private static final List<String> KINDS =
      List.of(
          "time",
          "agenda",
          "format",
          "participants",
          "languages",
          "room",
          "disclosure",
          "statement");
  private static final Comparator<Matter> KIND =
      Comparator.comparingInt(matter -> KINDS.indexOf(matter.key().split("/")[0]));

  private ReadingOrder() {}

  static Comparator<MatterState> of(TalkState state) {
    return Comparator.comparing(MatterState::matter, KIND)
        .thenComparingInt(matter -> place(state, matter.matter()))
        .thenComparing(matter -> since(state, matter.matter()))
        .thenComparing(MatterState::matter);
  }

  /** An agenda item's place, also for what may be said of it; everything else comes before. */
  private static int place(TalkState state, Matter matter) {
    return item(state, matter)
        .map(ProposalState::term)
        .map(term -> term instanceof Term.AgendaItem item ? item.order() : 0)
        .orElse(0);
  }

  private static Instant since(TalkState state, Matter matter) {
    return item(state, matter).map(item -> item.deed().at()).orElse(Instant.EPOCH);
  }

  private static Optional<ProposalState> item(TalkState state, Matter matter) {
    String key = matter.key().replaceFirst("^disclosure/item/", "agenda/");
    return key.startsWith("agenda/") ? state.matter(new Matter(key)).shown() : Optional.empty();
  }
}
