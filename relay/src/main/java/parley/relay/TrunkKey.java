package parley.relay;

import java.security.MessageDigest;
import java.util.Arrays;
import parley.relay.srtp.SrtpMasterKey;
import parley.relay.srtp.SrtpProfile;

/** What protects one direction of a trunk: AES-128-GCM (RFC 7714). Never printed. */
public final class TrunkKey {
  private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

  /** Bytes of keying material for one direction: a master key and its salt. */
  public static final int LENGTH = PROFILE.keyLength() + PROFILE.saltLength();

  private final byte[] material;

  private TrunkKey(byte[] material) {
    this.material = material;
  }

  /**
   * The key in {@code exported}, first the master key, then the salt.
   *
   * @throws IllegalArgumentException unless there are {@link #LENGTH} bytes
   */
  public static TrunkKey of(byte[] exported) {
    if (exported.length != LENGTH) {
      throw new IllegalArgumentException("a trunk's key has " + LENGTH + " bytes");
    }
    return new TrunkKey(exported.clone());
  }

  SrtpMasterKey master() {
    return new SrtpMasterKey(
        PROFILE,
        Arrays.copyOf(material, PROFILE.keyLength()),
        Arrays.copyOfRange(material, PROFILE.keyLength(), LENGTH));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrunkKey key && MessageDigest.isEqual(material, key.material);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(material);
  }

  @Override
  public String toString() {
    return "TrunkKey[redacted]";
  }
}
