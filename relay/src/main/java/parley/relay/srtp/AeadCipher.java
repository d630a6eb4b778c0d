package parley.relay.srtp;

/** AES-GCM under one key in one direction; made by an {@link SrtpCrypto}. Not thread-safe. */
interface AeadCipher extends AutoCloseable {
  int NONCE_LENGTH = 12;
  int TAG_LENGTH = 16;

  /**
   * Seals or opens {@code length} bytes of {@code text} in place. A sealer writes the tag behind
   * them; an opener finds it within them, at their end.
   *
   * @return false when the tag does not match; {@code text} is then unchanged
   */
  boolean apply(
      byte[] nonce, byte[] aad, int aadOffset, int aadLength, byte[] text, int offset, int length);

  @Override
  void close();
}
