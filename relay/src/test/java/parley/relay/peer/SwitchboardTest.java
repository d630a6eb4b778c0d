package parley.relay.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.relay.dtls.DtlsIdentity;
import parley.relay.srtp.SrtpCrypto;
import parley.relay.stun.CandidatePair;
import parley.relay.stun.IceLite;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.Octets;

/**
 * A switchboard with a browser on a wire without sockets; the test's thread is the media thread.
 */
@Timeout(60)
class SwitchboardTest {
  private static final DtlsIdentity IDENTITY =
      DtlsIdentity.generate(new SecureRandom(), Instant.now());
  private static final CandidatePair HOME = TestBrowser.pair(4_000);
  private static final CandidatePair AWAY = TestBrowser.pair(5_000);
  private static final int SSRC = 77;

  private record Sent(CandidatePair pair, byte[] bytes) {}

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<byte[]> fromBrowser = new LinkedBlockingQueue<>();
  private final List<Sent> sent = new ArrayList<>();
  private final DropCounters drops = new DropCounters();
  private final Random random = new Random(11);
  private final Switchboard switchboard =
      new Switchboard(
          0, IDENTITY, random, SrtpCrypto.best(), threads, () -> {}, this::send, List.of(), drops);
  private final TestBrowser browser = new TestBrowser(random, threads, fromBrowser::add);
  private final RecordingSink sink = new RecordingSink();
  private final PeerTransport peer =
      switchboard.open(0, browser.credentials(), browser.fingerprint(), sink);

  @AfterEach
  void stop() {
    switchboard.close(0);
    threads.shutdownNow();
  }

  private Drop send(CandidatePair pair, byte[] buffer, int offset, int length) {
    if (sink.recording) {
      sent.add(new Sent(pair, Arrays.copyOfRange(buffer, offset, offset + length)));
    }
    return Drop.NONE;
  }

  private Drop receive(long nowNanos, CandidatePair from, byte[] datagram) {
    return switchboard.onDatagram(nowNanos, nowNanos, from, datagram.clone(), 0, datagram.length);
  }

  private Drop check(long nowNanos, CandidatePair from, boolean nominate) {
    return receive(nowNanos, from, browser.check(peer.localCredentials(), nominate));
  }

  /** What has been sent to the browser since, as it reads it. */
  private List<byte[]> read() {
    List<byte[]> media = new ArrayList<>();
    for (Sent each : sent) {
      browser.receive(each.bytes()).ifPresent(media::add);
    }
    sent.clear();
    return media;
  }

  private void connect() throws Exception {
    assertThat(check(0, HOME, true)).isEqualTo(Drop.NONE);
    var done = browser.connect(IDENTITY.fingerprint());
    while (!done.isDone() || !sink.connected) {
      Optional.ofNullable(fromBrowser.poll(2, TimeUnit.MILLISECONDS))
          .ifPresent(datagram -> receive(0, HOME, datagram));
      switchboard.onHandshakeProgress(0);
      read();
    }
    done.get();
  }

  @Test
  void shouldCarryMediaBothWays() throws Exception {
    connect();
    assertThat(receive(1, HOME, browser.rtp(SSRC, 9, new byte[] {1, 2, 3}))).isEqualTo(Drop.NONE);
    assertThat(receive(1, HOME, browser.rtcp(SSRC))).isEqualTo(Drop.NONE);
    assertThat(sink.rtp).hasSize(1);
    assertThat(sink.rtp.getFirst()).endsWith(1, 2, 3).hasSize(15);
    assertThat(sink.rtcp).hasSize(1);

    byte[] packet = new byte[100];
    packet[0] = (byte) 0x80;
    packet[1] = 111;
    assertThat(peer.sendRtp(2, packet, 0, 40)).isEqualTo(Drop.NONE);
    byte[] report = new byte[100];
    report[0] = (byte) 0x80;
    report[1] = (byte) 201;
    report[3] = 1;
    assertThat(peer.sendRtcp(2, report, 0, 8)).isEqualTo(Drop.NONE);
    assertThat(read()).hasSize(2);
    assertThat(drops.total()).isZero();
  }

  @Test
  void shouldTakeNothingButChecksFromAnAddressThatNoCheckCameFrom() throws Exception {
    assertThat(receive(0, HOME, new byte[] {22, 1, 1})).isEqualTo(Drop.UNKNOWN_PEER);
    connect();
    byte[] media = browser.rtp(SSRC, 1, new byte[8]);
    assertThat(receive(1, AWAY, media)).isEqualTo(Drop.UNKNOWN_PEER);
    assertThat(receive(1, HOME, media)).as("positive control").isEqualTo(Drop.NONE);
    assertThat(drops.count(Drop.UNKNOWN_PEER)).isEqualTo(2);
  }

  @Test
  void shouldTakeNoMediaBeforeTheKeysAreThere() {
    check(0, HOME, true);
    byte[] media = new byte[40];
    media[0] = (byte) 0x80;
    assertThat(receive(0, HOME, media)).isEqualTo(Drop.NO_KEYS);
    assertThat(peer.sendRtp(0, media, 0, 20)).isEqualTo(Drop.NO_KEYS);
  }

  @Test
  void shouldFollowAnAddressThatChangesInMidCall() throws Exception {
    connect();
    assertThat(check(5, AWAY, true)).isEqualTo(Drop.NONE);
    sent.clear();
    byte[] packet = new byte[100];
    packet[0] = (byte) 0x80;
    peer.sendRtp(6, packet, 0, 40);
    assertThat(sent).extracting(Sent::pair).containsExactly(AWAY);
    assertThat(receive(6, AWAY, browser.rtp(SSRC, 1, new byte[8]))).isEqualTo(Drop.NONE);
  }

  @Test
  void shouldEndAPeerWhoseChecksStayAway() throws Exception {
    connect();
    check(10, HOME, true);
    switchboard.onDeadline(9 + IceLite.CONSENT_NANOS);
    assertThat(sink.closed).isEmpty();
    switchboard.onDeadline(10 + IceLite.CONSENT_NANOS);
    assertThat(sink.closed).containsExactly(CloseReason.CONSENT_EXPIRED);
    assertThat(receive(1, HOME, new byte[] {22, 1, 1})).isEqualTo(Drop.UNKNOWN_PEER);
    assertThat(check(1, HOME, true)).isEqualTo(Drop.UNKNOWN_PEER);
    assertThat(peer.sendRtp(0, new byte[60], 0, 20)).isEqualTo(Drop.CLOSED);
  }

  @Test
  void shouldEndAPeerThatNeverConnects() {
    check(PeerTransport.CONNECT_NANOS - 1, HOME, true);
    switchboard.onDeadline(PeerTransport.CONNECT_NANOS);
    assertThat(sink.closed).containsExactly(CloseReason.NEVER_CONNECTED);
  }

  @Test
  void shouldEndAPeerWithAnotherCertificateThanTheSignalledOne() throws Exception {
    RecordingSink other = new RecordingSink();
    PeerTransport impostor =
        switchboard.open(0, browser.credentials(), IDENTITY.fingerprint(), other);
    receive(0, HOME, browser.check(impostor.localCredentials(), true));
    var failing = browser.connect(IDENTITY.fingerprint());
    while (other.closed.isEmpty() || !failing.isDone()) {
      Optional.ofNullable(fromBrowser.poll(2, TimeUnit.MILLISECONDS))
          .ifPresent(datagram -> receive(0, HOME, datagram));
      switchboard.onHandshakeProgress(0);
      read();
    }
    assertThat(failing).isCompletedExceptionally();
    assertThat(other.connected).isFalse();
    assertThat(other.closed).containsExactly(CloseReason.FINGERPRINT_MISMATCH);
  }

  @Test
  void shouldTellASinkOnceThatItsPeerIsClosed() {
    peer.close(0);
    peer.close(0);
    switchboard.close(0);
    assertThat(sink.closed).containsExactly(CloseReason.CLOSED_HERE);
  }

  @Test
  void shouldAllocateNothingForAPacketThatComesAndGoes() throws Exception {
    assumeTrue(SrtpCrypto.best().name().startsWith("OpenSSL"), "the JDK's ciphers allocate");
    connect();
    List<byte[]> arriving = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      arriving.add(browser.rtp(SSRC, i, new byte[200]));
    }
    sink.recording = false;
    byte[] leaving = new byte[300];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int i = 0; i < 40_000; i++) {
      before = i == 30_000 ? threads.getCurrentThreadAllocatedBytes() : before;
      byte[] datagram = arriving.get(i);
      Drop taken = switchboard.onDatagram(i, i, HOME, datagram, 0, datagram.length);
      leaving[0] = (byte) 0x80;
      Octets.put16(leaving, 2, i);
      Drop given = peer.sendRtp(i, leaving, 0, 200);
      if (taken != Drop.NONE || given != Drop.NONE) {
        throw new AssertionError(taken + " " + given);
      }
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated / 10_000).as("bytes for each packet").isLessThanOrEqualTo(4);
  }

  /** The socket boundary with keys installed, over many datagrams of one association. */
  @Test
  void shouldDropWhateverBytesArriveOnAKeyedPeerAndCarryOn() throws Exception {
    connect();
    long seed = System.nanoTime();
    Random chaos = new Random(seed);
    int passed = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] datagram = mutated(chaos, i);
      long before = drops.total();
      Drop drop = receive(i, chaos.nextInt(10) == 0 ? AWAY : HOME, datagram);
      assertThat(drops.total() - before)
          .as("seed %d, datagram %d: %s is counted", seed, i, drop)
          .isEqualTo(drop == Drop.NONE ? 0 : 1);
      passed += drop == Drop.NONE ? 1 : 0;
    }
    assertThat(passed).as("unchanged datagrams among them").isPositive();
    if (sink.closed.isEmpty()) { // random DTLS records may not end it; a real goodbye would
      int heard = sink.rtp.size();
      check(20_000, HOME, true);
      assertThat(receive(20_000, HOME, browser.rtp(SSRC + 1, 1, new byte[9]))).isEqualTo(Drop.NONE);
      assertThat(sink.rtp).hasSize(heard + 1);
    }
    assertThat(sink.closed).as("seed %d", seed).isEmpty();
  }

  private byte[] mutated(Random chaos, int number) {
    byte[] datagram =
        switch (chaos.nextInt(4)) {
          case 0 -> browser.rtp(SSRC, number & 0xFFFF, new byte[chaos.nextInt(64)]);
          case 1 -> browser.rtcp(SSRC);
          case 2 -> browser.check(peer.localCredentials(), chaos.nextBoolean());
          default -> new byte[chaos.nextInt(80)];
        };
    switch (chaos.nextInt(4)) {
      case 0 -> {} // as it is
      case 1 -> flip(chaos, datagram);
      case 2 -> datagram = Arrays.copyOf(datagram, chaos.nextInt(datagram.length + 8));
      default -> chaos.nextBytes(datagram);
    }
    return datagram;
  }

  private static void flip(Random chaos, byte[] datagram) {
    for (int i = 0; i < 3 && datagram.length > 0; i++) {
      datagram[chaos.nextInt(datagram.length)] ^= (byte) (1 << chaos.nextInt(8));
    }
  }
}
