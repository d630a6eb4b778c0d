package parley.relay;

import java.util.List;
import java.util.stream.IntStream;
import parley.relay.ingest.ExtensionIds;
import parley.relay.ingest.TrackShape;

/** The numbers that every trunk uses: nothing of them is negotiated. */
final class TrunkFormat {
  /** Payload types. */
  static final Codecs CODECS = new Codecs(111, 96, 97);

  /** Header extension: transport-wide sequence number, of sound and pictures alike. */
  static final int TRANSPORT_SEQUENCE = 1;

  /** Header extension of pictures: {@link parley.relay.ingest.FrameMark}. */
  static final int FRAME_MARK = 2;

  static final ExtensionIds EXTENSIONS =
      new ExtensionIds(0, 0, 0, TRANSPORT_SEQUENCE, TRANSPORT_SEQUENCE, 0, FRAME_MARK);

  private TrunkFormat() {}

  /** What the media packages need to know of a far track. */
  static TrackShape shape(TrunkTrack track) {
    boolean video = track.kind() == MediaKind.VIDEO;
    List<String> names =
        track.layers().size() == 1
            ? List.of("")
            : IntStream.range(0, track.layers().size()).mapToObj(Integer::toString).toList();
    return new TrackShape(
        video,
        video ? Publication.VIDEO_CLOCK_RATE : Publication.AUDIO_CLOCK_RATE,
        video ? CODECS.vp8() : CODECS.opus(),
        video ? CODECS.rtx() : 0,
        "",
        names,
        track.layers().stream()
            .map(layer -> new TrackShape.Declared((int) layer.ssrc(), (int) layer.rtxSsrc()))
            .toList());
  }
}
