package parley.node.room;

import java.util.List;
import parley.relay.CertificateFingerprint;
import parley.relay.Codecs;
import parley.relay.HeaderExtensions;
import parley.relay.IceCredentials;
import parley.relay.PictureSize;
import parley.relay.TrackId;
import parley.relay.TrackOffer;

/** What a browser in the room may say. {@link ClientMessages} reads it. */
sealed interface ClientMessage {
  /** She enters, or comes back in the place of an earlier page of hers. */
  record Join(
      IceCredentials ice,
      CertificateFingerprint dtls,
      Codecs codecs,
      HeaderExtensions extensions,
      List<TrackOffer> send,
      Presence have)
      implements ClientMessage {
    public Join {
      send = List.copyOf(send);
    }
  }

  /** Her browser can take in these tracks. */
  record Ready(List<TrackId> tracks) implements ClientMessage {
    public Ready {
      tracks = List.copyOf(tracks);
    }
  }

  /** She shows this picture in no larger a size. */
  record Want(TrackId track, PictureSize size) implements ClientMessage {}

  /** She switched something on or off. */
  record State(Presence have) implements ClientMessage {}

  /** She leaves for good. */
  record Leave() implements ClientMessage {}
}
