package parley.node.line;

import java.nio.charset.StandardCharsets;
import java.util.List;
import parley.dossier.model.Reason;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.wire.Json;
import parley.dossier.wire.Members;
import parley.dossier.wire.StrictJson;
import parley.line.LineAddress;
import parley.line.Parcel;

/**
 * Where the node of another side of the same talk listens: {@code
 * {"addresses":["…"],"introduced":"<line key>","talk":"<talk>"}} on the channel {@code talk}.
 */
record Introduction(TalkId talk, SealPublicKey key, List<LineAddress> addresses) {
  /** What tells it from other parcels of the channel. */
  static final String MEMBER = "introduced";

  private static final int MOST_BYTES = 2_000;

  Introduction {
    if (addresses.size() > LineAddress.MAX) {
      throw Reason.TOO_LARGE.because("addresses");
    }
    addresses = List.copyOf(addresses);
  }

  Parcel parcel() {
    return new Parcel(
        TalkChannel.NAME,
        Json.object()
            .put("addresses", Json.strings(addresses))
            .put(MEMBER, key.x())
            .put("talk", talk)
            .build()
            .text());
  }

  /** A {@link parley.dossier.model.Refusal} if it is none. */
  static Introduction read(Parcel parcel) {
    byte[] bytes = parcel.text().getBytes(StandardCharsets.UTF_8);
    return Members.read(
        StrictJson.object(bytes, MOST_BYTES),
        members ->
            new Introduction(
                members.string("talk", TalkId::new),
                members.string(MEMBER, SealPublicKey::new),
                members.strings("addresses", LineAddress::of)));
  }
}
