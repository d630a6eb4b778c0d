package parley.bench;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Draft;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.Authority;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Capacity;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.Role;
import parley.dossier.model.TalkId;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.state.TalkState;
import parley.dossier.verify.DossierFile;
import parley.dossier.webauthn.SoftwareAuthenticator;

/** A talk of two sides that have accepted each other, ready for as many proposals as are wanted. */
final class SampleTalk {
  private static final PersonId ADVISER = new PersonId("adviser");

  private final Dossier dossier;
  private final Side first = new Side("norland");
  private final Side second = new Side("sudria");
  private Instant now = Instant.parse("2026-11-02T09:00:00Z");

  private SampleTalk(String nonce) {
    dossier = new Dossier(TalkId.of(first.id, nonce));
    act(first, new Act.Convene(nonce, first.credentials, List.of(Texts.of("en", "Sudria"))));
    act(second, new Act.Present(second.credentials));
    accept(first, second);
    accept(second, first);
  }

  /** A new talk, with no proposal yet. */
  static SampleTalk accepted() {
    byte[] nonce = new byte[16];
    new SecureRandom().nextBytes(nonce);
    return new SampleTalk(Base64Url.encode(nonce));
  }

  TalkId id() {
    return dossier.talk();
  }

  List<Entry> entries() {
    return dossier.entries();
  }

  /** Writes one more proposal, signed by a person. */
  Entry propose() {
    Term.Time time =
        new Term.Time(now.plus(Duration.ofDays(10)), first.credentials.zone(), List.of());
    return act(
        first,
        new Act.Propose(
            time,
            new TreeSet<>(Set.of(first.id, second.id)),
            Optional.empty(),
            List.of(),
            Optional.empty()));
  }

  byte[] export() {
    return DossierFile.of(dossier, List.of()).write().getBytes(StandardCharsets.UTF_8);
  }

  private void accept(Side by, Side other) {
    var digest = TalkState.of(dossier).delegation(other.id).orElseThrow().presentedDigest();
    act(by, new Act.Accept(other.id, digest));
  }

  private Entry act(Side side, Act act) {
    now = now.plusSeconds(60);
    Draft draft = dossier.draft(side.id, act);
    boolean signed = Authority.needsPerson(act);
    Optional<Testimony> by =
        signed
            ? Optional.of(new Testimony(ADVISER, side.adviser.sign(draft.challenge(), 0)))
            : Optional.empty();
    return dossier.append(draft, by, side.seal, now);
  }

  private static final class Side {
    final SealKey seal;
    final DelegationId id;
    final SoftwareAuthenticator adviser;
    final Credentials credentials;

    Side(String name) {
      seal = SealKey.ofSeed(seed(name + " seal"));
      id = DelegationId.of(seal.publicKey());
      String host = "adviser." + name + ".localhost";
      adviser = SoftwareAuthenticator.ofSeed(seed(name), host, "http://" + host + ":8080");
      credentials =
          new Credentials(
              Texts.of("en", name),
              Credentials.zone("Europe/Lisbon"),
              List.of("en"),
              Capacity.PARTY,
              seal.publicKey(),
              SealKey.ofSeed(seed(name + " next")).publicKey().commitment(),
              SealKey.ofSeed(seed(name + " statement")).publicKey(),
              SealKey.ofSeed(seed(name + " line")).publicKey(),
              List.of(
                  new Person(
                      ADVISER,
                      Texts.of("en", "Adviser"),
                      Texts.of("en", "Adviser"),
                      Set.of(Role.NEGOTIATOR),
                      adviser.key())));
    }

    private static byte[] seed(String of) {
      return Digest.of(of).bytes();
    }
  }
}
