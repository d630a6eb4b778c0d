package parley.node.talk;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import parley.dossier.chain.Draft;
import parley.dossier.chain.Entry;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.PersonKey;
import parley.dossier.model.Refusal;
import parley.dossier.model.TalkId;
import parley.dossier.webauthn.Assertion;

/**
 * What persons do in talks: drafted in its place, signed by her or, in the demo, by the key that
 * the node holds for her, then written. Any thread.
 */
final class Acts {
  private final Function<TalkId, LocalTalk> talks;
  private final Signatures signatures;
  private final Watchers watchers;
  private final InstantSource clock;

  Acts(
      Function<TalkId, LocalTalk> talks,
      Signatures signatures,
      Watchers watchers,
      InstantSource clock) {
    this.talks = talks;
    this.signatures = signatures;
    this.watchers = watchers;
    this.clock = clock;
  }

  /**
   * Does one act for the person at {@code seat}. Where a person must sign and the node holds her
   * key, as in the demo, it is signed at once; where she holds it herself, she is to sign first and
   * nothing is written. A refusal changes nothing.
   */
  Outcome perform(Seat seat, Act act, Body... bodies) {
    return inTurn(
        seat,
        talk -> {
          talk.check(seat, act, clock.instant());
          Optional<PersonKey> key = SigningKey.of(talk.snapshot(), seat, act);
          Pending pending = draft(talk, seat, act, List.of(bodies), key);
          if (key.filter(held -> !held.demo()).isPresent()) {
            return new Outcome.ToSign(pending, Outcome.Why.FIRST, talk.snapshot());
          }
          Optional<Testimony> by =
              key.map(demo -> signatures.sign(seat.person(), pending.draft()))
                  .map(assertion -> new Testimony(seat.personId(), assertion));
          return write(talk, pending, by);
        });
  }

  /** What she is to sign before anything is written. */
  Outcome prepare(Seat seat, Act act, List<Body> bodies) {
    return inTurn(
        seat,
        talk -> {
          talk.check(seat, act, clock.instant());
          Pending pending =
              draft(talk, seat, act, bodies, SigningKey.of(talk.snapshot(), seat, act));
          return new Outcome.ToSign(pending, Outcome.Why.FIRST, talk.snapshot());
        });
  }

  /** Whether {@link #perform} would ask for her touch. */
  boolean needsTouch(Seat seat, Act act) {
    Snapshot now = talks.apply(seat.talk()).snapshot();
    return SigningKey.isNeeded(seat, act, now)
        && SigningKey.counting(now, seat).filter(held -> !held.demo()).isPresent();
  }

  /**
   * Writes an act that she has signed, if it still has the same place and meaning; else she is to
   * sign anew, or it is refused.
   *
   * @param seat hers as it is now: her roles may have changed
   */
  Outcome complete(Seat seat, Pending pending, Assertion assertion) {
    if (pending.isLate(clock.instant())) {
      return draftAgain(pending, Outcome.Why.LATE);
    }
    return inTurn(
        seat,
        talk -> {
          talk.check(seat, pending.draft().act(), clock.instant());
          Pending again = again(talk, seat, pending);
          boolean hasMoved = !again.draft().equals(pending.draft());
          if (hasMoved || !again.key().equals(pending.key())) {
            return new Outcome.ToSign(again, Outcome.Why.MOVED, talk.snapshot());
          }
          try {
            return write(talk, pending, Optional.of(new Testimony(seat.personId(), assertion)));
          } catch (Refusal refusal) {
            if (SigningKey.isAtFault(refusal.reason())) {
              return new Outcome.ToSign(pending, Outcome.Why.OTHER_KEY, talk.snapshot());
            }
            throw refusal;
          }
        });
  }

  /** Drafts anew what is to be signed, at the talk's present end. */
  Outcome draftAgain(Pending pending, Outcome.Why why) {
    return inTurn(
        pending.seat(),
        talk -> {
          talk.check(pending.seat(), pending.draft().act(), clock.instant());
          return new Outcome.ToSign(again(talk, pending.seat(), pending), why, talk.snapshot());
        });
  }

  private Outcome inTurn(Seat seat, Function<LocalTalk, Outcome> work) {
    LocalTalk talk = talks.apply(seat.talk());
    try {
      return talk.inTurn(work);
    } catch (Refusal refusal) {
      return new Outcome.Refused(refusal.reason(), talk.snapshot());
    }
  }

  private Pending again(LocalTalk talk, Seat seat, Pending pending) {
    Act act = pending.draft().act();
    return draft(talk, seat, act, pending.bodies(), SigningKey.of(talk.snapshot(), seat, act));
  }

  private Pending draft(
      LocalTalk talk, Seat seat, Act act, List<Body> bodies, Optional<PersonKey> key) {
    Draft draft = talk.draft(seat.person().id().delegation(), act);
    return new Pending(seat, draft, bodies, key, clock.instant());
  }

  private Outcome write(LocalTalk talk, Pending pending, Optional<Testimony> by) {
    String delegation = pending.seat().person().id().delegation();
    Entry entry = talk.write(delegation, pending.draft(), by, pending.bodies(), clock.instant());
    watchers.tell(talk.snapshot());
    return new Outcome.Done(entry, talk.snapshot());
  }
}
