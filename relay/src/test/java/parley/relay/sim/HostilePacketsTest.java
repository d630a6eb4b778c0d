package parley.relay.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.relay.peer.MediaSink;

/** A peer with valid keys sends whatever it likes: nothing is thrown, others go on. */
class HostilePacketsTest {
  private static final int PACKETS = 60_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void decryptedNonsenseIsACountedDrop(long seed) {
    Simulation sim = Simulation.seeded(seed).join("ana", "ben", "eva");
    sim.runFor(Duration.ofSeconds(2));
    SimPeer mallory = sim.peer("eva");
    Random random = new Random(seed);
    sim.peer("ana").ignoreMarks();
    sim.peer("ben").ignoreMarks();
    for (int i = 0; i < PACKETS; i++) {
      boolean rtcp = random.nextInt(3) == 0;
      byte[] packet = random.nextInt(4) == 0 ? noise(random) : mutated(mallory, rtcp, random);
      deliver(mallory.relay(), sim.now() + i * 1_000L, packet, rtcp);
      if (i % 1_000 == 0) {
        assertThatCode(() -> sim.runFor(Duration.ofMillis(20)))
            .as(sim.replayHint())
            .doesNotThrowAnyException();
      }
    }
    assertThat(sim.room().drops().values().stream().mapToLong(Long::longValue).sum())
        .as(sim.replayHint())
        .isGreaterThan(PACKETS / 10);
    long from = sim.now();
    sim.runFor(Duration.ofSeconds(3));
    assertThat(sim.peer("ben").microphone("ana").heardWithin(300, from))
        .as("others go on: %s", sim.replayHint())
        .isGreaterThan(130);
  }

  private static void deliver(MediaSink relay, long now, byte[] packet, boolean rtcp) {
    assertThatCode(
            () -> {
              if (rtcp) {
                relay.onRtcp(now, packet.clone(), 0, packet.length);
              } else {
                relay.onRtp(now, now, packet.clone(), 0, packet.length);
              }
            })
        .as(() -> (rtcp ? "RTCP " : "RTP ") + Arrays.toString(packet))
        .doesNotThrowAnyException();
  }

  private static byte[] noise(Random random) {
    byte[] packet = new byte[random.nextInt(1_500)];
    random.nextBytes(packet);
    if (packet.length > 0 && random.nextBoolean()) {
      packet[0] = (byte) (0x80 | packet[0] & 0x3F);
    }
    return packet;
  }

  private static byte[] mutated(SimPeer peer, boolean rtcp, Random random) {
    byte[] packet = peer.lastSent(rtcp).clone();
    for (int i = random.nextInt(6); i > 0 && packet.length > 0; i--) {
      int at = random.nextInt(random.nextBoolean() ? Math.min(40, packet.length) : packet.length);
      packet[at] = (byte) random.nextInt();
    }
    return random.nextInt(5) == 0
        ? Arrays.copyOf(packet, random.nextInt(packet.length + 1))
        : packet;
  }
}
