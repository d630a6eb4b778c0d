package parley.line.exchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;
import parley.dossier.model.TalkId;
import parley.dossier.state.Equivocation;

/**
 * What one delegation of this node keeps of the talks that it shares with one counterpart. All that
 * it says is on the disk.
 */
public interface Ledger {
  /**
   * The talks that both are in, or to which one has invited the other, and perhaps others: what of
   * them the counterpart may know, {@link #find} decides.
   */
  Set<TalkId> shared();

  /**
   * A shared talk; without entries if none have come yet. Empty for a talk that is not shared, be
   * it here or not.
   */
  Optional<Holding> find(TalkId talk);

  /**
   * Takes in what the counterpart sent for a shared talk; on the disk when this returns.
   *
   * @throws NotKept if the disk did not take it
   */
  Taken take(TalkId talk, List<String> entries, List<Body> bodies);

  /**
   * What became of it.
   *
   * @param waiting how many entries wait for others
   * @param refused by the entry as it came
   * @param forks found with it
   */
  record Taken(int waiting, List<Refused> refused, List<Equivocation> forks) {
    public Taken {
      refused = List.copyOf(refused);
      forks = List.copyOf(forks);
    }
  }

  /** The disk did not take what came; nothing has changed. */
  final class NotKept extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotKept(RuntimeException cause) {
      super(cause);
    }
  }

  /** An entry that does not hold. */
  record Refused(Digest entry, Reason reason) {}
}
