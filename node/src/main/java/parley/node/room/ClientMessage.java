package parley.node.room;

import java.util.List;
import java.util.Map;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Head;
import parley.node.room.group.GroupRequest;
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

  /** What she has of the talk's dossier, by the last entry of each chain. */
  record Entries(Map<DelegationId, Head> heads) implements ClientMessage {
    public Entries {
      heads = Map.copyOf(heads);
    }
  }

  /** Something about the group that holds the room's keys. */
  record Group(GroupRequest request) implements ClientMessage {}

  /** She leaves for good. */
  record Leave() implements ClientMessage {}

  /** How long its JSON may be: twice the largest join of a browser, unless it carries more. */
  default int mostCharacters() {
    return this instanceof Group(GroupRequest request)
        ? request.mostCharacters()
        : ClientMessages.MOST_CHARACTERS;
  }
}
