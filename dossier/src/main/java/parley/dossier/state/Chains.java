package parley.dossier.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import parley.dossier.chain.Entry;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;

/** The entries that count, by chain; in each chain a number is used once. */
final class Chains {
  private final SortedMap<DelegationId, List<Entry>> byDelegation = new TreeMap<>();

  Chains(List<Entry> counting) {
    counting.forEach(e -> byDelegation.computeIfAbsent(e.chain(), id -> new ArrayList<>()).add(e));
  }

  SortedMap<DelegationId, List<Entry>> all() {
    return Collections.unmodifiableSortedMap(byDelegation);
  }

  List<Entry> of(DelegationId chain) {
    return byDelegation.getOrDefault(chain, List.of());
  }

  /** Whether the writer of {@code entry} knew {@code other} when she wrote. */
  static boolean knows(Entry entry, Entry other) {
    if (entry.chain().equals(other.chain())) {
      return other.seq() <= entry.seq();
    }
    Head head = entry.seen().get(other.chain());
    return head != null && head.seq() >= other.seq();
  }

  /** The chain's first entry of which this holds, where it holds of every later one too. */
  Optional<Entry> first(DelegationId chain, Predicate<Entry> holdsFromThere) {
    List<Entry> entries = of(chain);
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (holdsFromThere.test(entries.get(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low < entries.size() ? Optional.of(entries.get(low)) : Optional.empty();
  }

  /**
   * All entries in the one order that every node gives them: causes first, then by claimed time.
   */
  List<Entry> inOrder() {
    List<Entry> ordered = new ArrayList<>();
    Map<Digest, List<Entry>> blocked = new HashMap<>();
    Map<Digest, Integer> missing = new HashMap<>();
    PriorityQueue<Entry> ready =
        new PriorityQueue<>(
            Comparator.comparing(Entry::at)
                .thenComparing(Entry::chain)
                .thenComparingLong(Entry::seq));
    for (List<Entry> chain : byDelegation.values()) {
      for (Entry entry : chain) {
        List<Digest> causes = new ArrayList<>();
        entry.previous().ifPresent(causes::add);
        entry.seen().values().forEach(head -> causes.add(head.hash()));
        causes.forEach(c -> blocked.computeIfAbsent(c, d -> new ArrayList<>()).add(entry));
        missing.put(entry.hash(), causes.size());
        if (causes.isEmpty()) {
          ready.add(entry);
        }
      }
    }
    while (!ready.isEmpty()) {
      Entry entry = ready.poll();
      ordered.add(entry);
      for (Entry effect : blocked.getOrDefault(entry.hash(), List.of())) {
        if (missing.merge(effect.hash(), -1, Integer::sum) == 0) {
          ready.add(effect);
        }
      }
    }
    return ordered;
  }
}
