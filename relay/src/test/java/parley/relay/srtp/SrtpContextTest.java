package parley.relay.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import parley.relay.wire.Drop;
import parley.relay.wire.Octets;

class SrtpContextTest {
  private static final int SSRC = 0xCAFEBABE;
  private static final int LENGTH = 200;

  static Stream<Arguments> everyProfileWithBothProviders() {
    return Stream.of(SrtpProfile.values())
        .flatMap(
            profile ->
                Stream.of(new JdkCrypto(), new OpenSslCrypto())
                    .map(crypto -> Arguments.of(profile, crypto)));
  }

  private static SrtpMasterKey key(SrtpProfile profile) {
    byte[] key = new byte[profile.keyLength()];
    byte[] salt = new byte[profile.saltLength()];
    Arrays.fill(key, (byte) 0x5A);
    Arrays.fill(salt, (byte) 0x17);
    return new SrtpMasterKey(profile, key, salt);
  }

  private static SrtpContext sender(SrtpProfile profile) {
    return SrtpContext.outbound(key(profile), new JdkCrypto());
  }

  private static SrtpContext receiver(SrtpProfile profile) {
    return SrtpContext.inbound(key(profile), new OpenSslCrypto());
  }

  private static byte[] rtp(int ssrc, int sequenceNumber) {
    byte[] packet = new byte[LENGTH + 32];
    packet[0] = (byte) 0x90; // with an extension block of one word
    packet[1] = 111;
    Octets.put16(packet, 2, sequenceNumber);
    Octets.put32(packet, 8, ssrc);
    Octets.put32(packet, 12, 0xBEDE0001);
    for (int i = 20; i < LENGTH; i++) {
      packet[i] = (byte) (i * 31 + sequenceNumber);
    }
    return packet;
  }

  private static byte[] rtcp(int ssrc) {
    byte[] packet = new byte[28 + 32];
    packet[0] = (byte) 0x80;
    packet[1] = (byte) 200;
    packet[3] = 6;
    Octets.put32(packet, 4, ssrc);
    return packet;
  }

  private static byte[] sealed(SrtpContext sender, int ssrc, int sequenceNumber) {
    byte[] packet = rtp(ssrc, sequenceNumber);
    int length = sender.protectRtp(packet, 0, LENGTH);
    assertThat(SrtpContext.drop(length)).isEqualTo(Drop.NONE);
    return Arrays.copyOf(packet, length);
  }

  private static Drop open(SrtpContext receiver, byte[] sealed) {
    return SrtpContext.drop(receiver.unprotectRtp(sealed.clone(), 0, sealed.length));
  }

  @ParameterizedTest
  @MethodSource("everyProfileWithBothProviders")
  void shouldBringRtpBackAsItWas(SrtpProfile profile, SrtpCrypto crypto) {
    byte[] packet = rtp(SSRC, 7);
    byte[] shifted = new byte[packet.length + 5];
    System.arraycopy(packet, 0, shifted, 5, LENGTH);
    try (var out = SrtpContext.outbound(key(profile), crypto);
        var in = SrtpContext.inbound(key(profile), crypto)) {
      int length = out.protectRtp(shifted, 5, LENGTH);
      assertThat(length).isEqualTo(LENGTH + out.rtpOverhead());
      assertThat(Arrays.copyOfRange(shifted, 25, 5 + LENGTH))
          .isNotEqualTo(Arrays.copyOfRange(packet, 20, LENGTH));
      assertThat(in.unprotectRtp(shifted, 5, length)).isEqualTo(LENGTH);
      assertThat(Arrays.copyOfRange(shifted, 5, 5 + LENGTH))
          .isEqualTo(Arrays.copyOf(packet, LENGTH));
    }
  }

  @ParameterizedTest
  @MethodSource("everyProfileWithBothProviders")
  void shouldBringRtcpBackAsItWas(SrtpProfile profile, SrtpCrypto crypto) {
    try (var out = SrtpContext.outbound(key(profile), crypto);
        var in = SrtpContext.inbound(key(profile), crypto)) {
      for (int i = 0; i < 3; i++) {
        byte[] packet = rtcp(SSRC);
        int length = out.protectRtcp(packet, 0, 28);
        assertThat(length).isEqualTo(28 + out.rtcpOverhead());
        assertThat(in.unprotectRtcp(packet, 0, length)).isEqualTo(28);
        assertThat(Arrays.copyOf(packet, 28)).isEqualTo(Arrays.copyOf(rtcp(SSRC), 28));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void shouldRefuseAPacketWithAnyByteChanged(SrtpProfile profile) {
    try (var out = sender(profile);
        var in = receiver(profile)) {
      byte[] sealed = sealed(out, SSRC, 1);
      for (int i = 1; i < sealed.length; i++) {
        byte[] forged = sealed.clone();
        forged[i] ^= 1;
        assertThat(open(in, forged)).as("byte %d", i).isNotEqualTo(Drop.NONE);
      }
      assertThat(open(in, sealed)).as("the unchanged packet, after all").isEqualTo(Drop.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void shouldRefuseRtcpWithAnyByteChanged(SrtpProfile profile) {
    try (var out = sender(profile);
        var in = receiver(profile)) {
      byte[] packet = rtcp(SSRC);
      int length = out.protectRtcp(packet, 0, 28);
      for (int i = 0; i < length; i++) {
        byte[] forged = packet.clone();
        forged[i] ^= 1;
        assertThat(SrtpContext.drop(in.unprotectRtcp(forged, 0, length)))
            .as("byte %d", i)
            .isNotEqualTo(Drop.NONE);
      }
      assertThat(in.unprotectRtcp(packet, 0, length)).isEqualTo(28);
    }
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void shouldRefuseAReplayAndWhatIsOlderThanTheWindow(SrtpProfile profile) {
    try (var out = sender(profile);
        var in = receiver(profile)) {
      byte[] first = sealed(out, SSRC, 0);
      byte[] second = sealed(out, SSRC, 1);
      assertThat(open(in, second)).isEqualTo(Drop.NONE);
      assertThat(open(in, first)).as("late but new").isEqualTo(Drop.NONE);
      assertThat(open(in, first)).isEqualTo(Drop.REPLAYED);
      assertThat(open(in, second)).isEqualTo(Drop.REPLAYED);
      assertThat(open(in, sealed(out, SSRC, ReplayWindow.SIZE + 1))).isEqualTo(Drop.NONE);
      assertThat(open(in, second)).isEqualTo(Drop.TOO_OLD);
    }
  }

  @Test
  void shouldRefuseARtcpReplay() {
    try (var out = sender(SrtpProfile.AEAD_AES_128_GCM);
        var in = receiver(SrtpProfile.AEAD_AES_128_GCM)) {
      byte[] packet = rtcp(SSRC);
      int length = out.protectRtcp(packet, 0, 28);
      assertThat(in.unprotectRtcp(packet.clone(), 0, length)).isEqualTo(28);
      assertThat(SrtpContext.drop(in.unprotectRtcp(packet.clone(), 0, length)))
          .isEqualTo(Drop.REPLAYED);
    }
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void shouldFollowTheRolloverCounterThroughLossAndReordering(SrtpProfile profile) {
    try (var out = sender(profile);
        var in = receiver(profile)) {
      byte[] beforeWrap = new byte[0];
      for (int i = 65_000; i < 65_000 + 3 * 65_536; i += 101) { // three wraps, with gaps
        byte[] sealed = sealed(out, SSRC, i & 0xFFFF);
        if ((i & 0xFFFF) > 65_435) {
          beforeWrap = sealed;
        } else {
          assertThat(open(in, sealed)).as("index %d", i).isEqualTo(Drop.NONE);
          if (beforeWrap.length > 0) {
            assertThat(open(in, beforeWrap)).as("behind the wrap").isEqualTo(Drop.NONE);
            beforeWrap = new byte[0];
          }
        }
      }
    }
  }

  @Test
  void shouldNeverProtectOneIndexTwice() {
    try (var out = sender(SrtpProfile.AEAD_AES_128_GCM)) {
      sealed(out, SSRC, 5);
      assertThat(SrtpContext.drop(out.protectRtp(rtp(SSRC, 5), 0, LENGTH)))
          .isEqualTo(Drop.REPLAYED);
      assertThat(SrtpContext.drop(out.protectRtp(rtp(SSRC + 1, 5), 0, LENGTH)))
          .as("another SSRC")
          .isEqualTo(Drop.NONE);
    }
  }

  @Test
  void shouldLeaveNoTraceOfForgedSources() {
    try (var out = sender(SrtpProfile.AEAD_AES_128_GCM);
        var in = receiver(SrtpProfile.AEAD_AES_128_GCM)) {
      for (int ssrc = 0; ssrc < 10 * SrtpContext.MAX_PEER_STREAMS; ssrc++) {
        assertThat(open(in, rtp(ssrc, 1))).isEqualTo(Drop.BAD_AUTH_TAG);
      }
      for (int ssrc = 0; ssrc < SrtpContext.MAX_PEER_STREAMS; ssrc++) {
        assertThat(open(in, sealed(out, ssrc, 1))).isEqualTo(Drop.NONE);
      }
      assertThat(open(in, sealed(out, -1, 1))).isEqualTo(Drop.TOO_MANY_SSRCS);
    }
  }

  @Test
  void shouldRefuseRtcpThatIsNotEncrypted() {
    try (var out = sender(SrtpProfile.AEAD_AES_128_GCM);
        var in = receiver(SrtpProfile.AEAD_AES_128_GCM)) {
      byte[] packet = rtcp(SSRC);
      int length = out.protectRtcp(packet, 0, 28);
      packet[length - 4] &= 0x7F;
      assertThat(SrtpContext.drop(in.unprotectRtcp(packet, 0, length)))
          .isEqualTo(Drop.BAD_AUTH_TAG);
    }
  }

  @Test
  void shouldNotPrintAKey() {
    assertThat(key(SrtpProfile.AEAD_AES_128_GCM).toString()).doesNotContain("5a", "5A", "90");
  }
}
