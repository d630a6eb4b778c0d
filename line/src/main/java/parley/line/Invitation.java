package parley.line;

import java.nio.charset.StandardCharsets;
import java.util.List;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Refusal;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.dossier.wire.Json;
import parley.dossier.wire.Members;
import parley.dossier.wire.StrictJson;

/**
 * What one delegation gives to another, over a channel that both trust, so that their nodes can
 * find each other. It holds a secret.
 *
 * @param lineKey the inviter's, to be found in its credentials again
 * @param addresses where its node listens
 * @param talk what it invites to
 * @param names the inviter's; only a claim until its credentials are accepted
 */
public record Invitation(
    SealPublicKey lineKey,
    List<LineAddress> addresses,
    TalkId talk,
    PairingToken token,
    Texts names) {
  /** How its text begins. */
  public static final String PREFIX = "parley-invitation:";

  private static final int VERSION = 1;
  private static final int MAX_BYTES = 8_192;

  public Invitation {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty() || addresses.size() > LineAddress.MAX) {
      throw new IllegalArgumentException("an invitation has 1 to 4 addresses");
    }
  }

  /** The text to hand over; whoever has it can take the invited side's place, once. */
  public String text() {
    String json =
        Json.object()
            .put("version", VERSION)
            .put("lineKey", lineKey.x())
            .put("addresses", Json.strings(addresses))
            .put("talk", talk)
            .put("token", token.reveal())
            .put("names", names(names))
            .build()
            .text();
    return PREFIX + Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads such a text, forgiving white space, as mail programs add it, and nothing else. */
  public static Invitation read(String text) throws PairingRefused {
    if (text.length() > 3 * MAX_BYTES) {
      throw new PairingRefused(PairingRefused.Why.NOT_AN_INVITATION);
    }
    String compact = text.replaceAll("\\s", "");
    if (!compact.startsWith(PREFIX)) {
      throw new PairingRefused(PairingRefused.Why.NOT_AN_INVITATION);
    }
    try {
      byte[] json = Base64Url.decode(compact.substring(PREFIX.length()), 2 * MAX_BYTES);
      Json.Obj object = StrictJson.object(json, MAX_BYTES);
      if (object.members().get("version") instanceof Json.Int(long version) && version > VERSION) {
        throw new PairingRefused(PairingRefused.Why.LATER_VERSION);
      }
      return Members.read(object, Invitation::of);
    } catch (Refusal | IllegalArgumentException e) {
      throw new PairingRefused(PairingRefused.Why.DAMAGED);
    }
  }

  private static Invitation of(Members members) {
    if (members.integer("version") != VERSION) {
      throw new IllegalArgumentException("version");
    }
    return new Invitation(
        members.string("lineKey", SealPublicKey::new),
        members.strings("addresses", LineAddress::of),
        members.string("talk", TalkId::new),
        members.string("token", PairingToken::of),
        members.texts("names"));
  }

  private static Json names(Texts names) {
    Json.Builder object = Json.object();
    names.byLanguage().forEach(object::put);
    return object.build();
  }

  /** Without the token, which no log may have. */
  @Override
  public String toString() {
    return "Invitation[" + talk + " by " + lineKey.thumbprint() + " at " + addresses + "]";
  }
}
