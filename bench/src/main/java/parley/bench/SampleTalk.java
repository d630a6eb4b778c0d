package parley.bench;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Draft;
import parley.dossier.chain.Entry;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.Authority;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.PersonId;
import parley.dossier.model.TalkId;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.verify.DossierFile;

/** A talk of two sides that have accepted each other, ready for as many proposals as are wanted. */
final class SampleTalk {
  final SampleSide first = new SampleSide("norland");
  final SampleSide second = new SampleSide("sudria");
  private final Dossier dossier;
  private Instant now = Instant.parse("2026-11-02T09:00:00Z");

  private SampleTalk(String nonce) {
    dossier = new Dossier(TalkId.of(first.id, nonce));
    act(first, new Act.Convene(nonce, first.credentials, List.of(Texts.of("en", "Sudria"))));
    Entry presented = act(second, new Act.Present(second.credentials));
    act(first, new Act.Accept(second.id, presented.actDigest()));
    Entry convened = dossier.chain(first.id).getFirst();
    act(second, new Act.Accept(first.id, convened.actDigest()));
  }

  /** A new talk, with no proposal yet. */
  static SampleTalk accepted() {
    byte[] nonce = new byte[16];
    new SecureRandom().nextBytes(nonce);
    return new SampleTalk(Base64Url.encode(nonce));
  }

  /** The same talk every time. */
  static SampleTalk fixed() {
    return new SampleTalk(Base64Url.encode(new byte[16]));
  }

  TalkId id() {
    return dossier.talk();
  }

  List<Entry> entries() {
    return dossier.entries();
  }

  Instant now() {
    return now;
  }

  /** Writes one more proposal, signed by a person. */
  Entry propose() {
    Term.Time time =
        new Term.Time(now.plus(Duration.ofDays(10)), first.credentials.zone(), List.of());
    return act(first, proposal(time, List.of()));
  }

  /** A proposal to both sides. */
  Act.Propose proposal(Term term, List<Digest> replaces) {
    return new Act.Propose(
        term,
        new TreeSet<>(Set.of(first.id, second.id)),
        Optional.empty(),
        replaces,
        Optional.empty());
  }

  /** Writes the act, signed by the side's adviser if a person must. */
  Entry act(SampleSide side, Act act) {
    return act(side, act, SampleSide.ADVISER);
  }

  /** Writes the act, signed by this person if a person must. */
  Entry act(SampleSide side, Act act, PersonId person) {
    now = now.plusSeconds(60);
    Draft draft = dossier.draft(side.id, act);
    Optional<Testimony> by =
        Authority.needsPerson(act) && dossier.heads().containsKey(side.id)
            ? Optional.of(side.sign(draft, person))
            : Optional.empty();
    return dossier.append(draft, by, side.sealing(act), now);
  }

  byte[] export(Collection<Body> bodies) {
    return DossierFile.of(dossier, bodies).write().getBytes(StandardCharsets.UTF_8);
  }
}
