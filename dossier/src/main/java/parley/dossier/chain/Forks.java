package parley.dossier.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;

/** Finds delegations that signed two entries with one number, and says what then still counts. */
final class Forks {
  private final Circle circle;
  private final Map<DelegationId, Map<Long, Link>> numbers = new HashMap<>();
  private final SortedMap<DelegationId, SortedMap<Long, Set<Digest>>> forks = new TreeMap<>();
  private final Map<Digest, Link> links = new HashMap<>();

  Forks(Circle circle) {
    this.circle = circle;
  }

  void note(Link link) {
    DelegationId chain = link.entry().chain();
    Link other =
        numbers.computeIfAbsent(chain, id -> new HashMap<>()).putIfAbsent(link.entry().seq(), link);
    if (other != null) {
      Set<Digest> same =
          forks
              .computeIfAbsent(chain, id -> new TreeMap<>())
              .computeIfAbsent(link.entry().seq(), seq -> new HashSet<>());
      for (Link each : List.of(other, link)) {
        same.add(each.entry().hash());
        links.put(each.entry().hash(), each);
      }
    }
  }

  /** Whether a chain that is in the talk forks: one outside stops nobody. */
  boolean stop() {
    return forks.keySet().stream().anyMatch(circle::has);
  }

  boolean isEmpty() {
    return forks.isEmpty();
  }

  boolean of(DelegationId chain) {
    return forks.containsKey(chain);
  }

  /** Whether {@code later} is, or comes after, {@code earlier} in one branch of one chain. */
  boolean follows(Link later, Link earlier) {
    if (later.entry().seq() < earlier.entry().seq()) {
      return false;
    }
    return !forks.containsKey(earlier.entry().chain()) || later.follows(earlier);
  }

  /** The first fork of each chain, as its two lowest entries. */
  List<List<Entry>> pairs() {
    return forks.values().stream()
        .map(fork -> fork.get(fork.firstKey()).stream().sorted().limit(2))
        .map(pair -> pair.map(hash -> links.get(hash).entry()).toList())
        .toList();
  }

  /** Of all entries, in causal order, those that count; of a forked chain outside none. */
  List<Link> counting(List<Link> all) {
    if (forks.isEmpty()) {
      return all;
    }
    List<Link> inside = all.stream().filter(link -> circle.has(link.entry().chain())).toList();
    Map<DelegationId, Set<Digest>> branches = new HashMap<>();
    forks.keySet().stream()
        .filter(circle::has)
        .forEach(chain -> branches.put(chain, branchSeen(chain, inside)));
    Set<Digest> kept = new HashSet<>();
    List<Link> counting = new ArrayList<>();
    for (Link link : all) {
      boolean past =
          link.previous().stream().allMatch(p -> kept.contains(p.entry().hash()))
              && link.seen().values().stream().allMatch(s -> kept.contains(s.entry().hash()));
      if (past && onBranch(link, branches)) {
        kept.add(link.entry().hash());
        counting.add(link);
      }
    }
    return counting;
  }

  private boolean onBranch(Link link, Map<DelegationId, Set<Digest>> branches) {
    DelegationId chain = link.entry().chain();
    return !forks.containsKey(chain)
        || branches.containsKey(chain)
            && (link.entry().seq() < forks.get(chain).firstKey()
                || branches.get(chain).contains(link.entry().hash()));
  }

  /** The chain up to the furthest entry that these have seen, if all they saw is one branch. */
  private static Set<Digest> branchSeen(DelegationId chain, List<Link> others) {
    Map<Digest, Link> seen = new HashMap<>();
    for (Link link : others) {
      if (link.seen().containsKey(chain)) {
        Link head = link.seen().get(chain);
        seen.put(head.entry().hash(), head);
      }
    }
    Set<Digest> branch = new HashSet<>();
    Optional<Link> at =
        seen.values().stream().max(Comparator.comparingLong(link -> link.entry().seq()));
    while (at.isPresent()) {
      branch.add(at.get().entry().hash());
      at = at.get().previous();
    }
    return branch.containsAll(seen.keySet()) ? branch : Set.of();
  }
}
