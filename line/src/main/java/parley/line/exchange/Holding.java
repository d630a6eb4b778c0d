package parley.line.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import parley.dossier.chain.Circle;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Authority;
import parley.dossier.model.Body;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.SealPublicKey;
import parley.dossier.verify.References;

/**
 * A talk as this node has it at one moment.
 *
 * @param own the chain of the delegation at this end, if it has begun
 * @param entries each after those it has seen
 * @param bodies those that are here
 */
public record Holding(Optional<DelegationId> own, List<Entry> entries, Map<Digest, Body> bodies) {
  public Holding {
    entries = List.copyOf(entries);
    bodies = Map.copyOf(bodies);
  }

  /** The chains that name this line key as theirs. */
  SortedSet<DelegationId> chainsOf(SealPublicKey lineKey) {
    SortedSet<DelegationId> chains = new TreeSet<>();
    for (Entry entry : entries) {
      shown(entry.act())
          .filter(credentials -> credentials.lineKey().equals(lineKey))
          .ifPresent(credentials -> chains.add(entry.chain()));
    }
    return chains;
  }

  /** Whether one of these has ever taken credentials of one of those for true. */
  boolean accepts(Set<DelegationId> these, Set<DelegationId> those) {
    return entries.stream()
        .anyMatch(
            entry ->
                these.contains(entry.chain())
                    && entry.act() instanceof Act.Accept accept
                    && those.contains(accept.delegation()));
  }

  /**
   * The entries that may be known before credentials are accepted, and whose whole past may: of
   * this end and of those who are in the talk, not of others who wait to be let in.
   */
  List<Entry> beforeAcceptance() {
    Circle circle = Circle.of(entries);
    Set<Digest> passed = new HashSet<>();
    List<Entry> passing = new ArrayList<>();
    for (Entry entry : entries) {
      boolean isConcerned =
          circle.has(entry.chain()) || own.filter(entry.chain()::equals).isPresent();
      if (isConcerned
          && Authority.beforeAcceptance(entry.act())
          && passed.containsAll(past(entry))) {
        passed.add(entry.hash());
        passing.add(entry);
      }
    }
    return passing;
  }

  /** These entries by hash. */
  static Map<Digest, Entry> byHash(Collection<Entry> entries) {
    Map<Digest, Entry> byHash = new LinkedHashMap<>();
    entries.forEach(entry -> byHash.put(entry.hash(), entry));
    return byHash;
  }

  /** These entries and their whole past, as far as it is here. */
  Set<Digest> closure(Collection<Digest> tips) {
    Map<Digest, Entry> here = byHash(entries);
    Set<Digest> closure = new HashSet<>();
    List<Digest> open = new ArrayList<>(tips);
    while (!open.isEmpty()) {
      Digest next = open.removeLast();
      if (here.containsKey(next) && closure.add(next)) {
        open.addAll(past(here.get(next)));
      }
    }
    return closure;
  }

  /** The last entries of each chain: one, or one for each branch. */
  static SortedMap<DelegationId, List<Head>> tips(List<Entry> entries) {
    Set<Digest> followed = new HashSet<>();
    entries.forEach(entry -> entry.previous().ifPresent(followed::add));
    SortedMap<DelegationId, List<Head>> tips = new TreeMap<>();
    entries.stream()
        .filter(entry -> !followed.contains(entry.hash()))
        .forEach(
            entry ->
                tips.computeIfAbsent(entry.chain(), chain -> new ArrayList<>()).add(entry.head()));
    return tips;
  }

  /** How far each chain goes. */
  Map<DelegationId, Long> lengths() {
    Map<DelegationId, Long> lengths = new HashMap<>();
    entries.forEach(entry -> lengths.merge(entry.chain(), entry.seq(), Math::max));
    return lengths;
  }

  /** The texts that these entries refer to and that are not here. */
  List<Digest> lacking(List<Entry> some) {
    return References.of(some).stream().filter(digest -> !bodies.containsKey(digest)).toList();
  }

  private static List<Digest> past(Entry entry) {
    List<Digest> past = new ArrayList<>(entry.previous().stream().toList());
    entry.seen().values().forEach(head -> past.add(head.hash()));
    return past;
  }

  static Optional<Credentials> shown(Act act) {
    return switch (act) {
      case Act.Convene convene -> Optional.of(convene.credentials());
      case Act.Present present -> Optional.of(present.credentials());
      case Act other -> Optional.empty();
    };
  }
}
