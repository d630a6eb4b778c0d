package parley.dossier;

import parley.dossier.model.Reason;
import parley.dossier.model.Term;

/** Entries in a wrong form or under a wrong seal. */
final class FormVectors extends VectorBook {
  FormVectors(VectorBook book) {
    super(book);
  }

  void write() {
    forms();
    seals();
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
    fails(Reason.MEMBER_MISSING, "at", ack().seal(s -> s.replaceFirst("\"at\":\"[^\"]*\",", "")));
    fails(
        Reason.MEMBER_UNKNOWN, "payload", ack().seal(s -> s.replace("\"v\":1", "\"v\":1,\"w\":1")));
    fails(
        Reason.MEMBER_UNKNOWN,
        "act",
        propose(video)
            .signedAct(s -> s.replace("\"minutes\":60", "\"minutes\":60,\"x\":1"))
            .seal());
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
    roomsAndStatements();
    fails(Reason.TYPE_WRONG, "version", ack().seal(s -> s.replace("\"v\":1", "\"v\":2")));
  }

  private void roomsAndStatements() {
    fails(
        Reason.VALUE_INVALID,
        "room-of-an-outsider",
        propose(new Term.Room(sudria.id))
            .signedAct(
                s -> s.replace("\"orders\":\"" + sudria.id, "\"orders\":\"" + Side.third().id))
            .seal());
    Term.JointStatement joint = JointStatementTest.term(later.plusSeconds(3600));
    fails(
        Reason.VALUE_INVALID,
        "statement-within-a-second",
        propose(joint).signedAct(s -> s.replaceFirst("(\"release\":\"[^\"]*)Z", "$1.500Z")).seal());
    fails(
        Reason.VALUE_INVALID,
        "statement-in-a-package",
        propose(joint)
            .signedAct(
                s ->
                    s.replace("\"replaces\"", "\"package\":{\"id\":\"p\",\"size\":2},\"replaces\""))
            .seal());
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
    fails(
        Reason.SIGNATURE_INVALID, "edited", payload(honest, s -> s.replace("\"v\":1", "\"v\":1 ")));
  }
}
