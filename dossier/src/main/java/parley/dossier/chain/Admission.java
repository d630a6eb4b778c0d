package parley.dossier.chain;

import java.util.List;
import parley.dossier.model.Refusal;

/** What became of an entry that arrived. */
public sealed interface Admission {
  /** It is in, and with it those that had waited for it, in causal order. */
  record Added(List<Entry> entries) implements Admission {}

  /** It waits for entries that it refers to. */
  record Waiting() implements Admission {}

  /** It was here before. */
  record Known() implements Admission {}

  /** It does not hold and is not kept. */
  record Refused(Refusal refusal) implements Admission {}
}
