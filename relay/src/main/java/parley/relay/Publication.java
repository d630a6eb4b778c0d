package parley.relay;

import java.util.List;
import parley.relay.ingest.ExtensionIds;
import parley.relay.ingest.IncomingTrack;
import parley.relay.ingest.TrackShape;

/** One track that a peer publishes, under the id by which others know it. */
record Publication(
    TrackId id,
    Publisher publisher,
    String name,
    MediaKind kind,
    IncomingTrack track,
    Demand demand) {
  static final int AUDIO_CLOCK_RATE = 48_000; // RFC 7587 section 4.1
  static final int VIDEO_CLOCK_RATE = 90_000; // RFC 7741 section 4.1

  /** What the media packages need to know of an offer. */
  static TrackShape shape(TrackOffer offer, Codecs codecs) {
    boolean video = offer.kind() == MediaKind.VIDEO;
    int clockRate = video ? VIDEO_CLOCK_RATE : AUDIO_CLOCK_RATE;
    int payloadType = video ? codecs.vp8() : codecs.opus();
    int rtx = video ? codecs.rtx() : 0;
    return switch (offer.source()) {
      case TrackOffer.Simulcast(var rids) ->
          new TrackShape(video, clockRate, payloadType, rtx, offer.mid(), rids, List.of());
      case TrackOffer.Single(long ssrc, long rtxSsrc) ->
          new TrackShape(
              video,
              clockRate,
              payloadType,
              rtx,
              offer.mid(),
              List.of(""),
              List.of(new TrackShape.Declared((int) ssrc, (int) rtxSsrc)));
    };
  }

  /** What the media packages need to know of a peer's header extensions. */
  static ExtensionIds ids(HeaderExtensions extensions) {
    return new ExtensionIds(
        extensions.mid(),
        extensions.rid(),
        extensions.repairedRid(),
        extensions.transportSequence(),
        extensions.audioTransportSequence(),
        extensions.dependencyDescriptor(),
        0);
  }
}
