package parley.node.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.Refusal;
import parley.node.words.Slug;
import parley.relay.CertificateFingerprint;
import parley.relay.Codecs;
import parley.relay.HeaderExtensions;
import parley.relay.IceCredentials;
import parley.relay.MediaKind;
import parley.relay.PictureSize;
import parley.relay.TrackId;
import parley.relay.TrackOffer;

/**
 * Reads what browsers send: exactly the messages of {@link ClientMessage}, with no member more or
 * less.
 */
final class ClientMessages {
  private static final int MOST_TRACKS_SENT = 4;
  private static final int MOST_TRACKS_READY = 200;
  private static final int MOST_ID = 64;
  private static final int MOST_CHAINS = 64;

  /** Of a message that carries nothing of the group. */
  static final int MOST_CHARACTERS = 16 * 1024;

  private static final JsonMapper JSON = GroupMessages.JSON;

  private ClientMessages() {}

  /** A message that is not one of ours; says where it goes wrong. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String where) {
      super(where);
    }
  }

  private record WireJoin(
      IceCredentials ice,
      Dtls dtls,
      Codecs codecs,
      HeaderExtensions extensions,
      List<JsonNode> send,
      Presence have) {}

  private record Dtls(String fingerprint) {}

  private record Simulcast(String track, String kind, String mid, List<String> rids) {}

  private record Single(String track, String kind, String mid, long ssrc, long rtxSsrc) {}

  private record WireReady(List<String> tracks) {}

  private record WireWant(String track, String size) {}

  private record WireState(Presence have) {}

  private record WireLeave() {}

  private record WireEntries(Map<String, WireHead> heads) {}

  private record WireHead(long seq, String hash) {}

  static ClientMessage read(String text) throws Malformed {
    try {
      if (!(JSON.readTree(text) instanceof ObjectNode object)) {
        throw new Malformed("not an object");
      }
      JsonNode type = object.remove("type");
      return message(type == null ? "" : type.asText(), object);
    } catch (JsonProcessingException e) {
      throw new Malformed(e.getOriginalMessage());
    } catch (IllegalArgumentException | Refusal e) {
      throw new Malformed(e.getMessage());
    }
  }

  private static ClientMessage message(String type, ObjectNode object)
      throws JsonProcessingException, Malformed {
    return switch (type) {
      case "join" -> join(JSON.treeToValue(object, WireJoin.class));
      case "ready" -> ready(JSON.treeToValue(object, WireReady.class));
      case "want" -> want(JSON.treeToValue(object, WireWant.class));
      case "state" -> new ClientMessage.State(JSON.treeToValue(object, WireState.class).have());
      case "entries" -> entries(JSON.treeToValue(object, WireEntries.class));
      case "leave" -> {
        JSON.treeToValue(object, WireLeave.class);
        yield new ClientMessage.Leave();
      }
      default ->
          GroupMessages.request(type, object)
              .map(ClientMessage.Group::new)
              .orElseThrow(() -> new Malformed("unknown type"));
    };
  }

  private static ClientMessage entries(WireEntries entries) throws Malformed {
    if (entries.heads().size() > MOST_CHAINS || entries.heads().containsValue(null)) {
      throw new Malformed("heads");
    }
    Map<DelegationId, Head> heads = new TreeMap<>();
    entries
        .heads()
        .forEach(
            (chain, head) ->
                heads.put(new DelegationId(chain), new Head(head.seq(), new Digest(head.hash()))));
    return new ClientMessage.Entries(heads);
  }

  private static ClientMessage.Join join(WireJoin join) throws JsonProcessingException, Malformed {
    if (join.send().size() > MOST_TRACKS_SENT) {
      throw new Malformed("too many tracks");
    }
    List<TrackOffer> offers = new ArrayList<>();
    for (JsonNode each : join.send()) {
      offers.add(offer(each));
    }
    if (offers.stream().map(TrackOffer::name).distinct().count() != offers.size()) {
      throw new Malformed("two tracks of one name");
    }
    return new ClientMessage.Join(
        join.ice(),
        new CertificateFingerprint(join.dtls().fingerprint()),
        join.codecs(),
        join.extensions(),
        offers,
        join.have());
  }

  private static TrackOffer offer(JsonNode node) throws JsonProcessingException, Malformed {
    if (!node.isObject()) {
      throw new Malformed("a track is an object");
    }
    if (node.has("rids")) {
      Simulcast wire = JSON.treeToValue(node, Simulcast.class);
      if (wire.rids().contains(null)) {
        throw new Malformed("rids");
      }
      return new TrackOffer(
          wire.track(), kind(wire.kind()), wire.mid(), new TrackOffer.Simulcast(wire.rids()));
    }
    Single wire = JSON.treeToValue(node, Single.class);
    return new TrackOffer(
        wire.track(),
        kind(wire.kind()),
        wire.mid(),
        new TrackOffer.Single(wire.ssrc(), wire.rtxSsrc()));
  }

  private static MediaKind kind(String word) throws Malformed {
    return switch (word) {
      case "audio" -> MediaKind.AUDIO;
      case "video" -> MediaKind.VIDEO;
      default -> throw new Malformed("kind");
    };
  }

  private static ClientMessage.Ready ready(WireReady ready) throws Malformed {
    if (ready.tracks().size() > MOST_TRACKS_READY) {
      throw new Malformed("too many tracks");
    }
    List<TrackId> tracks = new ArrayList<>();
    for (String id : ready.tracks()) {
      tracks.add(track(id));
    }
    return new ClientMessage.Ready(tracks);
  }

  private static ClientMessage.Want want(WireWant want) throws Malformed {
    PictureSize size =
        switch (want.size()) {
          case "none" -> PictureSize.NONE;
          case "quarter" -> PictureSize.QUARTER;
          case "half" -> PictureSize.HALF;
          case "full" -> PictureSize.FULL;
          default -> throw new Malformed("size");
        };
    return new ClientMessage.Want(track(want.track()), size);
  }

  private static TrackId track(String id) throws Malformed {
    if (id == null || id.isEmpty() || id.length() > MOST_ID) {
      throw new Malformed("track");
    }
    return new TrackId(id);
  }

  /** A kind or size as the wire writes it. */
  static String word(Enum<?> value) {
    return Slug.of(value);
  }
}
