package parley.node.trunk;

import java.util.List;
import parley.dossier.model.Reason;
import parley.dossier.wire.Json;
import parley.dossier.wire.Members;
import parley.node.words.Slug;
import parley.relay.MediaKind;
import parley.relay.PeerId;
import parley.relay.TrackId;
import parley.relay.TrunkTrack;

/** Tracks of a trunk as JSON. */
public final class TrackFormat {
  /** Most tracks of a trunk that are read. */
  private static final int MOST = 200;

  private static final int MOST_ID = 128;

  private TrackFormat() {}

  public static Json write(List<TrunkTrack> tracks) {
    return new Json.Arr(tracks.stream().map(TrackFormat::write).toList());
  }

  private static Json write(TrunkTrack track) {
    return Json.object()
        .put("id", track.id())
        .put("publisher", track.publisher())
        .put("name", track.name())
        .put("kind", Slug.of(track.kind()))
        .put("layers", new Json.Arr(track.layers().stream().map(TrackFormat::write).toList()))
        .build();
  }

  private static Json write(TrunkTrack.Layer layer) {
    return Json.object().put("ssrc", layer.ssrc()).put("rtx", layer.rtxSsrc()).build();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws parley.dossier.model.Refusal if it is anything else
   */
  public static List<TrunkTrack> read(Json json) {
    List<TrunkTrack> tracks = Members.listOf(json, item -> Members.read(item, TrackFormat::track));
    if (tracks.size() > MOST) {
      throw Reason.TOO_LARGE.because("tracks");
    }
    return tracks;
  }

  private static TrunkTrack track(Members members) {
    try {
      return new TrunkTrack(
          id(members.string("id")),
          members.string("publisher", PeerId::new),
          members.string("name"),
          kind(members.string("kind")),
          members.list("layers", item -> Members.read(item, TrackFormat::layer)));
    } catch (IllegalArgumentException notATrack) {
      throw Reason.VALUE_INVALID.because("track");
    }
  }

  /** A track's id, as the other side says it. */
  public static TrackId id(String text) {
    if (text.isBlank() || text.length() > MOST_ID) {
      throw Reason.VALUE_INVALID.because("a track's id");
    }
    return new TrackId(text);
  }

  private static MediaKind kind(String text) {
    for (MediaKind kind : MediaKind.values()) {
      if (Slug.of(kind).equals(text)) {
        return kind;
      }
    }
    throw Reason.VALUE_INVALID.because("kind");
  }

  private static TrunkTrack.Layer layer(Members members) {
    return new TrunkTrack.Layer(members.integer("ssrc"), members.integer("rtx"));
  }
}
