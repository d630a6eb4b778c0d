package parley.node.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import parley.node.room.group.GroupNotice;
import parley.relay.JoinReply;
import parley.relay.Quality;
import parley.relay.TrackAllotment;

/** What the node tells a browser in the room. */
sealed interface ServerMessage {
  /** She is in: all that ICE, DTLS and media need, and everybody who may be here. */
  record Joined(
      String you, IceWire ice, DtlsWire dtls, List<PersonWire> people, List<TrackWire> tracks)
      implements ServerMessage {}

  /** Somebody else publishes a track. */
  record Track(TrackWire track) implements ServerMessage {}

  /** A track has ended. */
  record Gone(String track) implements ServerMessage {}

  /** Something about a person changed: she came, went, switched something. */
  record Person(PersonWire person) implements ServerMessage {}

  /** Of her own track only this many sizes are of use at present, the smallest first. */
  record Wanted(String track, int layers) implements ServerMessage {}

  /** Somebody says in which epoch she is, and what its keys look like. */
  record Marked(String person, long generation, long epoch, String mark) implements ServerMessage {}

  /** How her own link does. */
  record LinkQuality(double uplinkLoss, double downlinkLoss, int roundTripMillis)
      implements ServerMessage {}

  /** She cannot be in the room; the words are for her. */
  record Refused(String code, String words) implements ServerMessage {}

  /** Her stay is over. */
  record Ended(Ending cause) implements ServerMessage {}

  /** Entries of the talk's dossier, each after those it has seen. */
  record Entries(List<String> entries) implements ServerMessage {
    public Entries {
      entries = List.copyOf(entries);
    }
  }

  /** Something about the group that holds the room's keys. */
  record Group(GroupNotice notice) implements ServerMessage {}

  /** Why a stay is over. */
  enum Ending {
    REPLACED,
    LOST,
    CLOSED
  }

  /** The relay's side of ICE. */
  record IceWire(String ufrag, String pwd, List<Candidate> candidates) {}

  /** Where the relay listens. */
  record Candidate(String ip, int port) {}

  /** The relay's certificate. */
  record DtlsWire(String fingerprint) {}

  /** A person who may be in this room, in the reader's language. */
  record PersonWire(
      String id,
      String name,
      String delegation,
      String role,
      String language,
      boolean microphone,
      boolean camera,
      boolean muted,
      String link,
      int devices) {}

  /** Somebody else's track with the SSRCs allotted to this browser. */
  record TrackWire(String id, String person, String name, String kind, long ssrc, long rtxSsrc) {
    static TrackWire of(TrackAllotment track) {
      return new TrackWire(
          track.id().value(),
          track.publisher().value(),
          track.name(),
          ClientMessages.word(track.kind()),
          track.ssrc(),
          track.rtxSsrc());
    }
  }

  static Joined joined(String you, JoinReply reply, List<PersonWire> people) {
    List<Candidate> candidates =
        reply.candidates().stream()
            .map(address -> new Candidate(address.getAddress().getHostAddress(), address.getPort()))
            .toList();
    return new Joined(
        you,
        new IceWire(reply.ice().ufrag(), reply.ice().pwd(), candidates),
        new DtlsWire(reply.dtls().sha256()),
        people,
        reply.tracks().stream().map(TrackWire::of).toList());
  }

  static LinkQuality quality(Quality quality) {
    return new LinkQuality(
        share(quality.uplinkLoss()), share(quality.downlinkLoss()), quality.roundTripMillis());
  }

  private static double share(double loss) {
    return Math.clamp(loss, 0.0, 1.0);
  }

  /** The message as it goes over the wire. */
  default String json() {
    JsonMapper mapper = Wire.JSON;
    ObjectNode object = mapper.createObjectNode().put("type", type());
    Object content = this instanceof Group(GroupNotice notice) ? notice : this;
    object.setAll(mapper.<ObjectNode>valueToTree(content));
    if (this instanceof Ended(Ending cause)) {
      object.put("cause", ClientMessages.word(cause));
    }
    try {
      return mapper.writeValueAsString(object);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String type() {
    return switch (this) {
      case Joined ignored -> "joined";
      case Track ignored -> "track";
      case Gone ignored -> "gone";
      case Person ignored -> "person";
      case Wanted ignored -> "wanted";
      case LinkQuality ignored -> "quality";
      case Refused ignored -> "refused";
      case Ended ignored -> "ended";
      case Entries ignored -> "entries";
      case Marked ignored -> "marked";
      case Group(GroupNotice notice) -> notice.type();
    };
  }

  /** Holds the mapper out of the interface's own members. */
  final class Wire {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Wire() {}
  }
}
