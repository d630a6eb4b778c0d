package parley.dossier;

import java.util.HexFormat;
import java.util.function.UnaryOperator;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.webauthn.WrongAssertions;

/** What one library takes and another does not: here there is one verdict. */
final class StrictVectors extends VectorBook {
  private static final PersonId ADVISER = new PersonId("adviser");
  private static final String ORIGIN = "http://adviser.sudria.localhost:8080";
  private static final String COORDINATE = "20".repeat(32);

  StrictVectors(VectorBook book) {
    super(book);
  }

  void write() {
    forms();
    publicKeys();
    personKeys();
    signatures();
    assertions();
  }

  private void forms() {
    String name = "n".repeat(201);
    fails(
        Reason.NOT_JSON,
        "long-name",
        ack().seal(s -> s.replace("\"v\":1", "\"v\":1,\"" + name + "\":1")));
    String own = sudria.credentials.zone().getId();
    fails(Reason.VALUE_INVALID, "zone-offset", presented(s -> s.replace(own, "+03:00")));
    fails(Reason.VALUE_INVALID, "zone-z", presented(s -> s.replace(own, "Z")));
    fails(Reason.VALUE_INVALID, "zone-utc-offset", presented(s -> s.replace(own, "UTC+3")));
  }

  private void publicKeys() {
    statementKey("key-neutral", hex("01" + "00".repeat(31)));
    statementKey("key-of-order-2", hex("ec" + "ff".repeat(30) + "7f"));
    statementKey("key-of-order-4", new byte[32]);
    statementKey(
        "key-of-order-8", hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"));
    statementKey("key-beyond-the-field", hex("f0" + "ff".repeat(30) + "7f"));
    statementKey("key-with-a-sign-of-zero", hex("01" + "00".repeat(30) + "80"));
    statementKey("key-off-the-curve", hex("02" + "00".repeat(31)));
    statementKey("key-of-mixed-order", Torsion.added(sudria.statement.publicKey().bytes()));
  }

  private void statementKey(String what, byte[] key) {
    String own = sudria.statement.publicKey().x();
    fails(Reason.VALUE_INVALID, what, presented(s -> s.replace(own, Base64Url.encode(key))));
  }

  private void personKeys() {
    String wide = "30".repeat(48);
    fails(
        Reason.ALGORITHM_NOT_ALLOWED,
        "p384",
        adviserWith("a5010203262002215830" + wide + "225830" + wide));
    fails(
        Reason.ALGORITHM_NOT_ALLOWED,
        "ed448",
        adviserWith("a4010103272007215839" + "20".repeat(57)));
    fails(
        Reason.ALGORITHM_NOT_ALLOWED,
        "cose-in-another-order",
        adviserWith("a4032701012006215820" + HexFormat.of().formatHex(adviser().bytes())));
    fails(
        Reason.CREDENTIALS_INVALID,
        "person-key-of-small-order",
        adviserWith("a4010103272006215820" + "01" + "00".repeat(31)));
    fails(
        Reason.CREDENTIALS_INVALID,
        "person-key-off-the-curve",
        adviserWith("a5010203262001215820" + COORDINATE + "225820" + COORDINATE));
  }

  private parley.dossier.model.SealPublicKey adviser() {
    return sudria.key(9).publicKey(); // any good key
  }

  private String adviserWith(String coseHex) {
    String own = sudria.people.get(ADVISER).key().cose();
    return presented(s -> s.replace(own, Base64Url.encode(hex(coseHex))));
  }

  private void signatures() {
    String honest = ack().seal();
    String signed = honest.substring(0, honest.lastIndexOf('.'));
    byte[] seed = Side.seed("sudria seal");
    fails(
        Reason.SIGNATURE_INVALID,
        "r-of-mixed-order",
        signed + "." + Base64Url.encode(Torsion.signed(seed, signed)));
    byte[] signature = Base64Url.decode(honest.substring(signed.length() + 1), 100);
    fails(
        Reason.SIGNATURE_INVALID,
        "s-beyond-the-order",
        signed + "." + Base64Url.encode(Torsion.beyondTheOrder(signature)));
  }

  private void assertions() {
    byte[] challenge = propose(video).draft.challenge();
    var hers = sudria.people.get(ADVISER);
    fails(
        Reason.ASSERTION_ORIGIN,
        "path",
        propose(video)
            .by(new Testimony(ADVISER, WrongAssertions.from(hers, challenge, ORIGIN + "/x")))
            .seal());
    fails(
        Reason.ASSERTION_INVALID,
        "challenge-with-padding",
        propose(video)
            .by(new Testimony(ADVISER, WrongAssertions.padded(hers, challenge, ORIGIN)))
            .seal());
    Dossier in = rebuilt();
    Forge forge = Forge.next(in, sudria, story.proposal(video), later);
    in.admit(
        forge
            .by(new Testimony(ADVISER, WrongAssertions.longer(hers, forge.draft.challenge())))
            .seal());
    holds("valid-longer-authenticator-data", file(in));
  }

  private String presented(UnaryOperator<String> edit) {
    return Forge.next(dossier, sudria, new Act.Present(sudria.credentials), later)
        .signedAct(edit)
        .seal();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
