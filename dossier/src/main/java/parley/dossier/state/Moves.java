package parley.dossier.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import parley.dossier.chain.Entry;
import parley.dossier.chain.View;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;

/** Works out what the talk waits for, most urgent first. */
final class Moves {
  private final Chains chains;
  private final View view;
  private final List<DelegationState> delegations;
  private final SortedMap<Matter, MatterState> matters;
  private final SortedSet<DelegationId> parties;
  private final Set<DelegationId> rotating;
  private final List<Move> moves = new ArrayList<>();

  Moves(
      Chains chains,
      View view,
      List<DelegationState> delegations,
      SortedMap<Matter, MatterState> matters) {
    this.chains = chains;
    this.view = view;
    this.delegations = delegations;
    this.matters = matters;
    this.parties = view.parties();
    this.rotating =
        delegations.stream()
            .filter(DelegationState::rotating)
            .map(DelegationState::id)
            .collect(Collectors.toUnmodifiableSet());
  }

  List<Move> all() {
    acceptances();
    matters.values().stream().flatMap(m -> m.open().stream()).forEach(this::answers);
    acknowledgements();
    time();
    return moves.stream().sorted(Comparator.comparing(Move::kind)).toList();
  }

  /** Parties accept every member, and the convener whoever asks to be one. */
  private void acceptances() {
    for (DelegationState by : delegations) {
      boolean convener = view.contexts().get(by.id()).convener();
      for (DelegationState other : delegations) {
        boolean concerns = convener || asks(by) && view.members().containsKey(other.id());
        if (concerns && !by.id().equals(other.id()) && !other.acceptedBy().contains(by.id())) {
          add(Move.Kind.ACCEPT_CREDENTIALS, by.id(), Optional.empty(), Optional.of(other.id()));
        }
      }
    }
  }

  private boolean asks(DelegationState delegation) {
    return parties.contains(delegation.id()) || !view.members().containsKey(delegation.id());
  }

  private void answers(ProposalState proposal) {
    if (proposal.standing() == Standing.RIVAL) {
      parties.forEach(party -> add(Move.Kind.RESOLVE_RIVALS, party, proposal));
    }
    if (proposal.standing() == Standing.OBJECTED
        && proposal.stances().values().stream().anyMatch(s -> s.kind() == Stance.Kind.OBJECTED)) {
      add(Move.Kind.REVISE, proposal.proposer(), proposal);
    }
    proposal
        .stances()
        .forEach(
            (party, stance) -> {
              if (stance.kind() == Stance.Kind.SILENT) {
                add(Move.Kind.ANSWER, party, proposal);
              } else if (stance.kind() == Stance.Kind.AD_REFERENDUM) {
                add(Move.Kind.CONFIRM, party, proposal);
              }
            });
  }

  private void acknowledgements() {
    for (DelegationId by : view.members().keySet()) {
      Entry last = chains.of(by).getLast();
      boolean behind =
          view.members().keySet().stream()
              .flatMap(other -> Closing.lastWord(chains.of(other)).stream())
              .anyMatch(word -> !Chains.knows(last, word));
      if (behind) {
        add(Move.Kind.ACKNOWLEDGE, by, Optional.empty(), Optional.empty());
      }
    }
  }

  private void time() {
    MatterState time = matters.get(Matter.TIME);
    boolean none = time == null || time.inForce().isEmpty() && time.open().isEmpty();
    boolean constituted = parties.stream().allMatch(p -> view.accepted(p).isPresent());
    if (none && constituted) {
      parties.forEach(
          party -> add(Move.Kind.PROPOSE_TIME, party, Optional.empty(), Optional.empty()));
    }
  }

  private void add(Move.Kind kind, DelegationId by, ProposalState proposal) {
    add(kind, by, Optional.of(proposal.id()), Optional.empty());
  }

  private void add(
      Move.Kind kind, DelegationId by, Optional<Digest> proposal, Optional<DelegationId> other) {
    boolean always = kind == Move.Kind.ACCEPT_CREDENTIALS || kind == Move.Kind.ACKNOWLEDGE;
    if (always || !rotating.contains(by)) {
      moves.add(new Move(kind, by, proposal, other));
    }
  }
}
