package parley.node.trunk;

import java.util.List;
import java.util.Set;
import parley.dossier.model.Reason;
import parley.dossier.wire.Json;
import parley.dossier.wire.Members;
import parley.node.words.Slug;
import parley.relay.MediaKind;
import parley.relay.PeerId;
import parley.relay.TrackId;
import parley.relay.TrunkTrack;

/** Tracks of a trunk, and the layers of one that are wanted, as JSON. */
public final class TrackFormat {
  private static final int MOST_ID = 128;
  private static final int MOST_LAYERS = 3;

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

  public static Json write(Set<Integer> layers) {
    return new Json.Arr(layers.stream().sorted().map(each -> (Json) new Json.Int(each)).toList());
  }

  /**
   * Reads what {@link #write(List)} wrote.
   *
   * @throws parley.dossier.model.Refusal if it is anything else
   */
  public static List<TrunkTrack> read(Json json) {
    return Members.listOf(json, item -> Members.read(item, TrackFormat::track));
  }

  /** Reads what {@link #write(Set)} wrote. */
  public static Set<Integer> layers(Json json) {
    List<Integer> layers = Members.listOf(json, TrackFormat::number);
    if (layers.size() != Set.copyOf(layers).size()) {
      throw Reason.VALUE_INVALID.because("a layer twice");
    }
    return Set.copyOf(layers);
  }

  private static int number(Json json) {
    if (json instanceof Json.Int(long layer) && layer >= 0 && layer < MOST_LAYERS) {
      return (int) layer;
    }
    throw Reason.VALUE_INVALID.because("a layer");
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
