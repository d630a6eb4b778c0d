package parley.node.talk;

import java.util.List;
import java.util.Set;
import parley.dossier.chain.Entry;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;
import parley.dossier.state.Equivocation;

/**
 * What became of entries that came from another node; what is said to be added is on the disk.
 *
 * @param added those that hold, each after those it has seen, and with them those that had waited
 * @param written what this node's delegations acknowledged them with
 * @param waiting how many wait for others by now; they are in memory only
 * @param forks delegations found to have signed two entries with one number
 * @param bodies texts that were taken in; others were here, or nothing refers to them
 * @param now the talk with all that
 */
public record Received(
    List<Entry> added,
    List<Entry> written,
    int waiting,
    List<Refused> refused,
    List<Equivocation> forks,
    Set<Digest> bodies,
    Snapshot now) {
  public Received {
    added = List.copyOf(added);
    written = List.copyOf(written);
    refused = List.copyOf(refused);
    forks = List.copyOf(forks);
    bodies = Set.copyOf(bodies);
  }

  /** An entry, as it came, that does not hold. */
  public record Refused(String jws, Reason reason) {}
}
