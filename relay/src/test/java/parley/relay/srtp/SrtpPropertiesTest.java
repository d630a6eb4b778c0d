package parley.relay.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import parley.relay.wire.Drop;
import parley.relay.wire.Octets;

class SrtpPropertiesTest {
  private static SrtpMasterKey key(SrtpProfile profile, byte[] seed) {
    byte[] key = new byte[profile.keyLength()];
    byte[] salt = new byte[profile.saltLength()];
    for (int i = 0; i < key.length; i++) {
      key[i] = seed[i % seed.length];
    }
    for (int i = 0; i < salt.length; i++) {
      salt[i] = seed[(i + 7) % seed.length];
    }
    return new SrtpMasterKey(profile, key, salt);
  }

  @Property(tries = 200)
  void bothProvidersMakeTheSameBytesAndOpenEachOthers(
      @ForAll SrtpProfile profile,
      @ForAll @Size(32) byte[] seed,
      @ForAll @Size(max = 1_400) byte[] payload,
      @ForAll int ssrc,
      @ForAll @IntRange(max = 65_535) int sequenceNumber) {
    byte[] ofJdk = new byte[12 + payload.length + 32];
    ofJdk[0] = (byte) 0x80;
    Octets.put16(ofJdk, 2, sequenceNumber);
    Octets.put32(ofJdk, 8, ssrc);
    System.arraycopy(payload, 0, ofJdk, 12, payload.length);
    byte[] ofOpenSsl = ofJdk.clone();
    byte[] plain = ofJdk.clone();
    int length = 12 + payload.length;
    SrtpMasterKey key = key(profile, seed);
    try (var jdkOut = SrtpContext.outbound(key, new JdkCrypto());
        var sslOut = SrtpContext.outbound(key, new OpenSslCrypto());
        var jdkIn = SrtpContext.inbound(key, new JdkCrypto());
        var sslIn = SrtpContext.inbound(key, new OpenSslCrypto())) {
      int sealed = jdkOut.protectRtp(ofJdk, 0, length);
      assertThat(sslOut.protectRtp(ofOpenSsl, 0, length)).isEqualTo(sealed);
      assertThat(ofOpenSsl).isEqualTo(ofJdk);
      assertThat(sslIn.unprotectRtp(ofJdk, 0, sealed)).isEqualTo(length);
      assertThat(jdkIn.unprotectRtp(ofOpenSsl, 0, sealed)).isEqualTo(length);
      assertThat(ofJdk).startsWith(Arrays.copyOf(plain, length));
      assertThat(ofOpenSsl).startsWith(Arrays.copyOf(plain, length));
    }
  }

  @Property(tries = 300)
  void theReplayWindowAgreesWithASetOfAllThatWasSeen(
      @ForAll @Size(max = 200) List<@IntRange(max = 3 * ReplayWindow.SIZE) Integer> indices) {
    ReplayWindow window = new ReplayWindow();
    Set<Integer> seen = new HashSet<>();
    int highest = -1;
    for (int index : indices) {
      Drop expected =
          index <= highest - ReplayWindow.SIZE
              ? Drop.TOO_OLD
              : seen.contains(index) ? Drop.REPLAYED : Drop.NONE;
      assertThat(window.check(index)).isEqualTo(expected);
      if (expected == Drop.NONE) {
        window.mark(index);
        seen.add(index);
        highest = Math.max(highest, index);
      }
    }
  }

  @Property(tries = 300)
  void noBytesWhatsoeverMakeAReceiverThrow(
      @ForAll SrtpProfile profile, @ForAll @Size(max = 200) byte[] datagram) {
    try (var in = SrtpContext.inbound(key(profile, new byte[32]), new OpenSslCrypto())) {
      assertThat(SrtpContext.drop(in.unprotectRtp(datagram.clone(), 0, datagram.length)))
          .isNotEqualTo(Drop.NONE);
      assertThat(SrtpContext.drop(in.unprotectRtcp(datagram.clone(), 0, datagram.length)))
          .isNotEqualTo(Drop.NONE);
    }
  }
}
