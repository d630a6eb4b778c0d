package parley.node.talk;

import java.util.List;

/** The dossier as a thing: where it ends now, how to take it away and how to verify it. */
public record RecordPage(String talk, String file, List<Chain> chains, List<HistoryLine> history) {

  /** A side's chain. */
  public record Chain(String side, String mark, String entries, String head) {}

  static RecordPage of(Reader reader) {
    List<Chain> chains =
        reader.state().delegations().stream()
            .map(
                side ->
                    new Chain(
                        reader.sides().name(side.id()),
                        reader.sides().mark(side.id()),
                        reader.words().count("talk.record.entries", side.head().seq()),
                        side.head().hash().value()))
            .toList();
    return new RecordPage(reader.path(""), fileName(reader), chains, HistoryLine.all(reader));
  }

  static String fileName(Reader reader) {
    return "parley-" + reader.seat().talk().value().substring(0, 8) + ".dossier.json";
  }
}
