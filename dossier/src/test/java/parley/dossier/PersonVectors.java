package parley.dossier;

import java.util.Optional;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.webauthn.Assertion;
import parley.dossier.webauthn.WrongAssertions;

/** Acts that no authorised person signed. */
final class PersonVectors extends VectorBook {
  PersonVectors(VectorBook book) {
    super(book);
  }

  void write() {
    persons();
    counters();
  }

  private void persons() {
    byte[] challenge = propose(video).draft.challenge();
    PersonId adviser = new PersonId("adviser");
    var hers = sudria.people.get(adviser);
    String origin = "http://adviser.sudria.localhost:8080";
    fails(Reason.ASSERTION_MISSING, "key-alone", propose(video).unsigned().seal());
    fails(
        Reason.ASSERTION_INVALID,
        "other-act",
        propose(video).act(s -> s.replace("60", "61")).seal());
    fails(
        Reason.ASSERTION_INVALID,
        "registration",
        propose(video)
            .by(
                new Testimony(
                    adviser, WrongAssertions.ofType(hers, "webauthn.create", challenge, origin)))
            .seal());
    fails(
        Reason.ASSERTION_INVALID,
        "not-verified",
        propose(video)
            .by(new Testimony(adviser, WrongAssertions.unverified(hers, challenge, origin)))
            .seal());
    fails(
        Reason.ASSERTION_ORIGIN,
        "other-person",
        propose(video)
            .by(new Testimony(new PersonId("principal"), hers.sign(challenge, 0)))
            .seal());
    fails(Reason.ASSERTION_INVALID, "signature", forgedSignature(adviser));
    fails(
        Reason.ASSERTION_ORIGIN,
        "elsewhere",
        propose(video)
            .by(
                new Testimony(
                    adviser, WrongAssertions.from(hers, challenge, "https://sudria.example")))
            .seal());
    fails(
        Reason.ASSERTION_ORIGIN,
        "foreign-frame",
        propose(video)
            .by(new Testimony(adviser, WrongAssertions.inAForeignFrame(hers, challenge, origin)))
            .seal());
    fails(
        Reason.PERSON_UNKNOWN,
        "other-side",
        propose(video).by(new Testimony(new PersonId("minister"), hers.sign(challenge, 0))).seal());
    fails(
        Reason.ROLE_NOT_ALLOWED,
        "technician",
        propose(video).by(new PersonId("technician")).seal());
  }

  private void counters() {
    PersonId adviser = new PersonId("adviser");
    var hers = sudria.people.get(adviser);
    byte[] challenge = propose(video).draft.challenge();
    Dossier counted = rebuilt();
    Forge first = Forge.next(counted, sudria, story.proposal(video), later);
    counted.admit(first.by(new Testimony(adviser, hers.sign(challenge, 7))).seal());
    Forge replay =
        Forge.next(
            counted, sudria, new Act.Withdraw(first.draft.digest(), Optional.empty()), later);
    replay.by(new Testimony(adviser, hers.sign(replay.draft.challenge(), 7)));
    fails("assertion-counter", Reason.ASSERTION_COUNTER, counted, replay.seal(), replay);
  }

  /** Everything right but the signature itself, which is over another act. */
  private String forgedSignature(PersonId adviser) {
    Forge honest = propose(video);
    Assertion right = honest.by.orElseThrow().assertion();
    Assertion other = sudria.people.get(adviser).sign(new byte[32], 0);
    return honest
        .by(
            new Testimony(
                adviser,
                new Assertion(right.authenticatorData(), right.clientData(), other.signature())))
        .seal();
  }
}
