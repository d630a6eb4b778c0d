package parley.relay.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Ciphers of OpenSSL. Bytes pass through one native scratch area. */
final class OpenSslCrypto implements SrtpCrypto {
  /** Longest text or associated data: above any datagram that is read. */
  private static final int CAPACITY = 4_096;

  private static final int NONCE = 0;
  private static final int OUT_LENGTH = 32;
  private static final int TAG = 48;
  private static final int AAD = 64;
  private static final int TEXT = AAD + CAPACITY;

  private final MemorySegment scratch = Arena.ofAuto().allocate(TEXT + CAPACITY, 64);
  private final long address = scratch.address();

  @Override
  public String name() {
    return "OpenSSL libcrypto";
  }

  @Override
  public AeadCipher sealer(byte[] key) {
    return new Gcm(key, true);
  }

  @Override
  public AeadCipher opener(byte[] key) {
    return new Gcm(key, false);
  }

  @Override
  public CounterCipher counter(byte[] key) {
    return new Counter(key);
  }

  private long newContext(long cipher, byte[] key, boolean encrypt) {
    long context = LibCrypto.newContext();
    MemorySegment.copy(key, 0, scratch, JAVA_BYTE, AAD, key.length);
    boolean ready = LibCrypto.init(context, cipher, address + AAD, 0, encrypt ? 1 : 0);
    scratch.asSlice(AAD, key.length).fill((byte) 0);
    return check(ready, context);
  }

  private static long check(boolean succeeded, long context) {
    if (!succeeded) {
      throw new IllegalStateException("OpenSSL refused a call that cannot fail");
    }
    return context;
  }

  private final class Gcm implements AeadCipher {
    private final boolean sealing;
    private long context;

    Gcm(byte[] key, boolean sealing) {
      this.sealing = sealing;
      this.context = newContext(LibCrypto.gcm(key.length), key, sealing);
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
      int plain = sealing ? length : length - TAG_LENGTH;
      MemorySegment.copy(nonce, 0, scratch, JAVA_BYTE, NONCE, NONCE_LENGTH);
      MemorySegment.copy(aad, aadOffset, scratch, JAVA_BYTE, AAD, aadLength);
      MemorySegment.copy(text, offset, scratch, JAVA_BYTE, TEXT, plain);
      boolean started =
          LibCrypto.init(context, 0, 0, address + NONCE, sealing ? 1 : 0)
              && LibCrypto.update(context, 0, address + OUT_LENGTH, address + AAD, aadLength)
              && LibCrypto.update(
                  context, address + TEXT, address + OUT_LENGTH, address + TEXT, plain);
      check(started, context);
      return sealing ? seal(text, offset, plain) : open(text, offset, plain);
    }

    private boolean seal(byte[] text, int offset, int plain) {
      boolean done =
          LibCrypto.finish(context, address + TEXT + plain, address + OUT_LENGTH)
              && LibCrypto.control(context, LibCrypto.CTRL_AEAD_GET_TAG, TAG_LENGTH, address + TAG);
      check(done, context);
      MemorySegment.copy(scratch, JAVA_BYTE, TEXT, text, offset, plain);
      MemorySegment.copy(scratch, JAVA_BYTE, TAG, text, offset + plain, TAG_LENGTH);
      return true;
    }

    private boolean open(byte[] text, int offset, int plain) {
      MemorySegment.copy(text, offset + plain, scratch, JAVA_BYTE, TAG, TAG_LENGTH);
      check(
          LibCrypto.control(context, LibCrypto.CTRL_AEAD_SET_TAG, TAG_LENGTH, address + TAG),
          context);
      boolean authentic = LibCrypto.finish(context, address + TEXT + plain, address + OUT_LENGTH);
      if (authentic) {
        MemorySegment.copy(scratch, JAVA_BYTE, TEXT, text, offset, plain);
      }
      return authentic;
    }

    @Override
    public void close() {
      LibCrypto.freeContext(context); // null is allowed, so closing twice is too
      context = 0;
    }
  }

  private final class Counter implements CounterCipher {
    private long context;

    Counter(byte[] key) {
      context = newContext(LibCrypto.counterMode(), key, true);
    }

    @Override
    public void apply(byte[] iv, byte[] text, int offset, int length) {
      MemorySegment.copy(iv, 0, scratch, JAVA_BYTE, NONCE, IV_LENGTH);
      MemorySegment.copy(text, offset, scratch, JAVA_BYTE, TEXT, length);
      boolean done =
          LibCrypto.init(context, 0, 0, address + NONCE, 1)
              && LibCrypto.update(
                  context, address + TEXT, address + OUT_LENGTH, address + TEXT, length);
      check(done, context);
      MemorySegment.copy(scratch, JAVA_BYTE, TEXT, text, offset, length);
    }

    @Override
    public void close() {
      LibCrypto.freeContext(context);
      context = 0;
    }
  }
}
