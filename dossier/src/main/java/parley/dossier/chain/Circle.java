package parley.dossier.chain;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;

/**
 * Which chains are in the talk: the convener's, and each that an entry of one of these has seen.
 * Whoever was invited is outside until then: an honest side sees none of a chain before it accepts
 * it. It only grows.
 */
public final class Circle {
  private final Set<DelegationId> inside = new TreeSet<>();
  private final Map<DelegationId, Set<DelegationId>> seen = new HashMap<>();

  Circle() {}

  /** The circle that these make; each of them holds. */
  public static Circle of(Collection<Entry> entries) {
    Circle circle = new Circle();
    entries.forEach(circle::note);
    return circle;
  }

  void note(Entry entry) {
    DelegationId chain = entry.chain();
    Set<DelegationId> all = seen.computeIfAbsent(chain, id -> new HashSet<>());
    all.addAll(entry.seen().keySet());
    if (entry.act() instanceof Act.Convene) {
      inside.add(chain);
    }
    if (inside.contains(chain)) {
      reach(all);
    }
  }

  private void reach(Set<DelegationId> chains) {
    Deque<DelegationId> reached = new ArrayDeque<>(chains);
    while (!reached.isEmpty()) {
      DelegationId chain = reached.poll();
      if (inside.add(chain)) {
        reached.addAll(seen.getOrDefault(chain, Set.of()));
      }
    }
  }

  public boolean has(DelegationId chain) {
    return inside.contains(chain);
  }
}
