package parley.relay;

import java.util.Optional;
import parley.relay.peer.MediaOutlet;
import parley.relay.peer.MediaSink;
import parley.relay.wire.Drop;
import parley.relay.wire.RtpHeader;
import parley.relay.wire.RtpWriter;

/** Sends back into a room what others play there, payload by payload. Media thread only. */
final class ClipEcho {
  private static final int MOST = 2_048;

  private final LocalSeat seat;
  private final RtpHeader header = new RtpHeader();
  private final RtpWriter writer = new RtpWriter();
  private final byte[] packet = new byte[MOST + MediaOutlet.OVERHEAD];
  private Optional<MediaSink> sink = Optional.empty();
  private int sounds;
  private int pictures;

  ClipEcho(MediaRoom room, PeerId peer) {
    seat = new LocalSeat(room, peer, this::heard, () -> sink = Optional.empty());
  }

  void begin(long nowNanos) {
    sink = seat.take(nowNanos);
  }

  private void heard(long nowNanos, MediaKind kind, byte[] buffer, int offset, int length) {
    if (sink.isEmpty() || length > MOST || header.wrap(buffer, offset, length) != Drop.NONE) {
      return;
    }
    boolean isSound = kind == MediaKind.AUDIO;
    writer.begin(
        packet,
        0,
        isSound ? LocalSeat.FORMAT.opus() : LocalSeat.FORMAT.vp8(),
        header.marker(),
        (isSound ? sounds++ : pictures++) & 0xFFFF);
    writer.source(
        header.timestamp(),
        isSound ? LocalSeat.FORMAT.soundSsrc() : LocalSeat.FORMAT.pictureSsrc());
    int back = writer.payload(buffer, header.payloadOffset(), header.payloadLength());
    sink.get().onRtp(nowNanos, nowNanos, packet, 0, back);
  }
}
