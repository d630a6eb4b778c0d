package parley.node.talk;

import java.util.Optional;
import parley.dossier.model.Act;
import parley.dossier.model.Authority;
import parley.dossier.model.Person;
import parley.dossier.model.PersonKey;
import parley.dossier.model.Reason;

/** The key by which a person must sign in a talk. */
final class SigningKey {
  private SigningKey() {}

  /** The key by which she must sign the act; empty where nobody must. */
  static Optional<PersonKey> of(Snapshot now, Seat seat, Act act) {
    if (!isNeeded(seat, act, now)) {
      return Optional.empty();
    }
    return Optional.of(
        counting(now, seat)
            .orElseThrow(() -> Reason.PERSON_UNKNOWN.because(seat.personId().value())));
  }

  /** The key that counts for her: as accepted, or before any acceptance as her side shows it. */
  static Optional<PersonKey> counting(Snapshot now, Seat seat) {
    return now.state()
        .delegation(seat.delegation())
        .flatMap(side -> side.accepted().orElse(side.presented()).person(seat.personId()))
        .map(Person::key);
  }

  /**
   * A chain's first credentials are sealed by the delegation alone: nobody's signature counts yet.
   */
  static boolean isNeeded(Seat seat, Act act, Snapshot now) {
    boolean isFirst = now.state().delegation(seat.delegation()).isEmpty();
    return Authority.needsPerson(act) && !(isFirst && act instanceof Act.Present);
  }

  /** Whether an act was refused for the assertion under it. */
  static boolean isAtFault(Reason reason) {
    return reason == Reason.ASSERTION_INVALID
        || reason == Reason.ASSERTION_ORIGIN
        || reason == Reason.ASSERTION_COUNTER
        || reason == Reason.VALUE_INVALID;
  }
}
