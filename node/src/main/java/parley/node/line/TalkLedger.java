package parley.node.line;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.TalkId;
import parley.dossier.state.DelegationState;
import parley.line.LineId;
import parley.line.exchange.Holding;
import parley.line.exchange.Ledger;
import parley.node.talk.Copy;
import parley.node.talk.Received;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;

/**
 * The talks that a delegation of this node shares with one counterpart. Nothing else of the node is
 * reached from here.
 */
final class TalkLedger implements Ledger {
  private final TalkService talks;
  private final String delegation;
  private final LineId line;
  private final SharedTalks invitations;

  /**
   * @param delegation the slug of the delegation at this end
   */
  TalkLedger(TalkService talks, String delegation, LineId line, SharedTalks invitations) {
    this.talks = talks;
    this.delegation = delegation;
    this.line = line;
    this.invitations = invitations;
  }

  @Override
  public Set<TalkId> shared() {
    return Stream.of(
            invitations.invited(line).stream(),
            invitations.expected(line).stream(),
            talks.all(delegation).stream().map(talk -> talk.state().talk()))
        .flatMap(some -> some)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whoever only says to have invited us to a talk that is here finds as little of it as of one
   * that does not exist.
   */
  @Override
  public Optional<Holding> find(TalkId talk) {
    Optional<Copy> here = talks.copy(talk).filter(copy -> isOwn(copy.now()));
    if (here.isEmpty()) {
      return Optional.of(new Holding(Optional.empty(), List.of(), Map.of()))
          .filter(nothing -> invitations.expected(line).contains(talk));
    }
    return here.filter(
            copy -> isCounterpartIn(copy.now()) || invitations.invited(line).contains(talk))
        .map(this::holding);
  }

  @Override
  public Taken take(TalkId talk, List<String> entries, List<Body> bodies) {
    try {
      Optional<Snapshot> now = talks.look(talk.value());
      boolean isHere = now.filter(this::isOwn).isPresent();
      if (!isHere && now.filter(each -> !mayBringIn(each)).isPresent()) {
        return new Taken(0, List.of(), List.of());
      }
      return (isHere
              ? talks.receive(talk, entries, bodies)
              : talks.begin(talk, List.of(delegation), entries, bodies))
          .map(TalkLedger::taken)
          .orElse(new Taken(0, List.of(), List.of()));
    } catch (RuntimeException notKept) {
      throw new NotKept(notKept);
    }
  }

  private static Taken taken(Received received) {
    return new Taken(
        received.waiting(),
        received.refused().stream()
            .map(each -> new Refused(Digest.of(each.jws()), each.reason()))
            .toList(),
        received.forks());
  }

  private Holding holding(Copy copy) {
    return new Holding(
        Optional.of(copy.now().local().get(delegation))
            .filter(chain -> copy.now().state().delegation(chain).isPresent()),
        copy.entries(),
        copy.now().bodies());
  }

  /**
   * Whether the counterpart may bring this delegation into a talk that others of this node have:
   * only who convened it, or whom they have accepted.
   */
  private boolean mayBringIn(Snapshot talk) {
    List<DelegationState> sides = talk.state().delegations();
    return sides.stream()
        .filter(side -> side.presented().lineKey().equals(line.counterpart()))
        .anyMatch(
            side ->
                side.equals(sides.getFirst())
                    || side.acceptedBy().stream().anyMatch(talk.local()::containsValue));
  }

  private boolean isOwn(Snapshot talk) {
    return talk.local().containsKey(delegation);
  }

  private boolean isCounterpartIn(Snapshot talk) {
    return talk.state().delegations().stream()
        .filter(side -> !talk.local().containsValue(side.id()))
        .anyMatch(side -> side.presented().lineKey().equals(line.counterpart()));
  }
}
