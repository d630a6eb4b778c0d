package parley.relay.srtp;

import java.util.List;
import java.util.Optional;

/** SRTP protection profiles (RFC 5764 section 4.1.2, RFC 7714 section 14.2), best first. */
public enum SrtpProfile {
  /** AES-128 in Galois/Counter Mode. */
  AEAD_AES_128_GCM(7, 16, 12, 16),
  /** AES-256 in Galois/Counter Mode. */
  AEAD_AES_256_GCM(8, 32, 12, 16),
  /** AES-128 in counter mode with an HMAC of 80 bits. */
  AES128_CM_HMAC_SHA1_80(1, 16, 14, 10);

  /** In the order of preference. */
  public static final List<SrtpProfile> PREFERENCE = List.of(values());

  private final int code;
  private final int keyLength;
  private final int saltLength;
  private final int tagLength;

  SrtpProfile(int code, int keyLength, int saltLength, int tagLength) {
    this.code = code;
    this.keyLength = keyLength;
    this.saltLength = saltLength;
    this.tagLength = tagLength;
  }

  /** The first of ours that is among {@code offered}. */
  public static Optional<SrtpProfile> choose(int[] offered) {
    for (SrtpProfile profile : PREFERENCE) {
      for (int code : offered) {
        if (code == profile.code) {
          return Optional.of(profile);
        }
      }
    }
    return Optional.empty();
  }

  /** Number in the use_srtp extension. */
  public int code() {
    return code;
  }

  /** Bytes of a master key, and of the session key for encryption. */
  public int keyLength() {
    return keyLength;
  }

  /** Bytes of a master salt. */
  public int saltLength() {
    return saltLength;
  }

  /** Bytes of an authentication tag. */
  public int tagLength() {
    return tagLength;
  }

  /** Whether encryption and authentication are one (RFC 7714). */
  public boolean isAead() {
    return this != AES128_CM_HMAC_SHA1_80;
  }
}
