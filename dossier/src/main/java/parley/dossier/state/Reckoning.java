package parley.dossier.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import parley.dossier.chain.Entry;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.PackageMark;
import parley.dossier.state.Answers.Position;
import parley.dossier.state.Answers.Proposal;

/** Which proposals are in force; the rules of PROTOCOL.md, "The state of a term". */
final class Reckoning {
  private final Chains chains;
  private final Answers answers;
  private final Map<Digest, Reach> reaches = new HashMap<>();
  private final Map<Matter, List<Proposal>> reachedByMatter = new HashMap<>();
  private final Map<PackageMember, List<Proposal>> packages = new HashMap<>();
  private final Set<Digest> replaced = new HashSet<>();

  private record PackageMember(DelegationId proposer, PackageMark pack) {}

  /**
   * How far a proposal came.
   *
   * @param consents every party's consent, if it gave one that counted
   * @param standing whether every party consents now
   * @param acknowledged each party's first entry that knew all of these, before it took its own
   *     back, and in time
   * @param late whether a party's acknowledgement came after the proposal was settled
   */
  private record Reach(
      SortedMap<DelegationId, Position> positions,
      SortedMap<DelegationId, Entry> consents,
      SortedMap<DelegationId, Entry> acknowledged,
      boolean late,
      boolean retracted,
      boolean standing) {
    boolean reached() {
      return acknowledged.size() == positions.size();
    }
  }

  Reckoning(Chains chains, Answers answers) {
    this.chains = chains;
    this.answers = answers;
    for (Proposal proposal : answers.proposals().values()) {
      Reach reach = reach(proposal);
      reaches.put(proposal.id(), reach);
      if (reach.reached()) {
        reachedByMatter.computeIfAbsent(matter(proposal), m -> new ArrayList<>()).add(proposal);
      }
      proposal
          .act()
          .pack()
          .map(pack -> new PackageMember(proposal.proposer(), pack))
          .ifPresent(key -> packages.computeIfAbsent(key, k -> new ArrayList<>()).add(proposal));
    }
    settleReplacements();
  }

  /** Where the proposal stands. */
  Standing standing(Proposal proposal) {
    Reach reach = reaches.get(proposal.id());
    if (reach.retracted()) {
      return retraction(proposal, reach);
    }
    if (replaced.contains(proposal.id())) {
      return Standing.REPLACED;
    }
    if (answers.position(proposal.proposer(), proposal).kind() == Stance.Kind.COUNTERED) {
      return Standing.REPLACED;
    }
    if (reach.standing()) {
      return agreed(proposal, reach);
    }
    if (answers.mark(proposal).isPresent()) {
      return Standing.EXPIRED;
    }
    boolean refused =
        reach.positions().values().stream()
            .map(Position::kind)
            .anyMatch(k -> k == Stance.Kind.OBJECTED || k == Stance.Kind.COUNTERED);
    return refused ? Standing.OBJECTED : Standing.PROPOSED;
  }

  SortedMap<DelegationId, Position> positions(Proposal proposal) {
    return reaches.get(proposal.id()).positions();
  }

  /** Whose consent, or whose acknowledgement once all have consented, is missing. */
  SortedSet<DelegationId> waitsFor(Proposal proposal) {
    Reach reach = reaches.get(proposal.id());
    SortedSet<DelegationId> missing = new TreeSet<>();
    reach
        .positions()
        .forEach(
            (party, position) -> {
              boolean done =
                  reach.standing() ? reach.acknowledged().containsKey(party) : position.consented();
              if (!done) {
                missing.add(party);
              }
            });
    return missing;
  }

  /** The claimed time of the last acknowledgement that brought it into force. */
  Instant inForceBy(Proposal proposal) {
    return mates(proposal).stream()
        .flatMap(mate -> reaches.get(mate.id()).acknowledged().values().stream())
        .map(Entry::at)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Standing retraction(Proposal proposal, Reach reach) {
    boolean postponed =
        reach.positions().values().stream()
            .map(Position::kind)
            .anyMatch(kind -> kind == Stance.Kind.POSTPONED);
    return postponed ? Standing.POSTPONED : Standing.WITHDRAWN;
  }

  private Standing agreed(Proposal proposal, Reach reach) {
    if (!reach.reached()) {
      return reach.late() ? Standing.EXPIRED : Standing.AGREED;
    }
    if (blocked(proposal)) {
      return Standing.RIVAL;
    }
    boolean together =
        packageComplete(proposal)
            && mates(proposal).stream()
                .allMatch(mate -> effective(mate) && reaches.get(mate.id()).standing());
    return together ? Standing.IN_FORCE : Standing.HELD;
  }

  private Reach reach(Proposal proposal) {
    SortedMap<DelegationId, Position> positions = new TreeMap<>();
    SortedMap<DelegationId, Entry> consents = new TreeMap<>();
    for (DelegationId party : proposal.act().parties()) {
      Position position = answers.position(party, proposal);
      positions.put(party, position);
      position.consent().ifPresent(entry -> consents.put(party, entry));
    }
    SortedMap<DelegationId, Entry> acknowledged = new TreeMap<>();
    boolean late = false;
    if (consents.size() == positions.size()) {
      for (DelegationId party : positions.keySet()) {
        Optional<Entry> found =
            acknowledgement(party, consents.values())
                .filter(entry -> inTime(entry, positions.values()));
        late |= found.filter(proposal::isSettledBefore).isPresent();
        found
            .filter(entry -> !proposal.isSettledBefore(entry))
            .ifPresent(entry -> acknowledged.put(party, entry));
      }
    }
    boolean retracted =
        positions.values().stream().anyMatch(Position::retracted)
            || answers.position(proposal.proposer(), proposal).retracted();
    boolean standing = !retracted && positions.values().stream().allMatch(Position::consented);
    return new Reach(positions, consents, acknowledged, late, retracted, standing);
  }

  private Optional<Entry> acknowledgement(DelegationId party, Collection<Entry> consents) {
    return chains.first(
        party, entry -> consents.stream().allMatch(consent -> Chains.knows(entry, consent)));
  }

  /** Whether this acknowledgement was written before its writer knew of a consent taken back. */
  private static boolean inTime(Entry acknowledgement, Collection<Position> positions) {
    return positions.stream()
        .flatMap(position -> position.ended().stream())
        .noneMatch(ended -> Chains.knows(acknowledgement, ended));
  }

  /**
   * The least set of replaced proposals. What is effective stays so while the set grows, so the
   * order does not matter; in the order of their times one round is mostly enough.
   */
  private void settleReplacements() {
    List<Proposal> waiting =
        reachedByMatter.values().stream()
            .flatMap(List::stream)
            .filter(p -> !p.act().replaces().isEmpty())
            .sorted(Comparator.comparing(p -> p.entry().at()))
            .collect(Collectors.toCollection(ArrayList::new));
    boolean grown = true;
    while (grown) {
      grown = waiting.removeIf(this::replacesAtLast);
    }
  }

  private boolean replacesAtLast(Proposal proposal) {
    boolean takesEffect =
        packageComplete(proposal) && mates(proposal).stream().allMatch(this::effective);
    if (takesEffect) {
      proposal.act().replaces().stream()
          .filter(older -> !isTooLateFor(proposal, older))
          .forEach(replaced::add);
    }
    return takesEffect;
  }

  /** Whether a proposal was reached only after an older one that it replaces was settled. */
  private boolean isTooLateFor(Proposal newer, Digest older) {
    return answers.proposals().get(older).settled().filter(inForceBy(newer)::isAfter).isPresent();
  }

  /** Agreed and acknowledged, and nothing in its way. */
  private boolean effective(Proposal proposal) {
    return reaches.get(proposal.id()).reached() && !blocked(proposal);
  }

  /** Whether another proposal on the same matter is agreed as well and does not give way. */
  private boolean blocked(Proposal proposal) {
    return reachedByMatter.getOrDefault(matter(proposal), List.of()).stream()
        .anyMatch(rival -> blocks(rival, proposal));
  }

  private boolean blocks(Proposal rival, Proposal proposal) {
    boolean related =
        rival.id().equals(proposal.id())
            || rival.act().replaces().contains(proposal.id())
            || proposal.act().replaces().contains(rival.id())
                && !isTooLateFor(proposal, rival.id());
    boolean gone = !reaches.get(rival.id()).standing() && reaches.get(proposal.id()).standing();
    return !related && !gone && !replaced.contains(rival.id()) && !precedes(proposal, rival);
  }

  /**
   * Whether some party consented to the later one in sight of everybody's consent to the earlier.
   */
  private boolean precedes(Proposal earlier, Proposal later) {
    Collection<Entry> consents = reaches.get(earlier.id()).consents().values();
    return reaches.get(later.id()).consents().values().stream()
        .anyMatch(c -> consents.stream().allMatch(other -> Chains.knows(c, other)));
  }

  private boolean packageComplete(Proposal proposal) {
    return proposal.act().pack().map(p -> mates(proposal).size() == p.size()).orElse(true);
  }

  /** The members of its package, itself among them. */
  private List<Proposal> mates(Proposal proposal) {
    return proposal
        .act()
        .pack()
        .map(pack -> packages.get(new PackageMember(proposal.proposer(), pack)))
        .orElse(List.of(proposal));
  }

  private static Matter matter(Proposal proposal) {
    return proposal.act().term().matter();
  }
}
