package parley.relay.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.relay.CertificateFingerprint;
import parley.relay.dtls.TestDtlsClient.Conduct;
import parley.relay.srtp.SrtpContext;
import parley.relay.srtp.SrtpCrypto;
import parley.relay.srtp.SrtpMasterKey;
import parley.relay.srtp.SrtpProfile;
import parley.relay.wire.Drop;

@Timeout(60)
class DtlsSessionTest {
  private static final DtlsIdentity SERVER =
      DtlsIdentity.generate(new SecureRandom(), Instant.now());
  private static final int[] ALL = {1, 8, 7};

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Integer> clientDatagramLengths = new ArrayList<>();
  private final TestDtlsClient client = new TestDtlsClient(threads, this::toServer);
  private DtlsSession session = expecting(client.fingerprint());
  private IntPredicate lost = number -> false;
  private int sent;

  @AfterEach
  void stop() {
    session.close();
    threads.shutdownNow();
  }

  private DtlsSession expecting(CertificateFingerprint fingerprint) {
    return new DtlsSession(SERVER, fingerprint, threads, this::toClient);
  }

  private synchronized void toServer() {
    for (Optional<byte[]> d = client.poll(); d.isPresent(); d = client.poll()) {
      clientDatagramLengths.add(d.get().length);
      if (!lost.test(sent++)) {
        session.onDatagram(d.get(), 0, d.get().length);
      }
    }
  }

  private synchronized void toClient() {
    for (Optional<byte[]> d = session.poll(); d.isPresent(); d = session.poll()) {
      if (!lost.test(sent++)) {
        client.onDatagram(d.get());
      }
    }
  }

  private DtlsState.Established connect(Conduct conduct, int... profiles) throws Exception {
    return connecting(conduct, profiles).get(15, TimeUnit.SECONDS);
  }

  private CompletableFuture<DtlsState.Established> connecting(Conduct conduct, int... profiles) {
    return client.connect(SERVER.fingerprint(), conduct, profiles);
  }

  private DtlsState settled() throws InterruptedException {
    Instant end = Instant.now().plusSeconds(10);
    while (session.state() instanceof DtlsState.Handshaking && Instant.now().isBefore(end)) {
      Thread.sleep(5);
    }
    return session.state();
  }

  private void assertBothSidesHoldTheSameKeys(DtlsState.Established ofClient) throws Exception {
    var ofServer = (DtlsState.Established) settled();
    assertPacketPasses(ofClient.outbound(), ofServer.inbound());
    assertPacketPasses(ofServer.outbound(), ofClient.inbound());
  }

  private static void assertPacketPasses(SrtpMasterKey sender, SrtpMasterKey receiver) {
    byte[] packet = new byte[100];
    packet[0] = (byte) 0x80;
    try (var out = SrtpContext.outbound(sender, SrtpCrypto.best());
        var in = SrtpContext.inbound(receiver, SrtpCrypto.best())) {
      int sealed = out.protectRtp(packet, 0, 60);
      assertThat(SrtpContext.drop(in.unprotectRtp(packet, 0, sealed))).isEqualTo(Drop.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void shouldAgreeOnKeysForEachProfile(SrtpProfile profile) throws Exception {
    DtlsState.Established keys = connect(Conduct.HONEST, profile.code());
    assertThat(keys.inbound().profile()).isEqualTo(profile);
    assertBothSidesHoldTheSameKeys(keys);
  }

  @Test
  void shouldPreferGcmOf128BitsWhateverOrderTheClientNames() throws Exception {
    assertThat(connect(Conduct.HONEST, ALL).inbound().profile())
        .isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
  }

  @Test
  void shouldPutTogetherAClientHelloOfTwoDatagrams() throws Exception {
    DtlsState.Established keys = connect(Conduct.LARGE_HELLO, ALL);
    assertThat(clientDatagramLengths.get(0) + clientDatagramLengths.get(1)).isGreaterThan(1_300);
    assertBothSidesHoldTheSameKeys(keys);
  }

  @Test
  void shouldGetThroughWhenDatagramsAreLost() throws Exception {
    lost = number -> number == 1 || number == 4 || number == 6;
    assertBothSidesHoldTheSameKeys(connect(Conduct.LARGE_HELLO, ALL));
    assertThat(sent).as("datagrams, with those sent again").isGreaterThan(7);
  }

  @Test
  void shouldRefuseACertificateThatWasNotSignalled() throws Exception {
    session = expecting(SERVER.fingerprint());
    assertThatThrownBy(() -> connect(Conduct.HONEST, ALL)).isInstanceOf(ExecutionException.class);
    assertThat(settled()).isEqualTo(new DtlsState.Ended(DtlsState.Cause.FINGERPRINT_MISMATCH));
  }

  @Test
  void shouldRefuseAClientWithoutCertificate() throws Exception {
    assertThatThrownBy(() -> connect(Conduct.NO_CERTIFICATE, ALL))
        .isInstanceOf(ExecutionException.class);
    assertThat(settled()).isEqualTo(new DtlsState.Ended(DtlsState.Cause.FINGERPRINT_MISMATCH));
  }

  @Test
  void shouldRefuseAClientThatOffersNoProfileOfOurs() throws Exception {
    assertThatThrownBy(() -> connect(Conduct.HONEST, 2)).isInstanceOf(ExecutionException.class);
    assertThat(settled()).isEqualTo(new DtlsState.Ended(DtlsState.Cause.FAILED));
  }

  @Test
  void shouldHearAGoodbye() throws Exception {
    connect(Conduct.HONEST, ALL);
    assertThat(settled()).isInstanceOf(DtlsState.Established.class);
    client.association.close();
    Instant end = Instant.now().plus(Duration.ofSeconds(5));
    while (session.state() instanceof DtlsState.Established && Instant.now().isBefore(end)) {
      Thread.sleep(5);
    }
    assertThat(session.state()).isEqualTo(new DtlsState.Ended(DtlsState.Cause.CLOSED));
  }

  @Test
  void shouldCountAFloodInsteadOfKeepingIt() {
    byte[] record = {22, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    DtlsSession stuck = new DtlsSession(SERVER, client.fingerprint(), task -> {}, () -> {});
    for (int i = 0; i < QueueTransport.INBOUND_CAPACITY; i++) {
      assertThat(stuck.onDatagram(record, 0, record.length)).isEqualTo(Drop.NONE);
    }
    assertThat(stuck.onDatagram(record, 0, record.length)).isEqualTo(Drop.DTLS_QUEUE_FULL);
  }

  @Test
  void shouldWarmUp() {
    assertThat(WarmUp.run(SERVER, threads)).isTrue();
  }
}
