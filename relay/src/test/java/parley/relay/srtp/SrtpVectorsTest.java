package parley.relay.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.relay.srtp.KeyDerivation.Label;

/** Published vectors, with both providers of ciphers. */
class SrtpVectorsTest {
  private static final String KEY_128 = "000102030405060708090a0b0c0d0e0f";
  private static final String KEY_256 = KEY_128 + "101112131415161718191a1b1c1d1e1f";
  private static final String SALT = "517569642070726f2071756f"; // "Quid pro quo"
  private static final String RTP_HEADER = "8040f17b8041f8d35501a0b2";
  private static final String RTP =
      RTP_HEADER
          + "47616c6c696120657374206f6d6e6973206469766973612069"
          + "6e207061727465732074726573";
  private static final String RTCP =
      "81c8000d4d6172734e5450314e545032525450200000042a0000e930"
          + "4c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

  static Stream<SrtpCrypto> providers() {
    return Stream.of(new JdkCrypto(), new OpenSslCrypto());
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static byte[] roomBehind(byte[] packet) {
    return Arrays.copyOf(packet, packet.length + 64);
  }

  private static void assertGcmRtp(SrtpCrypto crypto, String key, String expected) {
    byte[] salt = hex(SALT);
    byte[] packet = roomBehind(hex(RTP));
    int plain = hex(RTP).length;
    try (var sealing =
            new AeadTransform(crypto.sealer(hex(key)), crypto.sealer(hex(key)), salt, salt);
        var opening =
            new AeadTransform(crypto.opener(hex(key)), crypto.opener(hex(key)), salt, salt)) {
      int sealed = sealing.sealRtp(packet, 0, 12, plain, 0x5501a0b2, 0xf17b);
      assertThat(Arrays.copyOf(packet, sealed)).isEqualTo(hex(RTP_HEADER + expected));
      assertThat(opening.openRtp(packet, 0, 12, sealed, 0x5501a0b2, 0xf17b)).isEqualTo(plain);
      assertThat(Arrays.copyOf(packet, plain)).isEqualTo(hex(RTP));
    }
  }

  private static void assertGcmRtcp(SrtpCrypto crypto, String key, String expected) {
    byte[] salt = hex(SALT);
    byte[] packet = roomBehind(hex(RTCP));
    int plain = hex(RTCP).length;
    try (var sealing =
            new AeadTransform(crypto.sealer(hex(key)), crypto.sealer(hex(key)), salt, salt);
        var opening =
            new AeadTransform(crypto.opener(hex(key)), crypto.opener(hex(key)), salt, salt)) {
      int sealed = sealing.sealRtcp(packet, 0, plain, 0x4d617273, 0x5d4);
      assertThat(Arrays.copyOf(packet, sealed)).isEqualTo(hex("81c8000d4d617273" + expected));
      assertThat(opening.openRtcp(packet, 0, sealed, 0x4d617273, 0x5d4)).isEqualTo(plain);
      assertThat(Arrays.copyOf(packet, plain)).isEqualTo(hex(RTCP));
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void shouldMatchRfc7714Section16Point1(SrtpCrypto crypto) {
    assertGcmRtp(
        crypto,
        KEY_128,
        "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
            + "899d7f27beb16a9152cf765ee4390cce");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void shouldMatchRfc7714Section16Point2(SrtpCrypto crypto) {
    assertGcmRtp(
        crypto,
        KEY_256,
        "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
            + "7aa3db36dfffd6b0f9bb7878d7a76c13");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void shouldMatchRfc7714Section17Point1(SrtpCrypto crypto) {
    assertGcmRtcp(
        crypto,
        KEY_128,
        "63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b468630"
            + "3ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void shouldMatchRfc7714Section17Point2(SrtpCrypto crypto) {
    assertGcmRtcp(
        crypto,
        KEY_256,
        "d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61d"
            + "e0476f1b6fad1d1eb30c4446839f57ff6f6cb26ac3be800005d4");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void shouldMatchTheKeyStreamOfRfc3711AppendixB2(SrtpCrypto crypto) {
    byte[] text = new byte[48];
    try (var cipher = crypto.counter(hex("2b7e151628aed2a6abf7158809cf4f3c"))) {
      cipher.apply(hex("f0f1f2f3f4f5f6f7f8f9fafbfcfd0000"), text, 0, text.length);
    }
    assertThat(text)
        .isEqualTo(
            hex(
                "e03ead0935c95e80e166b16dd92b4eb4"
                    + "d23513162b02d0f72a43a2fe4a5f97ab"
                    + "41e95b3bb0a2e8dd477901e4fca894c0"));
  }

  private static SrtpMasterKey appendixB3() {
    return new SrtpMasterKey(
        SrtpProfile.AES128_CM_HMAC_SHA1_80,
        hex("e1f97a0d3e018be0d64fa32c06de4139"),
        hex("0ec675ad498afeebb6960b3aabe6"));
  }

  @Test
  void shouldDeriveTheKeysOfRfc3711AppendixB3() {
    assertThat(KeyDerivation.derive(appendixB3(), Label.RTP_ENCRYPTION, 16))
        .isEqualTo(hex("c61e7a93744f39ee10734afe3ff7a087"));
    assertThat(KeyDerivation.derive(appendixB3(), Label.RTP_SALT, 14))
        .isEqualTo(hex("30cbbc08863d8c85d49db34a9ae1"));
    assertThat(KeyDerivation.derive(appendixB3(), Label.RTP_AUTHENTICATION, 94))
        .isEqualTo(
            hex(
                "cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbce"
                    + "e049646c43d9327ad175578ef72270986371c10c9a369ac2f94a8c5fbcdddc25"
                    + "6d6e919a48b610ef17c2041e474035766b68642c59bbfc2f34db60dbdfb2"));
  }

  /** From the test driver of libsrtp, whose key is that of appendix B.3. */
  @ParameterizedTest
  @MethodSource("providers")
  void shouldMatchLibsrtpInCounterModeWithSha1(SrtpCrypto crypto) {
    String header = "800f1234decafbadcafebabe";
    byte[] packet = roomBehind(hex(header + "ab".repeat(16)));
    byte[] sealed = hex(header + "4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");
    try (var out = SrtpContext.outbound(appendixB3(), crypto);
        var in = SrtpContext.inbound(appendixB3(), crypto)) {
      assertThat(out.protectRtp(packet, 0, 28)).isEqualTo(sealed.length);
      assertThat(Arrays.copyOf(packet, sealed.length)).isEqualTo(sealed);
      assertThat(in.unprotectRtp(packet, 0, sealed.length)).isEqualTo(28);
      assertThat(Arrays.copyOf(packet, 28)).isEqualTo(hex(header + "ab".repeat(16)));
    }
  }

  /** From the test driver of libsrtp, which counts SRTCP from 1. */
  @ParameterizedTest
  @MethodSource("providers")
  void shouldMatchLibsrtpInCounterModeForRtcp(SrtpCrypto crypto) {
    byte[] packet = roomBehind(hex("81c8000bcafebabe" + "ab".repeat(16)));
    byte[] sealed =
        hex("81c8000bcafebabe7128035be487b9bdbef89041f977a5a8" + "80000001993e08cd54d6c1230798");
    try (var transform = new CounterTransform(appendixB3(), crypto)) {
      assertThat(transform.sealRtcp(packet, 0, 24, 0xcafebabe, 1)).isEqualTo(sealed.length);
      assertThat(Arrays.copyOf(packet, sealed.length)).isEqualTo(sealed);
    }
  }
}
