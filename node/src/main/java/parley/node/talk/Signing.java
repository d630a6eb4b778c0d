package parley.node.talk;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Body;
import parley.dossier.webauthn.Assertion;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Passkeys;
import parley.node.talk.WaitingRoom.Waiting;
import parley.node.web.Answer;
import parley.node.web.Exchange;
import parley.node.web.Problem;

/**
 * Does acts for people at their pages: at once where the node signs for her or nobody has to, else
 * by way of a page that says what she is about to sign and asks for her touch. Until then nothing
 * is written, and what she typed is kept. Any thread.
 */
public final class Signing {
  private static final int ID_BYTES = 16;

  private final TalkService talks;
  private final Passkeys passkeys;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final WaitingRoom room = new WaitingRoom();

  /**
   * @param random for names of what waits
   */
  public Signing(
      TalkService talks, Passkeys passkeys, InstantSource clock, RandomGenerator random) {
    this.talks = talks;
    this.passkeys = passkeys;
    this.clock = clock;
    this.random = random;
  }

  /** Does one act for the person at {@code seat}, or asks for her touch first. */
  public Answer perform(Exchange exchange, Seat seat, Act act, List<Body> bodies, Errand errand) {
    Body[] lying = bodies.toArray(Body[]::new);
    Outcome outcome =
        talks.needsTouch(seat, act)
            ? talks.acts().prepare(seat, act, bodies)
            : errand.write(() -> talks.perform(seat, act, lying));
    return switch (outcome) {
      case Outcome.Settled settled -> errand.then(exchange, settled);
      case Outcome.ToSign toSign -> {
        String id = newId();
        keep(
            seat.person().id(),
            id,
            new Waiting(toSign.pending(), errand, toSign.why(), clock.instant()));
        yield Answer.seeOther("/sign/" + id);
      }
    };
  }

  /** What waits under this name for her touch; drafted anew if it has waited for too long. */
  Optional<Waiting> look(Delegate person, String id) {
    Optional<Waiting> waiting = room.look(person.id(), id, clock.instant());
    if (waiting.filter(each -> each.pending().isLate(clock.instant())).isEmpty()) {
      return waiting;
    }
    return room.take(person.id(), id, clock.instant())
        .map(
            late ->
                switch (talks.acts().draftAgain(late.pending(), Outcome.Why.FIRST)) {
                  case Outcome.ToSign again -> keep(person.id(), id, late.with(again));
                  case Outcome.Settled refused -> keep(person.id(), id, late);
                });
  }

  /** Writes what she has signed. */
  Answer complete(Exchange exchange, String id, Assertion assertion, AskAgain page) {
    Delegate person = exchange.delegate();
    Optional<Waiting> taken = room.take(person.id(), id, clock.instant());
    if (taken.isEmpty()) {
      return Answer.refuse(Problem.NOT_WAITING);
    }
    Waiting waiting = taken.get();
    Optional<Seat> seat = talks.seat(person, waiting.pending().seat().talk().value());
    if (seat.isEmpty()) {
      return Answer.refuse(Problem.NOT_FOUND);
    }
    Outcome outcome =
        waiting
            .errand()
            .write(() -> talks.acts().complete(seat.get(), waiting.pending(), assertion));
    return switch (outcome) {
      case Outcome.Settled settled -> waiting.errand().then(exchange, settled);
      case Outcome.ToSign again -> page.show(keep(person.id(), id, waiting.with(again)));
    };
  }

  /** Shows what waits, once more. */
  interface AskAgain {
    Answer show(Waiting waiting);
  }

  /** Lets it be; what she typed is shown again. */
  Answer back(Exchange exchange, String id) {
    return room.take(exchange.delegate().id(), id, clock.instant())
        .map(waiting -> waiting.errand().back(exchange))
        .orElseGet(() -> Answer.refuse(Problem.NOT_WAITING));
  }

  /** What the browser is to be asked, as JSON. */
  String options(Pending pending) {
    return passkeys.toSign(
        pending.seat().person().id(), pending.draft().challenge(), pending.key().orElseThrow());
  }

  private Waiting keep(DelegateId person, String id, Waiting waiting) {
    room.put(person, id, waiting, clock.instant());
    return waiting;
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64Url.encode(bytes);
  }
}
