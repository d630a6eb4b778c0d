package parley.relay.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import parley.relay.IceCredentials;
import parley.relay.wire.Drop;
import parley.relay.wire.Octets;

class IceLiteTest {
  private static final CandidatePair HOME = pair("192.0.2.1", 32853);
  private static final CandidatePair AWAY = pair("2001:db8::7", 40_000);

  private final Random random = new Random(5);
  private final IceCredentials ours = IceLite.freshCredentials(random);
  private final IceCredentials browser = IceLite.freshCredentials(random);
  private final IceLite ice = new IceLite(0, ours, browser);
  private final StunMessage message = new StunMessage();
  private final List<byte[]> answers = new ArrayList<>();

  private static CandidatePair pair(String ip, int port) {
    return new CandidatePair(0, new InetSocketAddress(ip, port));
  }

  private Drop receive(long nowNanos, CandidatePair from, byte[] datagram) {
    Drop drop = message.wrap(datagram, 0, datagram.length);
    return drop != Drop.NONE
        ? drop
        : ice.onMessage(
            nowNanos,
            from,
            message,
            (to, buffer, offset, length) -> {
              assertThat(to).isEqualTo(from);
              answers.add(Arrays.copyOfRange(buffer, offset, offset + length));
              return Drop.NONE;
            });
  }

  private byte[] check(boolean nominate) {
    return TestChecks.check(random, browser, ours, nominate);
  }

  private StunMessage answer() {
    byte[] bytes = answers.getLast();
    StunMessage answer = new StunMessage();
    assertThat(answer.wrap(bytes, 0, bytes.length)).isEqualTo(Drop.NONE);
    assertThat(answer.fingerprintMatches()).isTrue();
    assertThat(answer.integrityMatches(IceLite.hmac(ours.pwd()))).isTrue();
    return answer;
  }

  @Test
  void shouldAnswerACheckWithTheAddressItCameFrom() {
    byte[] request = check(false);
    assertThat(receive(1, HOME, request)).isEqualTo(Drop.NONE);
    assertThat(answer().type()).isEqualTo(StunMessage.BINDING_SUCCESS);
    byte[] bytes = answers.getLast();
    assertThat(Arrays.copyOfRange(bytes, 8, 20)).isEqualTo(Arrays.copyOfRange(request, 8, 20));
    // RFC 5769 section 2.2 masks the same address and port
    assertThat(Octets.i64(bytes, 24)).isEqualTo(0x0001_A147_E112_A643L);
  }

  @Test
  void shouldAnswerOverIpv6() {
    receive(1, AWAY, check(false));
    assertThat(answer().type()).isEqualTo(StunMessage.BINDING_SUCCESS);
    assertThat(Octets.u16(answers.getLast(), 24)).isEqualTo(2);
  }

  @Test
  void shouldSendByTheFirstValidPairUntilOneIsNominatedAndThenByThatOne() {
    assertThat(ice.selected()).isEmpty();
    receive(1, HOME, check(false));
    receive(2, AWAY, check(false));
    assertThat(ice.selected()).contains(HOME);
    assertThat(ice.isNominated()).isFalse();
    receive(3, AWAY, check(true));
    assertThat(ice.selected()).contains(AWAY);
    assertThat(ice.isNominated()).isTrue();
  }

  @Test
  void shouldFollowAPeerWhoseAddressChanges() {
    receive(1, HOME, check(true));
    receive(2, AWAY, check(true));
    assertThat(ice.selected()).contains(AWAY);
    receive(3, HOME, check(false));
    assertThat(ice.selected()).as("a check alone moves nothing").contains(AWAY);
  }

  @Test
  void shouldKeepConsentWhileChecksCome() {
    receive(7, HOME, check(true));
    assertThat(ice.consentDeadlineNanos()).isEqualTo(7 + IceLite.CONSENT_NANOS);
    receive(100, HOME, check(false));
    assertThat(ice.consentDeadlineNanos()).isEqualTo(100 + IceLite.CONSENT_NANOS);
  }

  @Test
  void shouldNotTakeAForgedCheckAsConsentNorAnswerIt() {
    IceCredentials guess = new IceCredentials(ours.ufrag(), "x".repeat(32));
    byte[] forged = TestChecks.check(random, browser, guess, true);
    assertThat(receive(50, HOME, forged)).isEqualTo(Drop.STUN_BAD_INTEGRITY);
    assertThat(ice.consentDeadlineNanos()).isEqualTo(IceLite.CONSENT_NANOS);
    assertThat(ice.isValid(HOME)).isFalse();
    assertThat(answers).isEmpty();
    assertThat(receive(50, HOME, check(true))).as("positive control").isEqualTo(Drop.NONE);
  }

  @Test
  void shouldRefuseACheckOfAnotherPeersName() {
    IceCredentials other = IceLite.freshCredentials(random);
    assertThat(receive(1, HOME, TestChecks.check(random, other, ours, true)))
        .isEqualTo(Drop.STUN_BAD_INTEGRITY);
  }

  @Test
  void shouldRefuseAChecksWrongFingerprint() {
    byte[] request = check(true);
    request[request.length - 1] ^= 1;
    assertThat(receive(1, HOME, request)).isEqualTo(Drop.STUN_BAD_FINGERPRINT);
  }

  @Test
  void shouldCallARoleConflict() {
    byte[] request =
        new TestChecks()
            .begin(StunMessage.BINDING_REQUEST, random)
            .attribute(StunMessage.USERNAME, TestChecks.utf8(ours.ufrag() + ":" + browser.ufrag()))
            .attribute(StunMessage.ICE_CONTROLLED, new byte[8])
            .end(ours.pwd());
    assertThat(receive(1, HOME, request)).isEqualTo(Drop.NONE);
    assertThat(answer().type()).isEqualTo(StunMessage.BINDING_ERROR);
    assertThat(Octets.i32(answers.getLast(), 24)).as("class and number").isEqualTo(4 << 8 | 87);
    assertThat(ice.isValid(HOME)).isFalse();
  }

  @Test
  void shouldSayWhichAttributeItDoesNotUnderstand() {
    byte[] request =
        new TestChecks()
            .begin(StunMessage.BINDING_REQUEST, random)
            .attribute(StunMessage.USERNAME, TestChecks.utf8(ours.ufrag() + ":" + browser.ufrag()))
            .attribute(0x7F01, new byte[3])
            .end(ours.pwd());
    receive(1, HOME, request);
    assertThat(answer().type()).isEqualTo(StunMessage.BINDING_ERROR);
    assertThat(Octets.i32(answers.getLast(), 24)).isEqualTo(4 << 8 | 20);
  }

  @Test
  void shouldRefuseWhatIsNotARequest() {
    byte[] response = new TestChecks().begin(StunMessage.BINDING_SUCCESS, random).end(ours.pwd());
    assertThat(receive(1, HOME, response)).isEqualTo(Drop.STUN_UNEXPECTED);
    byte[] anonymous =
        new TestChecks().begin(StunMessage.BINDING_REQUEST, random).endWithFingerprint();
    assertThat(receive(1, HOME, anonymous)).isEqualTo(Drop.STUN_INCOMPLETE);
  }

  @Test
  void shouldKeepABoundedNumberOfPairsAndTheNominatedOneAmongThem() {
    receive(1, HOME, check(true));
    for (int port = 1; port <= 100; port++) {
      receive(1 + port, pair("192.0.2.9", port), check(false));
    }
    assertThat(ice.isValid(HOME)).isTrue();
    assertThat(ice.isValid(pair("192.0.2.9", 100))).isTrue();
    assertThat(ice.isValid(pair("192.0.2.9", 1))).isFalse();
  }

  @Property
  void noBytesWhatsoeverMakeTheReaderThrow(@ForAll @Size(max = 120) byte[] datagram) {
    byte[] stun = datagram.clone();
    if (stun.length >= 20) { // get past the first checks
      Octets.put16(stun, 0, StunMessage.BINDING_REQUEST);
      Octets.put16(stun, 2, stun.length - 20);
      Octets.put32(stun, 4, StunMessage.MAGIC_COOKIE);
    }
    assertThat(receive(1, HOME, stun)).isNotEqualTo(Drop.NONE);
  }
}
