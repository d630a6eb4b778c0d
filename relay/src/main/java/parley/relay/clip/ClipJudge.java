package parley.relay.clip;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import parley.relay.wire.Drop;
import parley.relay.wire.RtpHeader;
import parley.relay.wire.Vp8Descriptor;

/** Compares what came back with what was sent, byte for byte. Media thread only. */
public final class ClipJudge {
  private static final int MOST_IN_FRAME = 64 * 1024;
  private static final double NANOS = 1e9;
  private static final double PERCENTILE = 0.95;

  private final Track sounds;
  private final Track frames;
  private final RtpHeader header = new RtpHeader();
  private final Vp8Descriptor descriptor = new Vp8Descriptor();
  private final byte[] frame = new byte[MOST_IN_FRAME];
  private int frameLength;
  private boolean frameIsWhole;
  private int nextSequenceNumber;
  private int altered;
  private long bytes;

  public ClipJudge(Clip clip) {
    sounds = new Track(clip.sounds());
    frames = new Track(clip.frames());
  }

  void sentSound(long nowNanos, int index) {
    sounds.sent(nowNanos, index);
  }

  void sentFrame(long nowNanos, int index) {
    frames.sent(nowNanos, index);
  }

  /** A packet of sound is back. */
  public void onSound(long nowNanos, byte[] buffer, int offset, int length) {
    if (header.wrap(buffer, offset, length) == Drop.NONE) {
      bytes += header.payloadLength();
      judge(sounds, nowNanos, buffer, header.payloadOffset(), header.payloadLength());
    }
  }

  /** A packet of the picture is back. */
  public void onPicture(long nowNanos, byte[] buffer, int offset, int length) {
    if (header.wrap(buffer, offset, length) != Drop.NONE
        || descriptor.wrap(buffer, header.payloadOffset(), header.payloadLength()) != Drop.NONE) {
      return;
    }
    int size = header.payloadLength() - descriptor.length();
    bytes += size;
    boolean follows = header.sequenceNumber() == nextSequenceNumber;
    nextSequenceNumber = header.sequenceNumber() + 1 & 0xFFFF;
    if (descriptor.startsFrame()) {
      frameLength = 0;
      frameIsWhole = true;
    }
    frameIsWhole &= descriptor.startsFrame() || follows;
    if (frameIsWhole && frameLength + size <= MOST_IN_FRAME) {
      int from = header.payloadOffset() + descriptor.length();
      System.arraycopy(buffer, from, frame, frameLength, size);
      frameLength += size;
      if (header.marker()) {
        judge(frames, nowNanos, frame, 0, frameLength);
        frameIsWhole = false;
      }
    }
  }

  private void judge(Track track, long nowNanos, byte[] content, int offset, int length) {
    if (!track.returned(nowNanos, ByteBuffer.wrap(content, offset, length))) {
      altered++;
    }
  }

  /** Whether anything is back. */
  public boolean hasHeard() {
    return sounds.returned + frames.returned > 0;
  }

  /** Forgets what was sent before: it only opened the way. */
  public void beginAnew() {
    sounds.forget();
    frames.forget();
    altered = 0;
    bytes = 0;
  }

  /** What there is to say after so long. */
  public ClipReport report(Duration playing) {
    long[] trips = sounds.roundTrips();
    double meanStep = 0;
    for (int i = 1; i < trips.length; i++) {
      meanStep += Math.abs(trips[i] - trips[i - 1]) / (double) (trips.length - 1);
    }
    Arrays.sort(trips);
    return new ClipReport(
        sounds.share(),
        frames.share(),
        altered,
        new ClipReport.RoundTrip(at(trips, 0.5), at(trips, PERCENTILE)),
        Duration.ofNanos((long) meanStep),
        (long) (bytes * Byte.SIZE * NANOS / playing.toNanos()));
  }

  private static Duration at(long[] sorted, double share) {
    return sorted.length == 0
        ? Duration.ZERO
        : Duration.ofNanos(sorted[(int) Math.round(share * (sorted.length - 1))]);
  }

  /** What was sent of one kind, when, and what is back of it. */
  private static final class Track {
    private static final long NOT_UNDER_WAY = -1;

    private final Map<ByteBuffer, Integer> indexes = new HashMap<>();
    private final long[] sentNanos;
    private long[] roundTrips = new long[1_024];
    private int sent;
    private int returned;

    Track(List<byte[]> items) {
      for (int i = 0; i < items.size(); i++) {
        indexes.put(ByteBuffer.wrap(items.get(i)), i);
      }
      sentNanos = new long[items.size()];
      Arrays.fill(sentNanos, NOT_UNDER_WAY);
    }

    void sent(long nowNanos, int index) {
      sentNanos[index] = nowNanos;
      sent++;
    }

    /** False if it is nothing that was sent. */
    boolean returned(long nowNanos, ByteBuffer content) {
      Integer index = indexes.get(content);
      if (index == null) {
        return false;
      }
      if (sentNanos[index] != NOT_UNDER_WAY) {
        if (returned == roundTrips.length) {
          roundTrips = Arrays.copyOf(roundTrips, 2 * returned);
        }
        roundTrips[returned++] = nowNanos - sentNanos[index];
        sentNanos[index] = NOT_UNDER_WAY;
      }
      return true;
    }

    void forget() {
      Arrays.fill(sentNanos, NOT_UNDER_WAY);
      sent = 0;
      returned = 0;
    }

    long[] roundTrips() {
      return Arrays.copyOf(roundTrips, returned);
    }

    ClipReport.Share share() {
      return new ClipReport.Share(sent, returned);
    }
  }
}
