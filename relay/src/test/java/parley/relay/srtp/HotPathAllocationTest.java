package parley.relay.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import parley.relay.wire.RtpHeader;
import parley.relay.wire.RtpWriter;

/** Forwarding one packet allocates nothing: unprotect, read, rewrite, protect. */
class HotPathAllocationTest {
  private static final int PACKETS = 100_000;
  private static final int PAYLOAD = 1_100;

  /** Generous: the compiler's own threads are not counted, stray boxing of 16 bytes would be. */
  private static final long BYTES_PER_PACKET = 4;

  private final SrtpMasterKey key =
      new SrtpMasterKey(SrtpProfile.AEAD_AES_128_GCM, new byte[16], new byte[12]);
  private final byte[] arriving = new byte[1_500];
  private final byte[] leaving = new byte[1_500];
  private final RtpWriter writer = new RtpWriter();
  private final RtpHeader header = new RtpHeader();

  private int forward(SrtpContext sender, SrtpContext in, SrtpContext out, int number) {
    int plain =
        writer
            .begin(arriving, 0, 96, false, number & 0xFFFF)
            .source(number, 1)
            .extension16(5, number)
            .payload(leaving, 100, PAYLOAD);
    int length = in.unprotectRtp(arriving, 0, sender.protectRtp(arriving, 0, plain));
    header.wrap(arriving, 0, length);
    int at = header.extensionOffset(5);
    int rewritten =
        writer
            .begin(leaving, 0, 97, header.marker(), header.sequenceNumber())
            .source(header.timestamp(), 2)
            .extension16(3, arriving[at])
            .payload(arriving, header.payloadOffset(), header.payloadLength());
    return out.protectRtp(leaving, 0, rewritten);
  }

  private long allocatedPerPacket(SrtpCrypto crypto) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var sender = SrtpContext.outbound(key, crypto);
        var in = SrtpContext.inbound(key, crypto);
        var out = SrtpContext.outbound(key, crypto)) {
      for (int i = 0; i < PACKETS; i++) {
        assertForwarded(forward(sender, in, out, i));
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = PACKETS; i < 2 * PACKETS; i++) {
        assertForwarded(forward(sender, in, out, i));
      }
      return (threads.getCurrentThreadAllocatedBytes() - before) / PACKETS;
    }
  }

  private static void assertForwarded(int result) {
    if (result <= 0) {
      throw new AssertionError(SrtpContext.drop(result));
    }
  }

  @Test
  void shouldAllocateNothingWithOpenSsl() {
    assertThat(allocatedPerPacket(new OpenSslCrypto())).isLessThanOrEqualTo(BYTES_PER_PACKET);
  }

  @Test
  void shouldBeSeenToAllocateWithTheJdkSoThatTheMeasurementIsKnownToWork() {
    assertThat(allocatedPerPacket(new JdkCrypto())).isGreaterThan(100);
  }
}
