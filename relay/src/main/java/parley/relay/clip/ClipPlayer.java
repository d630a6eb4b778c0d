package parley.relay.clip;

import parley.relay.peer.MediaOutlet;
import parley.relay.peer.MediaSink;
import parley.relay.wire.RtpWriter;

/** Sends the clip as RTP, round and round. Media thread only. */
public final class ClipPlayer {
  /** Bytes of a frame in one packet. */
  private static final int MOST_IN_PACKET = 1_100;

  private static final int SOUND_TICKS = 960; // 20 ms at 48 kHz
  private static final int FRAME_TICKS = 6_000; // a fifteenth of a second at 90 kHz
  private static final byte FIRST_OF_FRAME = 0x10; // RFC 7741 section 4.2: S, partition 0

  private final Clip clip;
  private final ClipFormat format;
  private final ClipJudge judge;
  private final MediaSink sink;
  private final RtpWriter writer = new RtpWriter();
  private final byte[] packet = new byte[2_048 + MediaOutlet.OVERHEAD];
  private final byte[] payload = new byte[MOST_IN_PACKET + 1];
  private long nextSoundNanos;
  private long nextFrameNanos;
  private int sounds;
  private int frames;
  private int framePackets;

  /** Plays to {@code sink}, and tells {@code judge} what it has sent. */
  public ClipPlayer(long nowNanos, Clip clip, ClipFormat format, ClipJudge judge, MediaSink sink) {
    this.clip = clip;
    this.format = format;
    this.judge = judge;
    this.sink = sink;
    nextSoundNanos = nowNanos;
    nextFrameNanos = nowNanos;
  }

  /** Sends what is due. */
  public void onDeadline(long nowNanos) {
    while (nowNanos - nextSoundNanos >= 0) {
      sendSound(nowNanos);
      nextSoundNanos += Clip.SOUND_NANOS;
    }
    while (nowNanos - nextFrameNanos >= 0) {
      sendFrame(nowNanos);
      nextFrameNanos += Clip.FRAME_NANOS;
    }
  }

  private void sendSound(long nowNanos) {
    int index = sounds % clip.sounds().size();
    byte[] sound = clip.sounds().get(index);
    writer.begin(packet, 0, format.opus(), false, sounds & 0xFFFF);
    writer.source(sounds * SOUND_TICKS, format.soundSsrc());
    int length = writer.payload(sound, 0, sound.length);
    judge.sentSound(nowNanos, index);
    sounds++;
    sink.onRtp(nowNanos, nowNanos, packet, 0, length);
  }

  private void sendFrame(long nowNanos) {
    int index = frames % clip.frames().size();
    byte[] frame = clip.frames().get(index);
    judge.sentFrame(nowNanos, index);
    for (int at = 0; at < frame.length; at += MOST_IN_PACKET) {
      int size = Math.min(MOST_IN_PACKET, frame.length - at);
      payload[0] = at == 0 ? FIRST_OF_FRAME : 0;
      System.arraycopy(frame, at, payload, 1, size);
      boolean isLast = at + size == frame.length;
      writer.begin(packet, 0, format.vp8(), isLast, framePackets++ & 0xFFFF);
      writer.source(frames * FRAME_TICKS, format.pictureSsrc());
      sink.onRtp(nowNanos, nowNanos, packet, 0, writer.payload(payload, 0, size + 1));
    }
    frames++;
  }
}
