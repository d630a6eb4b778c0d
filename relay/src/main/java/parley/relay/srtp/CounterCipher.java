package parley.relay.srtp;

/** AES in counter mode under one key; made by an {@link SrtpCrypto}. Not thread-safe. */
interface CounterCipher extends AutoCloseable {
  int IV_LENGTH = 16;

  /** Encrypts or decrypts in place. */
  void apply(byte[] iv, byte[] text, int offset, int length);

  @Override
  void close();
}
