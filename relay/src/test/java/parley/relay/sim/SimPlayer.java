package parley.relay.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import parley.relay.MediaKind;
import parley.relay.TrackAllotment;
import parley.relay.ingest.SequenceExtender;
import parley.relay.wire.RtcpWriter;
import parley.relay.wire.RtpHeader;

/** What a simulated browser makes of one track that it receives. */
public final class SimPlayer {
  private static final long STUCK_NANOS = 300_000_000L;

  /** A frame that was shown. */
  public record Shown(long time, int source, int layer, int frame, int timestamp, long sentNanos) {}

  private record Packet(FrameMark mark, int timestamp, int pictureId, boolean marker) {}

  private final TrackAllotment allotment;
  private final boolean repairs;
  private final SequenceExtender extender = new SequenceExtender();
  private final TreeMap<Long, Packet> waiting = new TreeMap<>();
  private final Map<Long, Long> nackedAt = new HashMap<>();
  private final List<Shown> shown = new ArrayList<>();
  private final List<Long> sequences = new ArrayList<>();
  private long next = -1;
  private long progressNanos;
  private long pliNanos;
  private int received;
  private int repaired;
  private int plis;
  private int lastPictureId = -1;
  private int pictureIdJumps;
  private long reportedHighest;
  private int reportedReceived;
  private int lastReport;
  private long lastReportNanos;
  private long reportedNtp;
  private int reportedRtp;

  SimPlayer(TrackAllotment allotment, boolean repairs, long now) {
    this.allotment = allotment;
    this.repairs = repairs;
    progressNanos = now;
  }

  void onRtp(long now, RtpHeader header) {
    received++;
    take(now, header, header.sequenceNumber(), header.payloadOffset());
  }

  void onRepair(long now, RtpHeader header, int original) {
    repaired++;
    take(now, header, original, header.payloadOffset() + 2);
  }

  private void take(long now, RtpHeader header, int sequenceNumber, int payload) {
    long sequence = extender.extend(sequenceNumber);
    sequences.add(sequence);
    FrameMark mark = FrameMark.read(header.buffer(), payload);
    if (allotment.kind() == MediaKind.AUDIO) {
      shown.add(
          new Shown(now, mark.source(), 0, mark.frame(), header.timestamp(), mark.sentNanos()));
      return;
    }
    if (next < 0) {
      next = sequence;
    }
    if (sequence >= next) {
      int pictureId = FrameMark.pictureId(header.buffer(), payload);
      waiting.put(sequence, new Packet(mark, header.timestamp(), pictureId, header.marker()));
      decode(now);
    }
  }

  private void decode(long now) {
    while (!waiting.isEmpty()) {
      if (!showFrameAt(now, next) && !skipToKeyFrame(now)) {
        return;
      }
    }
  }

  private boolean showFrameAt(long now, long start) {
    Packet first = waiting.get(start);
    if (first == null) {
      return false;
    }
    int count = first.mark().count();
    if (first.mark().index() != 0) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      Packet packet = waiting.get(start + i);
      if (packet == null || packet.mark().frame() != first.mark().frame()) {
        return false;
      }
    }
    if (!first.mark().key() && !follows(first)) {
      return false;
    }
    show(now, first);
    next = start + count;
    waiting.headMap(next).clear();
    nackedAt.keySet().removeIf(sequence -> sequence < next);
    return true;
  }

  private boolean follows(Packet first) {
    if (shown.isEmpty()) {
      return false;
    }
    Shown last = shown.getLast();
    return last.layer() == first.mark().layer() && last.frame() + 1 == first.mark().frame();
  }

  private void show(long now, Packet first) {
    FrameMark mark = first.mark();
    if (lastPictureId >= 0 && ((lastPictureId + 1) & 0x7FFF) != first.pictureId()) {
      pictureIdJumps++;
    }
    lastPictureId = first.pictureId();
    shown.add(
        new Shown(
            now, mark.source(), mark.layer(), mark.frame(), first.timestamp(), mark.sentNanos()));
    progressNanos = now;
  }

  private boolean skipToKeyFrame(long now) {
    for (Map.Entry<Long, Packet> entry : waiting.entrySet()) {
      Packet packet = entry.getValue();
      if (entry.getKey() > next && packet.mark().key() && packet.mark().index() == 0) {
        if (showFrameAt(now, entry.getKey())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Asks for what is missing, and for a key frame when stuck. */
  void feedback(long now, RtcpWriter writer, int ownSsrc, long retry) {
    if (allotment.kind() == MediaKind.AUDIO || next < 0) {
      return;
    }
    if (repairs) {
      nack(now, writer, ownSsrc, retry);
    }
    if (now - progressNanos > STUCK_NANOS && now - pliNanos > STUCK_NANOS && !waiting.isEmpty()) {
      pliNanos = now;
      plis++;
      writer.pictureLoss(ownSsrc, (int) allotment.ssrc());
    }
  }

  private void nack(long now, RtcpWriter writer, int ownSsrc, long retry) {
    boolean open = false;
    for (long sequence = next; sequence < extender.highest(); sequence++) {
      boolean due = now - nackedAt.getOrDefault(sequence, now - retry) >= retry;
      if (!waiting.containsKey(sequence) && due && sequence > extender.highest() - 300) {
        if (!open) {
          writer.nack(ownSsrc, (int) allotment.ssrc());
          open = true;
        }
        nackedAt.put(sequence, now);
        writer.nackEntry((int) sequence & 0xFFFF, 0);
      }
    }
  }

  void onSenderReport(long now, long ntp, int rtp) {
    lastReport = (int) (ntp >>> 16);
    lastReportNanos = now;
    reportedNtp = ntp;
    reportedRtp = rtp;
  }

  void report(long now, RtcpWriter writer) {
    if (extender.highest() < 0) {
      return;
    }
    long expected = extender.highest() - reportedHighest;
    int lost = (int) Math.max(0, expected - (received - reportedReceived));
    int fraction = reportedHighest == 0 || expected <= 0 ? 0 : (int) (255L * lost / expected);
    reportedHighest = extender.highest();
    reportedReceived = received;
    writer.reportBlock((int) allotment.ssrc(), fraction, 0, (int) extender.highest());
    int delay = (int) ((now - lastReportNanos) / 1_000 * 65_536 / 1_000_000);
    writer.reportTiming(0, lastReport, lastReport == 0 ? 0 : delay);
  }

  /** What {@link #sequences} would be if nothing were missing, doubled or out of order. */
  public List<Long> contiguous() {
    return LongStream.range(0, sequences.size()).mapToObj(i -> sequences.getFirst() + i).toList();
  }

  public TrackAllotment allotment() {
    return allotment;
  }

  /** Frames shown, or sound packets heard. */
  public List<Shown> shown() {
    return shown;
  }

  public int received() {
    return received;
  }

  public int repaired() {
    return repaired;
  }

  public int keyFrameRequests() {
    return plis;
  }

  public int pictureIdJumps() {
    return pictureIdJumps;
  }

  /** Extended sequence numbers in order of arrival. */
  public List<Long> sequences() {
    return sequences;
  }

  /** Sender's wall clock at which the timestamp was sampled, by the last sender report; seconds. */
  public double wallClockOf(int timestamp) {
    int rate = allotment.kind() == MediaKind.AUDIO ? 48_000 : 90_000;
    return reportedNtp / 4_294_967_296.0 + (timestamp - reportedRtp) / (double) rate;
  }

  public boolean hasSenderReport() {
    return lastReport != 0;
  }

  /** Frames shown between two times. */
  public long shownBetween(long from, long to) {
    return shown.stream().filter(frame -> frame.time() >= from && frame.time() < to).count();
  }

  /** Sound packets sent after {@code from} that came within {@code millis}. */
  public long heardWithin(long millis, long from) {
    return shown.stream()
        .filter(heard -> heard.sentNanos() >= from)
        .filter(heard -> heard.time() - heard.sentNanos() <= millis * 1_000_000)
        .count();
  }

  /** Longest time without a new frame from {@code from} to {@code to}. */
  public long longestFreezeNanos(long from, long to) {
    long last = from;
    long longest = 0;
    for (Shown frame : shown) {
      if (frame.time() >= from && frame.time() <= to) {
        longest = Math.max(longest, frame.time() - last);
        last = frame.time();
      }
    }
    return Math.max(longest, to - last);
  }
}
