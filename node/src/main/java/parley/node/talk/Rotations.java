package parley.node.talk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.dossier.model.Act;
import parley.dossier.model.Reason;
import parley.dossier.model.SealPublicKey;
import parley.dossier.state.DelegationState;
import parley.node.people.Delegate;

/**
 * Changes a delegation's sealing key in all of its talks, and goes on where a crash, a refusal or a
 * touch that did not come has stopped it.
 */
final class Rotations {
  private final TalkService talks;
  private final SealKeys keys;

  Rotations(TalkService talks) {
    this.talks = talks;
    this.keys = talks.keys();
  }

  /** How far a talk has followed. */
  enum Standing {
    /** The delegation has not joined yet; its chain will begin with the new key. */
    NOT_JOINED,
    /** At the key for new talks, and the others have accepted it. */
    IN_FORCE,
    /** At a new key that the others have not all accepted. */
    WAITING,
    /** At an earlier key. */
    BEHIND,
    /** Nothing can be written any more. */
    OVER
  }

  /** A talk as one of the delegation's people sees it. */
  record Line(Seat seat, Standing standing) {}

  /**
   * What became of a request: talks where the step was taken, why not in others, and those where
   * she has to sign it first.
   */
  record Result(List<Seat> done, List<Refused> refused, List<Step> toSign) {}

  /** The step of one talk. */
  record Step(Seat seat, Act.Rotate act) {}

  /** A talk that stays at its key. */
  record Refused(Seat seat, Reason reason) {}

  /** The delegation's talks, from the person's seats. */
  List<Line> lines(Delegate person) {
    return talks.seats(person).stream().map(seat -> new Line(seat, standing(seat))).toList();
  }

  /** The key that new talks begin with. */
  SealPublicKey current(Delegate person) {
    return keys.current(person.id().delegation()).publicKey();
  }

  /**
   * Begins a change, or goes on with the one that was begun.
   *
   * @param from the current key as the person saw it, so that pressing twice changes it once
   */
  Result change(Delegate person, SealPublicKey from) {
    synchronized (talks) {
      return changeNow(person, from);
    }
  }

  /** Takes the step in every talk that is behind. */
  Result follow(Delegate person) {
    synchronized (talks) {
      return followNow(person);
    }
  }

  private Result changeNow(Delegate person, SealPublicKey from) {
    String delegation = person.id().delegation();
    if (lines(person).stream().noneMatch(line -> line.standing() == Standing.BEHIND)) {
      if (!current(person).equals(from)) {
        return new Result(List.of(), List.of(), List.of());
      }
      keys.advance(delegation);
      talks.renew();
    }
    return followNow(person);
  }

  private Result followNow(Delegate person) {
    Result result = new Result(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Line line : lines(person)) {
      if (line.standing() == Standing.BEHIND) {
        follow(line.seat(), result);
      }
    }
    keys.retire(person.id().delegation(), inUse(person));
    return result;
  }

  private void follow(Seat seat, Result result) {
    Optional<Act.Rotate> step =
        talks
            .look(seat)
            .state()
            .delegation(seat.delegation())
            .flatMap(own -> keys.step(seat.person().id().delegation(), own.presented()));
    if (step.isEmpty()) {
      result.refused().add(new Refused(seat, Reason.KEY_UNKNOWN));
      return;
    }
    switch (talks.perform(seat, step.get())) {
      case Outcome.Done any -> result.done().add(seat);
      case Outcome.Refused(Reason reason, var now) ->
          result.refused().add(new Refused(seat, reason));
      case Outcome.ToSign any -> result.toSign().add(new Step(seat, step.get()));
    }
  }

  private Standing standing(Seat seat) {
    Snapshot now = talks.look(seat);
    Optional<DelegationState> own = now.state().delegation(seat.delegation());
    if (now.state().frozen() || now.state().closed()) {
      return Standing.OVER;
    }
    if (own.isEmpty()) {
      return Standing.NOT_JOINED;
    }
    if (!own.get().presented().key().equals(current(seat.person()))) {
      return Standing.BEHIND;
    }
    return own.get().rotating() ? Standing.WAITING : Standing.IN_FORCE;
  }

  private Set<SealPublicKey> inUse(Delegate person) {
    Set<SealPublicKey> inUse = new HashSet<>();
    for (Line line : lines(person)) {
      if (line.standing() != Standing.OVER) {
        talks
            .look(line.seat())
            .state()
            .delegation(line.seat().delegation())
            .ifPresent(own -> inUse.add(own.presented().key()));
      }
    }
    return inUse;
  }
}
