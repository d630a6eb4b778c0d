package parley.relay.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Session keys from a master key (RFC 3711 section 4.3, with a key derivation rate of 0). */
final class KeyDerivation {
  /** What a session key is for; the number is the label of RFC 3711 section 4.3.2. */
  enum Label {
    RTP_ENCRYPTION,
    RTP_AUTHENTICATION,
    RTP_SALT,
    RTCP_ENCRYPTION,
    RTCP_AUTHENTICATION,
    RTCP_SALT
  }

  private static final int LABEL_OFFSET = 7; // key_id is label || 48 bits of index, right-aligned

  private KeyDerivation() {}

  /** The first {@code length} bytes of the key stream for {@code label}. */
  static byte[] derive(SrtpMasterKey master, Label label, int length) {
    byte[] iv = Arrays.copyOf(master.salt(), CounterCipher.IV_LENGTH); // RFC 7714 section 11
    iv[LABEL_OFFSET] ^= (byte) label.ordinal();
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(master.key(), "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(new byte[length]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-CTR", e);
    }
  }
}
