package parley.node.talk;

import java.util.List;
import parley.dossier.chain.Entry;

/**
 * All that this node keeps of a talk at one moment; it is on the disk.
 *
 * @param entries each after those it has seen
 */
public record Copy(List<Entry> entries, Snapshot now) {
  public Copy {
    entries = List.copyOf(entries);
  }
}
