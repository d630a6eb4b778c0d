package parley.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import parley.relay.estimate.FeedbackEstimate;
import parley.relay.peer.MediaOutlet;
import parley.relay.peer.MediaSink;
import parley.relay.wire.Drop;
import parley.relay.wire.Octets;
import parley.relay.wire.RtpWriter;

/** Forwarding one packet to several subscribers allocates nothing. */
class AllocationTest {
  private static final int SUBSCRIBERS = 3;
  private static final int WARM_UP = 60_000;
  private static final int MEASURED = 20_000;

  /**
   * Generous: one object for every packet and subscriber would be 48 bytes at least. What there is
   * comes from the timers that run along: a measurement for every peer each two seconds.
   */
  private static final double BYTES_PER_PACKET = 12;

  private final List<MediaSink> sinks = new ArrayList<>();
  private final List<TrackId> tracks = new ArrayList<>();
  private long sent;
  private long now = 1_000_000_000L;

  private final class Counting implements MediaOutlet {
    @Override
    public Drop sendRtp(long nowNanos, byte[] buffer, int offset, int length) {
      sent++;
      return Drop.NONE;
    }

    @Override
    public Drop sendRtcp(long nowNanos, byte[] buffer, int offset, int length) {
      return Drop.NONE;
    }
  }

  private final SimulatedRoom room =
      new SimulatedRoom(
          new Random(1),
          FeedbackEstimate::new,
          sink -> {
            sinks.add(sink);
            return new Counting();
          });

  private void join(String name, TrackOffer... offers) {
    JoinParameters parameters =
        new JoinParameters(
            new PeerId(name),
            new IceCredentials("user", "a password of 22 letters"),
            new CertificateFingerprint("AB" + ":CD".repeat(31)),
            new Codecs(111, 96, 97),
            new HeaderExtensions(4, 10, 11, 3, 3, 1, 8),
            List.of(offers));
    room.join(
        now,
        parameters,
        event -> {
          if (event instanceof PeerEvent.TrackAdded(var track)) {
            tracks.add(track.id());
          }
        });
    sinks.getLast().onConnected(now);
  }

  private double bytesPerPacket(byte[] packet, int length, int timestampStep) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] copy = new byte[packet.length];
    long before = 0;
    for (int i = 0; i < WARM_UP + MEASURED; i++) {
      if (i == WARM_UP) {
        before = threads.getCurrentThreadAllocatedBytes();
        sent = 0;
      }
      now += 20_000_000L;
      Octets.put16(packet, 2, i);
      Octets.put32(packet, 4, i * timestampStep);
      System.arraycopy(packet, 0, copy, 0, length);
      sinks.getLast().onRtp(now, now, copy, 0, length);
      room.onDeadline(now);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(sent).as("control: they were forwarded").isEqualTo((long) MEASURED * SUBSCRIBERS);
    return (double) allocated / MEASURED;
  }

  private void everybodyIsReady() {
    for (int i = 0; i < SUBSCRIBERS; i++) {
      room.ready(now, new PeerId("s" + i), tracks);
    }
  }

  @Test
  void soundIsForwardedWithoutAllocating() {
    for (int i = 0; i < SUBSCRIBERS; i++) {
      join("s" + i);
    }
    join("ana", new TrackOffer("microphone", MediaKind.AUDIO, "0", new TrackOffer.Single(77, 0)));
    everybodyIsReady();
    byte[] packet = new byte[400];
    RtpWriter writer = new RtpWriter().begin(packet, 0, 111, false, 0).source(0, 77);
    int length = writer.extension16(3, 1).extension8(1, 40).payload(new byte[160], 0, 160);
    assertThat(bytesPerPacket(packet, length, 960)).isLessThan(BYTES_PER_PACKET);
  }

  @Test
  void picturesAreForwardedWithoutAllocating() {
    for (int i = 0; i < SUBSCRIBERS; i++) {
      join("s" + i);
    }
    join("ana", new TrackOffer("camera", MediaKind.VIDEO, "1", new TrackOffer.Single(77, 78)));
    everybodyIsReady();
    byte[] packet = new byte[1_400];
    RtpWriter writer = new RtpWriter().begin(packet, 0, 96, true, 0).source(0, 77);
    byte[] payload = new byte[1_100];
    payload[0] = 0x10;
    int length = writer.extension16(3, 1).payload(payload, 0, payload.length);
    assertThat(bytesPerPacket(packet, length, 1_800)).isLessThan(BYTES_PER_PACKET);
  }
}
