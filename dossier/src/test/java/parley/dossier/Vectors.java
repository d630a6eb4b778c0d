package parley.dossier;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Body;
import parley.dossier.model.Capacity;
import parley.dossier.model.Credentials;
import parley.dossier.model.DateLevel;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.ItemId;
import parley.dossier.model.ItemText;
import parley.dossier.model.Medium;
import parley.dossier.model.PackageMark;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.Subject;
import parley.dossier.model.TalkId;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.model.Voice;
import parley.dossier.verify.DossierFile;
import parley.dossier.webauthn.Assertion;
import parley.dossier.webauthn.WrongAssertions;
import parley.dossier.wire.Bodies;

/** Makes the test vectors, always the same ones: valid files, and one per way of being invalid. */
final class Vectors {
  /** What a verifier must say: nothing agreed on names a reason, and where. */
  record Expected(String reason, String chain, long seq) {}

  /** A file and what must be said of it; {@code HOLDS} as reason for a valid one. */
  record Vector(String file, Expected expected) {}

  private final Map<String, Vector> all = new LinkedHashMap<>();
  private final Story story = Story.ofTwo();
  private final Side norland = story.sides.get(0);
  private final Side sudria = story.sides.get(1);
  private final Dossier dossier = story.copy(sudria);
  private final Instant later = story.now().plus(Duration.ofHours(1));
  private final Term.Format video = new Term.Format(Medium.VIDEO, 60);

  static Map<String, Vector> all() {
    Vectors vectors = new Vectors();
    vectors.valid();
    vectors.forms();
    vectors.seals();
    vectors.links();
    vectors.persons();
    vectors.rules();
    vectors.files();
    return vectors.all;
  }

  private void valid() {
    holds("valid-begun", file(dossier));
    holds("valid-agreed-and-closed", DossierFile.of(closed().copy(norland), List.of(text())));
    holds("valid-text-erased", DossierFile.of(closed().copy(norland), List.of()));
    Story three = Story.of(Side.norland(), Side.sudria(), Side.mediator());
    Entry offered = three.propose(three.sides.get(2), video);
    three.exchange();
    three.consent(three.sides.get(0), offered);
    three.consent(three.sides.get(1), offered);
    three.settle();
    holds("valid-good-offices", file(three.copy(three.sides.get(0))));
    Dossier rotated = rebuilt();
    Side heir = Side.sudria();
    Forge rotate = rotation(rotated, heir.next.publicKey());
    rotate.key = heir.next;
    rotated.admit(rotate.seal());
    holds("valid-key-rotated", file(rotated));
  }

  private void forms() {
    Forge consentless = ack();
    fails(Reason.NOT_JSON, "payload", consentless.seal(s -> s.substring(1)));
    fails(Reason.NOT_JSON, "fraction", ack().seal(s -> s.replace("\"v\":1", "\"v\":1.0")));
    fails(Reason.NOT_JSON, "null", ack().seal(s -> s.replace("\"v\":1", "\"v\":null")));
    fails(
        Reason.TOO_LARGE,
        "depth",
        ack().seal(s -> s.replace("\"v\":1", "\"v\":" + "[".repeat(12) + "]".repeat(12))));
    fails(
        Reason.DUPLICATE_MEMBER,
        "payload",
        ack().seal(s -> s.replace("\"v\":1", "\"v\":1,\"v\":1")));
    fails(
        Reason.DUPLICATE_MEMBER,
        "act",
        propose(video).signedAct(s -> s.replace("{\"act\"", "{\"talk\":\"\",\"act\"")).seal());
    fails(
        Reason.MEMBER_MISSING,
        "at",
        ack().seal(s -> s.replaceFirst("\"at\":\"[^\"]*\",", "")));
    fails(
        Reason.MEMBER_UNKNOWN,
        "payload",
        ack().seal(s -> s.replace("\"v\":1", "\"v\":1,\"w\":1")));
    fails(
        Reason.MEMBER_UNKNOWN,
        "act",
        propose(video).signedAct(s -> s.replace("\"minutes\":60", "\"minutes\":60,\"x\":1")).seal());
    fails(
        Reason.VALUE_INVALID,
        "time-form",
        ack().seal(s -> s.replaceFirst("(\"at\":\"[^\"]*)Z\"", "$1.000Z\"")));
    fails(
        Reason.VALUE_INVALID,
        "minutes",
        propose(video).signedAct(s -> s.replace("\"minutes\":60", "\"minutes\":0")).seal());
    fails(
        Reason.ACT_UNKNOWN,
        "act",
        ack().act(s -> s.replace("\"acknowledge\"", "\"applaud\"")).seal());
    fails(
        Reason.TERM_UNKNOWN,
        "kind",
        propose(video).signedAct(s -> s.replace("\"format\"", "\"menu\"")).seal());
    fails(Reason.TYPE_WRONG, "version", ack().seal(s -> s.replace("\"v\":1", "\"v\":2")));
  }

  private void seals() {
    String honest = ack().seal();
    String[] parts = honest.split("\\.");
    fails(Reason.NOT_JWS, "two-parts", parts[0] + "." + parts[1]);
    fails(Reason.NOT_JWS, "padding", parts[0] + "." + parts[1] + "." + parts[2] + "=");
    fails(Reason.ALGORITHM_NOT_ALLOWED, "none", header(honest, s -> s.replace("Ed25519", "none")));
    fails(
        Reason.ALGORITHM_NOT_ALLOWED, "eddsa", header(honest, s -> s.replace("Ed25519", "EdDSA")));
    fails(
        Reason.MEMBER_UNKNOWN,
        "header",
        header(honest, s -> s.replace("{", "{\"crit\":[\"b64\"],")));
    Forge statement = ack();
    statement.type = "parley-statement+jws";
    fails(Reason.TYPE_WRONG, "type", statement.seal());
    Forge stranger = ack();
    stranger.key = norland.seal;
    fails(Reason.KEY_UNKNOWN, "other-side", stranger.seal());
    fails(Reason.SIGNATURE_INVALID, "edited", payload(honest, s -> s.replace("\"v\":1", "\"v\":1 ")));
  }

  private void links() {
    Forge talk = ack();
    talk.talk = TalkId.of(norland.id, Base64Url.encode(new byte[16]));
    fails(Reason.TALK_MISMATCH, "act", talk.seal());
    Forge moved = ack();
    moved.act(s -> s.replace(sudria.id.value(), norland.id.value()));
    fails(Reason.CHAIN_MISMATCH, "act", moved.seal());
    Forge jump = ack();
    jump.previous = Optional.of(dossier.chain(sudria.id).get(0).hash());
    fails(Reason.SEQUENCE_WRONG, "previous", jump.seal());
    Forge hash = ack();
    hash.previous = Optional.of(dossier.heads().get(norland.id).hash());
    fails(Reason.PREVIOUS_MISMATCH, "other-chain", hash.seal());
    Forge number = ack();
    Head head = dossier.heads().get(norland.id);
    number.seen.put(norland.id, new Head(head.seq() + 1, head.hash()));
    fails(Reason.SEEN_UNKNOWN, "number", number.seal());
    Forge back = ack();
    back.seen.put(norland.id, dossier.chain(norland.id).getFirst().head());
    fails(Reason.SEEN_BACKWARD, "less", back.seal());
    Forge time = ack();
    time.at = Story.START;
    fails(Reason.TIME_BACKWARD, "earlier", time.seal());
    Story three = Story.of(Side.norland(), Side.sudria(), Side.third());
    Side third = three.sides.get(2);
    Entry unseen = three.act(third, new Act.Acknowledge());
    three.copy(norland(three)).admit(unseen.jws());
    Entry saw = three.act(norland(three), new Act.Acknowledge());
    Dossier all = three.copy(norland(three));
    Forge incomplete = Forge.next(all, sudria(three), new Act.Acknowledge(), later);
    Entry before = all.chain(third.id).get(all.chain(third.id).size() - 2);
    incomplete.seen.put(third.id, before.head());
    incomplete.seen.put(norland(three).id, saw.head());
    fails("seen-incomplete", Reason.SEEN_INCOMPLETE, all, incomplete.seal(), incomplete);
  }

  private void persons() {
    Act.Propose act = story.proposal(video);
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
        propose(video)
            .by(new Testimony(new PersonId("minister"), hers.sign(challenge, 0)))
            .seal());
    fails(
        Reason.ROLE_NOT_ALLOWED,
        "technician",
        propose(video).by(new PersonId("technician")).seal());
    Dossier counted = rebuilt();
    Forge first = Forge.next(counted, sudria, act, later);
    counted.admit(first.by(new Testimony(adviser, hers.sign(challenge, 7))).seal());
    Forge replay = Forge.next(counted, sudria, new Act.Withdraw(first.draft.digest(), Optional.empty()), later);
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
                new Assertion(
                    right.authenticatorData(), right.clientData(), other.signature())))
        .seal();
  }

  private void rules() {
    Dossier withdrawn = rebuilt();
    Entry offer = norland.act(withdrawn, story.proposal(video), later);
    Entry yes = sudria.act(withdrawn, new Act.Consent(offer.actDigest()), later);
    sudria.act(withdrawn, new Act.Objection(offer.actDigest(), Optional.empty()), later);
    Forge again = Forge.again(withdrawn, sudria, yes, later);
    again.act = dossierAct(yes);
    fails("act-not-next-replay", Reason.ACT_NOT_NEXT, withdrawn, again.seal(), again);
    Forge postpone =
        Forge.next(withdrawn, sudria, new Act.Postpone(offer.actDigest(), Optional.empty()), later);
    fails("reference-wrong-postpone", Reason.REFERENCE_WRONG, withdrawn, postpone.seal(), postpone);
    Digest nothing = Digest.of("nothing");
    fails(
        Reason.REFERENCE_UNKNOWN,
        "proposal",
        Forge.next(dossier, sudria, new Act.Consent(nothing), later).seal());
    fails(
        Reason.PARTIES_WRONG,
        "outsider",
        propose(video)
            .signedAct(s -> s.replace(norland.id.value(), Side.third().id.value()))
            .seal());
    Act.Propose pack =
        new Act.Propose(
            video,
            story.parties(),
            Optional.empty(),
            List.of(),
            Optional.of(new PackageMark("p", 2)));
    Dossier packed = rebuilt();
    sudria.act(packed, pack, later);
    sudria.act(packed, pack, later);
    Forge third = Forge.next(packed, sudria, pack, later);
    fails("package-invalid-third", Reason.PACKAGE_INVALID, packed, third.seal(), third);
    Forge rotate = rotation(dossier, Side.third().seal.publicKey());
    rotate.key = Side.third().seal;
    fails(Reason.ROTATION_INVALID, "other-key", rotate.seal());
    Credentials c = sudria.credentials;
    Credentials mediating =
        new Credentials(
            c.names(),
            c.zone(),
            c.languages(),
            Capacity.GOOD_OFFICES,
            c.key(),
            c.nextKey(),
            c.statementKey(),
            c.people());
    fails(
        Reason.CREDENTIALS_INVALID,
        "capacity",
        Forge.next(dossier, sudria, new Act.Present(mediating), later).seal());
    Dossier fresh = new Dossier(dossier.talk());
    fresh.admit(dossier.chain(norland.id).getFirst().jws());
    sudria.act(fresh, new Act.Present(c), later);
    Forge early = Forge.next(fresh, sudria, story.proposal(video), later);
    fails(
        "credentials-not-accepted",
        Reason.CREDENTIALS_NOT_ACCEPTED,
        fresh,
        early.seal(),
        early);
    Dossier empty = new Dossier(dossier.talk());
    empty.admit(dossier.chain(norland.id).getFirst().jws());
    Forge start = Forge.next(empty, sudria, new Act.Acknowledge(), later);
    fails("chain-start-act", Reason.CHAIN_START, empty, start.seal(), start);
    Dossier revoked = rebuilt();
    sudria.act(revoked, new Act.Revoke(new PersonId("principal")), later);
    Forge gone = Forge.next(revoked, sudria, story.proposal(video), later);
    gone.by(new PersonId("principal"));
    fails("person-unknown-revoked", Reason.PERSON_UNKNOWN, revoked, gone.seal(), gone);
  }

  private void files() {
    DossierFile good = file(dossier);
    String text = good.write();
    put("not-json-file", text.substring(0, text.length() - 1), Reason.NOT_JSON, "", 0);
    put(
        "not-a-dossier",
        text.replace("parley-dossier", "minutes"),
        Reason.NOT_A_DOSSIER,
        "",
        0);
    String agreed = DossierFile.of(closed().copy(norland), List.of(text())).write();
    put("body-mismatch", agreed.replace("discuss", "decide"), Reason.BODY_MISMATCH, "", 0);
    List<String> chain = good.chains().get(sudria.id);
    List<String> dropped = new ArrayList<>(chain);
    dropped.remove(1);
    put("entry-missing-dropped", with(good, dropped), Reason.ENTRY_MISSING, sudria.id.value(), 2);
    List<String> cut = chain.subList(0, 1);
    put("entry-missing-cut", with(good, cut), Reason.ENTRY_MISSING, sudria.id.value(), 2);
    List<String> twice = new ArrayList<>(chain);
    twice.add(2, chain.get(1));
    put("duplicate-entry", with(good, twice), Reason.DUPLICATE_ENTRY, sudria.id.value(), 3);
    List<String> forked = new ArrayList<>(chain);
    Dossier early = new Dossier(dossier.talk());
    dossier.entries().stream()
        .filter(e -> !e.chain().equals(sudria.id) || e.seq() < chain.size())
        .forEach(e -> early.admit(e.jws()));
    forked.add(ack(early).seal());
    put(
        "equivocation",
        with(good, forked),
        Reason.EQUIVOCATION,
        sudria.id.value(),
        forked.size());
    put(
        "chain-mismatch-filed",
        text.replace(
            "\"" + sudria.id + "\":[", "\"" + Side.third().id + "\":["),
        Reason.CHAIN_MISMATCH,
        Side.third().id.value(),
        1);
  }

  private Story closed() {
    Story agreed = Story.ofTwo();
    Side n = norland(agreed);
    Side s = sudria(agreed);
    agreeOn(agreed, n, s, new Term.AgendaItem(new ItemId("legal"), 5, 20, text().digest()));
    agreeOn(agreed, s, n, Story.time(0));
    agreeOn(
        agreed,
        n,
        s,
        new Term.Disclosure(Subject.Plain.DATE, Voice.Shared.EITHER, DateLevel.WEEK));
    agreed.act(n, new Act.Release(Digest.of("statement")));
    agreed.settle();
    agreed.act(n, agreed.copy(n).closeAct(n.id));
    agreed.exchange();
    agreed.act(s, agreed.copy(s).closeAct(s.id));
    agreed.settle();
    return agreed;
  }

  private static void agreeOn(Story story, Side by, Side other, Term term) {
    Entry proposal = story.propose(by, term);
    story.exchange();
    story.consent(other, proposal);
    story.settle();
  }

  private static Body text() {
    return Bodies.of(
        new ItemText(
            Texts.of(Map.of("en", "Legal guarantees", "ru", "Правовые гарантии")),
            Texts.of(Map.of("en", "The parties discuss.", "ru", "Стороны обсуждают."))),
        Side.seed("salt"));
  }

  private static Side norland(Story story) {
    return story.sides.get(0);
  }

  private static Side sudria(Story story) {
    return story.sides.get(1);
  }

  private Dossier rebuilt() {
    return Story.rebuilt(dossier.talk(), dossier.entries());
  }

  private Forge ack() {
    return ack(dossier);
  }

  private Forge ack(Dossier in) {
    return Forge.next(in, sudria, new Act.Acknowledge(), later);
  }

  private Forge propose(Term term) {
    return Forge.next(dossier, sudria, story.proposal(term), later);
  }

  private Forge rotation(Dossier in, parley.dossier.model.SealPublicKey key) {
    return Forge.next(
        in, sudria, new Act.Rotate(key, Side.third().seal.publicKey().commitment()), later);
  }

  /** The act's exact bytes as an entry carries them. */
  private static String dossierAct(Entry entry) {
    String payload = text(entry.jws().split("\\.")[1]);
    String act = payload.replaceFirst(".*\"act\":\"([^\"]*)\".*", "$1");
    return text(act);
  }

  private static String text(String base64Url) {
    return new String(Base64Url.decode(base64Url, 1 << 20), StandardCharsets.UTF_8);
  }

  private static String header(String jws, UnaryOperator<String> edit) {
    String[] parts = jws.split("\\.");
    return encode(edit.apply(text(parts[0]))) + "." + parts[1] + "." + parts[2];
  }

  private static String payload(String jws, UnaryOperator<String> edit) {
    String[] parts = jws.split("\\.");
    return parts[0] + "." + encode(edit.apply(text(parts[1]))) + "." + parts[2];
  }

  private static String encode(String text) {
    return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static DossierFile file(Dossier dossier) {
    return DossierFile.of(dossier, List.of());
  }

  private String with(DossierFile file, List<String> sudriasChain) {
    TreeMap<DelegationId, List<String>> chains = new TreeMap<>(file.chains());
    chains.put(sudria.id, List.copyOf(sudriasChain));
    return new DossierFile(file.talk(), chains, file.bodies()).write();
  }

  private void holds(String name, DossierFile file) {
    all.put(name, new Vector(file.write(), new Expected("HOLDS", "", 0)));
  }

  /** The begun talk with this entry added at the end of Sudria's chain. */
  private void fails(Reason reason, String what, String jws) {
    String name = reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + what;
    add(name, reason, dossier, jws, sudria.id);
  }

  private void fails(String name, Reason reason, Dossier in, String jws, Forge forge) {
    add(name, reason, in, jws, forge.chain);
  }

  private void add(String name, Reason reason, Dossier in, String jws, DelegationId chain) {
    DossierFile file = file(in);
    TreeMap<DelegationId, List<String>> chains = new TreeMap<>(file.chains());
    List<String> longer = new ArrayList<>(chains.getOrDefault(chain, List.of()));
    longer.add(jws);
    chains.put(chain, longer);
    String text = new DossierFile(file.talk(), chains, file.bodies()).write();
    put(name, text, reason, chain.value(), longer.size());
  }

  private void put(String name, String file, Reason reason, String chain, long seq) {
    if (all.put(name, new Vector(file, new Expected(reason.name(), chain, seq))) != null) {
      throw new IllegalStateException("two vectors are called " + name);
    }
  }
}
