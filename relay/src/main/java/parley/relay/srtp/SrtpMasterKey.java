package parley.relay.srtp;

import java.util.Arrays;

/** Master key and salt of one direction (RFC 3711 section 3.2.1). Never printed. */
public final class SrtpMasterKey {
  private final SrtpProfile profile;
  private final byte[] key;
  private final byte[] salt;

  /**
   * Copies both.
   *
   * @throws IllegalArgumentException when a length is not the profile's
   */
  public SrtpMasterKey(SrtpProfile profile, byte[] key, byte[] salt) {
    if (key.length != profile.keyLength() || salt.length != profile.saltLength()) {
      throw new IllegalArgumentException("key or salt is not as long as " + profile + " wants");
    }
    this.profile = profile;
    this.key = key.clone();
    this.salt = salt.clone();
  }

  /** How many bytes of keying material {@link #client} and {@link #server} divide. */
  public static int exportedLength(SrtpProfile profile) {
    return 2 * (profile.keyLength() + profile.saltLength());
  }

  /** What the DTLS client writes with (RFC 5764 section 4.2). */
  public static SrtpMasterKey client(SrtpProfile profile, byte[] exported) {
    return share(profile, exported, 0);
  }

  /** What the DTLS server writes with (RFC 5764 section 4.2). */
  public static SrtpMasterKey server(SrtpProfile profile, byte[] exported) {
    return share(profile, exported, 1);
  }

  private static SrtpMasterKey share(SrtpProfile profile, byte[] exported, int side) {
    int key = side * profile.keyLength();
    int salt = 2 * profile.keyLength() + side * profile.saltLength();
    return new SrtpMasterKey(
        profile,
        Arrays.copyOfRange(exported, key, key + profile.keyLength()),
        Arrays.copyOfRange(exported, salt, salt + profile.saltLength()));
  }

  /** The profile that the key is for. */
  public SrtpProfile profile() {
    return profile;
  }

  byte[] key() {
    return key;
  }

  byte[] salt() {
    return salt;
  }

  @Override
  public String toString() {
    return "SrtpMasterKey[" + profile + ", redacted]";
  }
}
