package parley.dossier;

import java.util.Optional;
import java.util.function.UnaryOperator;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.Capacity;
import parley.dossier.model.Credentials;
import parley.dossier.model.Digest;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.SealPublicKey;
import parley.dossier.webauthn.SoftwareAuthenticator;

/** A delegation's keys and credentials as they change: rotations, revisions, revocations. */
final class KeyVectors extends VectorBook {
  private static final PersonId PRINCIPAL = new PersonId("principal");
  private static final String HOST = "principal.sudria.localhost";

  KeyVectors(VectorBook book) {
    super(book);
  }

  void write() {
    rotated();
    wrongRotations();
    beforeAcceptance();
    credentials();
    revoked();
  }

  private void rotated() {
    Dossier in = rebuilt();
    Entry open = norland.act(in, story.proposal(video), later);
    Entry rotation = sudria.act(in, sudria.rotation(in), later);
    sudria.act(in, new Act.Acknowledge(), later);
    sudria.act(in, new Act.Objection(open.actDigest(), Optional.empty()), later);
    holds("valid-rotation-not-yet-accepted", file(in));
    norland.act(in, new Act.Accept(sudria.id, rotation.actDigest()), later);
    sudria.act(in, new Act.Consent(open.actDigest()), later);
    norland.act(in, new Act.Acknowledge(), later);
    sudria.act(in, new Act.Acknowledge(), later);
    holds("valid-rotation-accepted", file(in));
    Forge old = ack(in);
    old.key = sudria.seal;
    fails("key-unknown-replaced", Reason.KEY_UNKNOWN, in, old.seal(), old);
    SealPublicKey first = sudria.seal.publicKey();
    Forge again =
        Forge.next(
            in, sudria, new Act.Rotate(sudria.key(2).publicKey(), first.commitment()), later);
    in.admit(again.seal());
    Forge back =
        Forge.next(
            in, sudria, new Act.Rotate(first, sudria.key(5).publicKey().commitment()), later);
    fails("rotation-invalid-old-key", Reason.ROTATION_INVALID, in, back.seal(), back);
  }

  private void wrongRotations() {
    Act.Rotate right = sudria.rotation(dossier);
    SealKey thirds = Side.third().seal;
    Forge other = rotation(new Act.Rotate(thirds.publicKey(), right.nextKey()));
    other.key = thirds;
    fails(Reason.ROTATION_INVALID, "other-key", other.seal());
    Forge sealedByTheOld = rotation(right);
    sealedByTheOld.key = sudria.seal;
    fails(Reason.KEY_UNKNOWN, "rotation", sealedByTheOld.seal());
    fails(Reason.ASSERTION_MISSING, "rotation", rotation(right).unsigned().seal());
    fails(
        Reason.VALUE_INVALID,
        "rotation-to-itself",
        rotation(new Act.Rotate(right.key(), right.key().commitment())).seal());
    fails(
        Reason.ROLE_NOT_ALLOWED,
        "rotation",
        rotation(right).by(new PersonId("spokesperson")).seal());
  }

  private Forge rotation(Act.Rotate rotate) {
    return Forge.next(dossier, sudria, rotate, later);
  }

  private void beforeAcceptance() {
    Dossier in = rebuilt();
    Entry open = norland.act(in, story.proposal(video), later);
    sudria.act(in, sudria.rotation(in), later);
    Forge consent = Forge.next(in, sudria, new Act.Consent(open.actDigest()), later);
    fails(
        "rotation-not-accepted-consent", Reason.ROTATION_NOT_ACCEPTED, in, consent.seal(), consent);
    Forge enter = Forge.next(in, sudria, new Act.Enter(PRINCIPAL), later);
    fails("rotation-not-accepted-enter", Reason.ROTATION_NOT_ACCEPTED, in, enter.seal(), enter);
    Digest first = Digest.of(dossierAct(in.chain(sudria.id).getFirst()));
    norland.act(in, new Act.Accept(sudria.id, first), later);
    Forge still = Forge.next(in, sudria, new Act.Consent(open.actDigest()), later);
    fails("rotation-not-accepted-again", Reason.ROTATION_NOT_ACCEPTED, in, still.seal(), still);
  }

  private void credentials() {
    Credentials own = sudria.credentials;
    fails(Reason.CREDENTIALS_INVALID, "capacity", present(mediating(own)).seal());
    fails(
        Reason.CREDENTIALS_INVALID,
        "key",
        present(own.rotated(sudria.key(1).publicKey(), sudria.key(2).publicKey().commitment()))
            .seal());
    fails(
        Reason.MEMBER_MISSING,
        "line-key",
        edited(s -> s.replaceFirst("\"lineKey\":\"[^\"]*\",", "")));
    fails(
        Reason.VALUE_INVALID,
        "key-of-two-purposes",
        edited(s -> s.replace(own.lineKey().x(), own.statementKey().x())));
    fails(
        Reason.REFERENCE_UNKNOWN,
        "credentials",
        Forge.next(dossier, sudria, new Act.Accept(norland.id, Digest.of("nothing")), later)
            .seal());
  }

  private Forge present(Credentials credentials) {
    return Forge.next(dossier, sudria, new Act.Present(credentials), later);
  }

  private String edited(UnaryOperator<String> edit) {
    return present(sudria.credentials).signedAct(edit).seal();
  }

  private void revoked() {
    Dossier in = rebuilt();
    sudria.act(in, new Act.Revoke(PRINCIPAL), later);
    Forge gone = Forge.next(in, sudria, story.proposal(video), later).by(PRINCIPAL);
    fails("person-unknown-revoked", Reason.PERSON_UNKNOWN, in, gone.seal(), gone);
    accepted(in, sudria.credentials);
    Forge back = Forge.next(in, sudria, story.proposal(video), later).by(PRINCIPAL);
    fails("person-unknown-revoked-key-again", Reason.PERSON_UNKNOWN, in, back.seal(), back);
    SoftwareAuthenticator fresh =
        SoftwareAuthenticator.ofSeedEs256(Side.seed("fresh"), HOST, "http://" + HOST + ":8080");
    accepted(in, sudria.withKey(PRINCIPAL, fresh));
    Forge anew = Forge.next(in, sudria, story.proposal(video), later);
    in.admit(anew.by(new Testimony(PRINCIPAL, fresh.sign(anew.draft.challenge(), 1))).seal());
    holds("valid-person-revoked-and-given-a-new-key", file(in));
  }

  private void accepted(Dossier in, Credentials credentials) {
    Entry presented = sudria.act(in, new Act.Present(credentials), later);
    norland.act(in, new Act.Accept(sudria.id, presented.actDigest()), later);
    sudria.act(in, new Act.Acknowledge(), later);
  }

  private static Credentials mediating(Credentials c) {
    return new Credentials(
        c.names(),
        c.zone(),
        c.languages(),
        Capacity.GOOD_OFFICES,
        c.key(),
        c.nextKey(),
        c.statementKey(),
        c.lineKey(),
        c.people());
  }
}
