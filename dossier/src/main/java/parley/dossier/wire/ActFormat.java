package parley.dossier.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeSet;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.PackageMark;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;

/** Acts as JSON. An act names its talk, its chain and the last act there that a person signed. */
public final class ActFormat {
  /** Largest act in bytes. */
  public static final int MAX_BYTES = 196_608;

  private ActFormat() {}

  /**
   * An act in its place.
   *
   * @param after digest of the chain's last act that a person signed; empty if there is none
   */
  public record Placed(TalkId talk, DelegationId chain, Optional<Digest> after, Act act) {}

  public static String write(Placed placed) {
    Act act = placed.act();
    var json =
        Json.object().put("act", name(act)).put("talk", placed.talk()).put("chain", placed.chain());
    placed.after().ifPresent(after -> json.put("after", after));
    members(act, json);
    return json.build().text();
  }

  /** Reads an act from its bytes; an unknown one stops the reader. */
  public static Placed read(byte[] bytes) {
    return Members.read(
        StrictJson.object(bytes, MAX_BYTES),
        m ->
            new Placed(
                m.string("talk", TalkId::new),
                m.string("chain", DelegationId::new),
                m.optionalString("after", Digest::new),
                act(m.string("act"), m)));
  }

  /** Reads an act that was written here. */
  public static Placed read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The format's word for an act. */
  public static String name(Act act) {
    return switch (act) {
      case Act.Convene a -> "convene";
      case Act.Present a -> "present";
      case Act.Accept a -> "accept";
      case Act.Rotate a -> "rotate";
      case Act.Revoke a -> "revoke";
      case Act.AdmitDevice a -> "admit-device";
      case Act.DismissDevice a -> "dismiss-device";
      case Act.Propose a -> "propose";
      case Act.Consent a -> "consent";
      case Act.ConsentAdReferendum a -> "consent-ad-referendum";
      case Act.Confirm a -> "confirm";
      case Act.Objection a -> "object";
      case Act.Withdraw a -> "withdraw";
      case Act.Postpone a -> "postpone";
      case Act.Declare a -> "declare";
      case Act.Open a -> "open";
      case Act.Enter a -> "enter";
      case Act.Leave a -> "leave";
      case Act.Close a -> "close";
      case Act.Release a -> "release";
      case Act.Acknowledge a -> "acknowledge";
    };
  }

  private static void members(Act act, Json.Builder json) {
    switch (act) {
      case Act.Convene a ->
          json.put("nonce", a.nonce())
              .put("credentials", CredentialsFormat.write(a.credentials()))
              .put(
                  "invited",
                  new Json.Arr(a.invited().stream().map(CredentialsFormat::texts).toList()));
      case Act.Present a -> json.put("credentials", CredentialsFormat.write(a.credentials()));
      case Act.Accept a ->
          json.put("delegation", a.delegation()).put("credentials", a.credentials());
      case Act.Rotate a -> json.put("key", a.key().x()).put("nextKey", a.nextKey());
      case Act.Revoke a -> json.put("person", a.person());
      case Act.AdmitDevice a -> json.put("person", a.person()).put("device", a.device().x());
      case Act.DismissDevice a -> json.put("person", a.person()).put("device", a.device().x());
      case Act.Propose a -> propose(a, json);
      case Act.Consent a -> json.put("proposal", a.proposal());
      case Act.ConsentAdReferendum a -> json.put("proposal", a.proposal());
      case Act.Confirm a -> json.put("proposal", a.proposal());
      case Act.Objection a -> answer(a.proposal(), a.reason(), json);
      case Act.Withdraw a -> answer(a.proposal(), a.reason(), json);
      case Act.Postpone a -> answer(a.proposal(), a.reason(), json);
      case Act.Declare a -> json.put("people", a.people());
      case Act.Open a -> json.put("from", Members.text(a.instant()));
      case Act.Enter a -> json.put("person", a.person());
      case Act.Leave a -> json.put("person", a.person());
      case Act.Close a -> json.put("heads", EntryFormat.heads(a.heads()));
      case Act.Release a -> json.put("statement", a.statement());
      case Act.Acknowledge a -> {}
    }
  }

  private static void propose(Act.Propose a, Json.Builder json) {
    json.put("term", TermFormat.write(a.term())).put("parties", Json.strings(a.parties()));
    a.expires().ifPresent(expires -> json.put("expires", Members.text(expires)));
    json.put("replaces", Json.strings(a.replaces()));
    a.pack()
        .ifPresent(
            pack ->
                json.put(
                    "package",
                    Json.object().put("id", pack.id()).put("size", pack.size()).build()));
  }

  private static void answer(Digest proposal, Optional<Digest> reason, Json.Builder json) {
    json.put("proposal", proposal);
    reason.ifPresent(digest -> json.put("reason", digest));
  }

  private static Act act(String name, Members m) {
    return switch (name) {
      case "convene" ->
          new Act.Convene(
              m.string("nonce"),
              CredentialsFormat.read(m.json("credentials")),
              m.list("invited", Members::textsOf));
      case "present" -> new Act.Present(CredentialsFormat.read(m.json("credentials")));
      case "accept" ->
          new Act.Accept(
              m.string("delegation", DelegationId::new), m.string("credentials", Digest::new));
      case "rotate" ->
          new Act.Rotate(m.string("key", SealPublicKey::new), m.string("nextKey", Digest::new));
      case "revoke" -> new Act.Revoke(m.string("person", PersonId::new));
      case "admit-device" ->
          new Act.AdmitDevice(
              m.string("person", PersonId::new), m.string("device", SealPublicKey::new));
      case "dismiss-device" ->
          new Act.DismissDevice(
              m.string("person", PersonId::new), m.string("device", SealPublicKey::new));
      case "propose" -> propose(m);
      case "consent" -> new Act.Consent(proposal(m));
      case "consent-ad-referendum" -> new Act.ConsentAdReferendum(proposal(m));
      case "confirm" -> new Act.Confirm(proposal(m));
      case "object" -> new Act.Objection(proposal(m), reason(m));
      case "withdraw" -> new Act.Withdraw(proposal(m), reason(m));
      case "postpone" -> new Act.Postpone(proposal(m), reason(m));
      case "declare" -> new Act.Declare(m.string("people", Digest::new));
      case "open" -> new Act.Open(m.instant("from"));
      case "enter" -> new Act.Enter(m.string("person", PersonId::new));
      case "leave" -> new Act.Leave(m.string("person", PersonId::new));
      case "close" -> new Act.Close(m.map("heads", DelegationId::new, EntryFormat::head));
      case "release" -> new Act.Release(m.string("statement", Digest::new));
      case "acknowledge" -> new Act.Acknowledge();
      case String other -> throw Reason.ACT_UNKNOWN.because(other);
    };
  }

  private static Act.Propose propose(Members m) {
    var parties = m.strings("parties", DelegationId::new);
    if (parties.stream().distinct().count() < parties.size()) {
      throw Reason.VALUE_INVALID.because("a party appears twice");
    }
    return new Act.Propose(
        TermFormat.read(m.json("term")),
        new TreeSet<>(parties),
        m.optionalString("expires", Members::instantOf),
        m.strings("replaces", Digest::new),
        m.optional("package")
            .map(
                json -> Members.read(json, p -> new PackageMark(p.string("id"), p.small("size")))));
  }

  private static Digest proposal(Members m) {
    return m.string("proposal", Digest::new);
  }

  private static Optional<Digest> reason(Members m) {
    return m.optionalString("reason", Digest::new);
  }
}
