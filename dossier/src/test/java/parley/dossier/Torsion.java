package parley.dossier;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import parley.dossier.chain.SealKey;

/** Ed25519 signatures that a key's holder can make and no honest signer does. */
final class Torsion {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private Torsion() {}

  /** The point plus (0, -1), which has order 2: both coordinates change their sign. */
  static byte[] added(byte[] point) {
    byte[] y = point.clone();
    y[31] &= 0x7f;
    byte[] negative = bytes(P.subtract(number(y)));
    negative[31] |= (byte) (~point[31] & 0x80);
    return negative;
  }

  /** A signature whose R has a part of order 2: right for who multiplies by the cofactor. */
  static byte[] signed(byte[] seed, String message) {
    byte[] nonce = Side.seed("nonce");
    byte[] r = added(SealKey.ofSeed(nonce).publicKey().bytes());
    byte[] key = SealKey.ofSeed(seed).publicKey().bytes();
    BigInteger k = number(sha512(r, key, message.getBytes(StandardCharsets.US_ASCII)));
    return join(r, bytes(scalar(nonce).add(k.multiply(scalar(seed))).mod(ORDER)));
  }

  /** The same signature with a second form of S. */
  static byte[] beyondTheOrder(byte[] signature) {
    BigInteger s = number(Arrays.copyOfRange(signature, 32, 64));
    return join(Arrays.copyOf(signature, 32), bytes(s.add(ORDER)));
  }

  private static BigInteger scalar(byte[] seed) {
    byte[] half = Arrays.copyOf(sha512(seed), 32);
    half[0] &= (byte) 0xf8;
    half[31] = (byte) (half[31] & 0x7f | 0x40);
    return number(half);
  }

  private static byte[] sha512(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      Arrays.stream(parts).forEach(digest::update);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Little-endian, as Ed25519 has it. */
  private static BigInteger number(byte[] littleEndian) {
    return new BigInteger(1, reversed(littleEndian));
  }

  private static byte[] bytes(BigInteger number) {
    byte[] big = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, big.length);
    System.arraycopy(big, big.length - length, fixed, 32 - length, length);
    return reversed(fixed);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
