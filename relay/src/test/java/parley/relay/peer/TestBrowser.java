package parley.relay.peer;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import parley.relay.CertificateFingerprint;
import parley.relay.IceCredentials;
import parley.relay.dtls.DtlsState;
import parley.relay.dtls.TestDtlsClient;
import parley.relay.dtls.TestDtlsClient.Conduct;
import parley.relay.srtp.SrtpContext;
import parley.relay.srtp.SrtpCrypto;
import parley.relay.stun.CandidatePair;
import parley.relay.stun.IceLite;
import parley.relay.stun.TestChecks;
import parley.relay.wire.Octets;
import parley.relay.wire.Protocol;

/** A browser's end of a transport: checks, DTLS as client, SRTP. Whoever has it carries bytes. */
public final class TestBrowser {
  private final RandomGenerator random;
  private final IceCredentials credentials;
  private final TestDtlsClient dtls;
  private final Consumer<byte[]> wire;
  private volatile SrtpContext inbound;
  private volatile SrtpContext outbound;

  /** {@code wire} takes what the browser sends; it is called on several threads. */
  public TestBrowser(RandomGenerator random, Executor threads, Consumer<byte[]> wire) {
    this.random = random;
    this.credentials = IceLite.freshCredentials(random);
    this.wire = wire;
    this.dtls = new TestDtlsClient(threads, this::drain);
  }

  public IceCredentials credentials() {
    return credentials;
  }

  public CertificateFingerprint fingerprint() {
    return dtls.fingerprint();
  }

  public byte[] check(IceCredentials relay, boolean nominate) {
    return TestChecks.check(random, credentials, relay, nominate);
  }

  /** Shakes hands; completes when media can flow. */
  public CompletableFuture<Void> connect(CertificateFingerprint relay) {
    return dtls.connect(relay, Conduct.LARGE_HELLO, 7, 8, 1).thenAccept(this::install);
  }

  private void install(DtlsState.Established keys) {
    SrtpCrypto crypto = SrtpCrypto.best();
    inbound = SrtpContext.inbound(keys.inbound(), crypto);
    outbound = SrtpContext.outbound(keys.outbound(), crypto);
  }

  private void drain() {
    Optional<byte[]> datagram = dtls.poll();
    while (datagram.isPresent()) {
      wire.accept(datagram.get());
      datagram = dtls.poll();
    }
  }

  /** A protected RTP packet. */
  public byte[] rtp(int ssrc, int sequenceNumber, byte[] payload) {
    byte[] packet = new byte[12 + payload.length + 32];
    packet[0] = (byte) 0x80;
    packet[1] = 96;
    Octets.put16(packet, 2, sequenceNumber);
    Octets.put32(packet, 8, ssrc);
    System.arraycopy(payload, 0, packet, 12, payload.length);
    return Arrays.copyOf(packet, outbound.protectRtp(packet, 0, 12 + payload.length));
  }

  /** A protected, empty receiver report. */
  public byte[] rtcp(int ssrc) {
    byte[] packet = new byte[8 + 32];
    packet[0] = (byte) 0x80;
    packet[1] = (byte) 201;
    packet[3] = 1;
    Octets.put32(packet, 4, ssrc);
    return Arrays.copyOf(packet, outbound.protectRtcp(packet, 0, 8));
  }

  /** Takes a datagram; returns the plain packet when it is media, and nothing otherwise. */
  public Optional<byte[]> receive(byte[] datagram) {
    byte[] bytes = datagram.clone();
    Protocol protocol = Protocol.of(bytes, 0, bytes.length);
    if (inbound == null && protocol != Protocol.DTLS) {
      return Optional.empty(); // the relay may have the keys a moment before us
    }
    int length =
        switch (protocol) {
          case RTP -> inbound.unprotectRtp(bytes, 0, bytes.length);
          case RTCP -> inbound.unprotectRtcp(bytes, 0, bytes.length);
          case DTLS -> {
            dtls.onDatagram(bytes);
            yield -1;
          }
          case STUN, CHANNEL_DATA, UNKNOWN -> -1;
        };
    return length < 0 ? Optional.empty() : Optional.of(Arrays.copyOf(bytes, length));
  }

  static CandidatePair pair(int port) {
    return new CandidatePair(0, new InetSocketAddress("127.0.0.1", port));
  }
}
