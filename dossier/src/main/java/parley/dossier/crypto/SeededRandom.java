package parley.dossier.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Hands given bytes to the JDK where it insists on a source of randomness, so that the caller alone
 * decides about randomness.
 */
public final class SeededRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  private final byte[] seed;
  private int block;

  private SeededRandom(byte[] seed) {
    super(null, null);
    this.seed = seed.clone();
  }

  /** Gives a stream of SHA-256 blocks over seed and counter. */
  public static SeededRandom stream(byte[] seed) {
    return new SeededRandom(seed);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int at = 0; at < bytes.length; ) {
      byte[] more = nextBlock();
      int length = Math.min(more.length, bytes.length - at);
      System.arraycopy(more, 0, bytes, at, length);
      at += length;
    }
  }

  private byte[] nextBlock() {
    try {
      byte[] input = Arrays.copyOf(seed, seed.length + 1);
      input[seed.length] = (byte) block++;
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
