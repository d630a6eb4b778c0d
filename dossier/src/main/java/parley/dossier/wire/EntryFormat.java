package parley.dossier.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import parley.dossier.model.Base64Url;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.TalkId;
import parley.dossier.webauthn.Assertion;

/** The payload of an entry as JSON. */
public final class EntryFormat {
  /** The version of all formats here. */
  public static final int VERSION = 1;

  /** Most chains that one entry may have seen. */
  private static final int MAX_SEEN = 32;

  private static final int MAX_ASSERTION_PART = 8_192;

  private EntryFormat() {}

  /**
   * An entry's payload.
   *
   * @param act the act's own bytes
   */
  public record Payload(
      TalkId talk,
      DelegationId chain,
      long seq,
      Optional<Digest> previous,
      SortedMap<DelegationId, Head> seen,
      Instant at,
      byte[] act,
      Optional<Signed> by) {
    public Payload {
      if (seq < 1 || (seq == 1) == previous.isPresent()) {
        throw Reason.SEQUENCE_WRONG.because("only the first entry has no previous one");
      }
      if (seen.size() > MAX_SEEN) {
        throw Reason.TOO_LARGE.because("seen");
      }
      if (seen.containsKey(chain)) {
        throw Reason.VALUE_INVALID.because("a chain does not see itself");
      }
    }
  }

  /** Who signed the act, and how. */
  public record Signed(PersonId person, Assertion assertion) {}

  public static byte[] write(Payload p) {
    var json =
        Json.object()
            .put("v", VERSION)
            .put("talk", p.talk())
            .put("chain", p.chain())
            .put("seq", p.seq());
    p.previous().ifPresent(previous -> json.put("prev", previous));
    json.put("seen", heads(p.seen()))
        .put("at", Members.text(p.at()))
        .put("act", Base64Url.encode(p.act()));
    p.by().ifPresent(by -> json.put("by", by(by)));
    return json.build().text().getBytes(StandardCharsets.UTF_8);
  }

  public static Payload read(byte[] bytes) {
    return Members.read(
        StrictJson.object(bytes, Jws.MAX_LENGTH),
        m -> {
          if (m.integer("v") != VERSION) {
            throw Reason.TYPE_WRONG.because("version");
          }
          return new Payload(
              m.string("talk", TalkId::new),
              m.string("chain", DelegationId::new),
              m.integer("seq"),
              m.optionalString("prev", Digest::new),
              m.map("seen", DelegationId::new, EntryFormat::head),
              m.instant("at"),
              m.string("act", act -> Base64Url.decode(act, ActFormat.MAX_BYTES * 4 / 3 + 4)),
              m.optional("by").map(EntryFormat::by));
        });
  }

  static Json heads(SortedMap<DelegationId, Head> heads) {
    var json = Json.object();
    heads.forEach(
        (chain, head) ->
            json.put(
                chain.value(),
                Json.object().put("seq", head.seq()).put("hash", head.hash()).build()));
    return json.build();
  }

  static Head head(Json json) {
    return Members.read(json, m -> new Head(m.integer("seq"), m.string("hash", Digest::new)));
  }

  private static Json by(Signed by) {
    return Json.object()
        .put("person", by.person())
        .put("authenticatorData", by.assertion().authenticatorData())
        .put("clientData", by.assertion().clientData())
        .put("signature", by.assertion().signature())
        .build();
  }

  private static Signed by(Json json) {
    return Members.read(
        json,
        m ->
            new Signed(
                m.string("person", PersonId::new),
                new Assertion(
                    m.string("authenticatorData", EntryFormat::part),
                    m.string("clientData", EntryFormat::part),
                    m.string("signature", EntryFormat::part))));
  }

  private static String part(String base64Url) {
    Base64Url.decode(base64Url, MAX_ASSERTION_PART);
    return base64Url;
  }
}
