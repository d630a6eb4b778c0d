package parley.relay.srtp;

/** Where the block ciphers come from. An instance belongs to one thread. */
public sealed interface SrtpCrypto permits OpenSslCrypto, JdkCrypto {
  /** OpenSSL when its library can be loaded, else the JDK. Call it once for each media thread. */
  static SrtpCrypto best() {
    return LibCrypto.isAvailable() ? new OpenSslCrypto() : new JdkCrypto();
  }

  /** Name for the log. */
  String name();

  /** A cipher that seals. */
  AeadCipher sealer(byte[] key);

  /** A cipher that opens. */
  AeadCipher opener(byte[] key);

  /** A cipher that does both. */
  CounterCipher counter(byte[] key);
}
