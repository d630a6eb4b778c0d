package parley.dossier.state;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Head;

/**
 * Whether a dossier is closed: the last word of every party is its close, and every close covers
 * all that the others wrote but closes and acknowledgements.
 *
 * @param isInTalk of which chains: who is only invited keeps no dossier open
 */
record Closing(Chains chains, SortedSet<DelegationId> parties, Predicate<DelegationId> isInTalk) {
  boolean closed() {
    return parties.size() >= 2 && parties.stream().allMatch(this::closedOver);
  }

  /** The chain's last entry that is more than an acknowledgement. */
  static Optional<Entry> lastWord(List<Entry> chain) {
    return chain.reversed().stream()
        .filter(entry -> !(entry.act() instanceof Act.Acknowledge))
        .findFirst();
  }

  private boolean closedOver(DelegationId party) {
    Optional<Entry> last = lastWord(chains.of(party));
    return last.isPresent()
        && last.get().act() instanceof Act.Close close
        && chains.all().entrySet().stream()
            .filter(chain -> !chain.getKey().equals(party) && isInTalk.test(chain.getKey()))
            .allMatch(
                chain ->
                    covers(
                        Optional.ofNullable(close.heads().get(chain.getKey())), chain.getValue()));
  }

  private static boolean covers(Optional<Head> head, List<Entry> chain) {
    long seq = head.map(Head::seq).orElse(0L);
    return chain.reversed().stream()
        .takeWhile(entry -> entry.seq() > seq)
        .allMatch(e -> e.act() instanceof Act.Close || e.act() instanceof Act.Acknowledge);
  }
}
