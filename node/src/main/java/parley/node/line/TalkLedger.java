package parley.node.line;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.TalkId;
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
  private final Supplier<Set<TalkId>> invited;

  /**
   * @param delegation the slug of the delegation at this end
   * @param invited the talks to which one end has invited the other
   */
  TalkLedger(TalkService talks, String delegation, LineId line, Supplier<Set<TalkId>> invited) {
    this.talks = talks;
    this.delegation = delegation;
    this.line = line;
    this.invited = invited;
  }

  @Override
  public Set<TalkId> shared() {
    return Stream.concat(
            invited.get().stream(),
            talks.all(delegation).stream()
                .filter(this::isCounterpartIn)
                .map(talk -> talk.state().talk()))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<Holding> find(TalkId talk) {
    Optional<Copy> own = talks.copy(talk).filter(copy -> isOwn(copy.now()));
    Optional<Holding> shared =
        own.filter(copy -> isCounterpartIn(copy.now()) || invited.get().contains(talk))
            .map(this::holding);
    return shared.or(
        () ->
            Optional.of(talk)
                .filter(any -> own.isEmpty() && invited.get().contains(talk))
                .map(expected -> new Holding(Optional.empty(), List.of(), Map.of())));
  }

  @Override
  public Taken take(TalkId talk, List<String> entries, List<Body> bodies) {
    try {
      boolean isHere = talks.look(talk.value()).filter(this::isOwn).isPresent();
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

  private boolean isOwn(Snapshot talk) {
    return talk.local().containsKey(delegation);
  }

  private boolean isCounterpartIn(Snapshot talk) {
    return talk.state().delegations().stream()
        .filter(side -> !talk.local().containsValue(side.id()))
        .anyMatch(side -> side.presented().lineKey().equals(line.counterpart()));
  }
}
