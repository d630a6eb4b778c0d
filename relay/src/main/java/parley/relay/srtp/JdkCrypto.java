package parley.relay.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Ciphers of the JDK: everywhere the same, but each packet allocates about a kilobyte. */
final class JdkCrypto implements SrtpCrypto {
  @Override
  public String name() {
    return "JDK";
  }

  @Override
  public AeadCipher sealer(byte[] key) {
    return new Gcm(key, Cipher.ENCRYPT_MODE);
  }

  @Override
  public AeadCipher opener(byte[] key) {
    return new Gcm(key, Cipher.DECRYPT_MODE);
  }

  @Override
  public CounterCipher counter(byte[] key) {
    return new Counter(key);
  }

  private static Cipher cipher(String transformation) {
    try {
      return Cipher.getInstance(transformation);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + transformation, e);
    }
  }

  private static final class Gcm implements AeadCipher {
    private final Cipher cipher = cipher("AES/GCM/NoPadding");
    private final SecretKeySpec key;
    private final int mode;

    Gcm(byte[] key, int mode) {
      this.key = new SecretKeySpec(key, "AES");
      this.mode = mode;
    }

    @Override
    public boolean apply(
        byte[] nonce,
        byte[] aad,
        int aadOffset,
        int aadLength,
        byte[] text,
        int offset,
        int length) {
      try {
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_LENGTH, nonce));
        cipher.updateAAD(aad, aadOffset, aadLength);
        cipher.doFinal(text, offset, length, text, offset);
        return true;
      } catch (AEADBadTagException e) {
        return false;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-GCM refused a call that cannot fail", e);
      }
    }

    @Override
    public void close() {
      // nothing native is held
    }
  }

  private static final class Counter implements CounterCipher {
    private final Cipher cipher = cipher("AES/CTR/NoPadding");
    private final SecretKeySpec key;

    Counter(byte[] key) {
      this.key = new SecretKeySpec(key, "AES");
    }

    @Override
    public void apply(byte[] iv, byte[] text, int offset, int length) {
      try {
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
        cipher.doFinal(text, offset, length, text, offset);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-CTR refused a call that cannot fail", e);
      }
    }

    @Override
    public void close() {
      // nothing native is held
    }
  }
}
