package parley.relay.srtp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;

/**
 * The functions of OpenSSL's libcrypto (1.1 or 3) that we call. Pointers are longs, because memory
 * segments would be allocated for each call.
 */
final class LibCrypto {
  static final int CTRL_AEAD_GET_TAG = 0x10;
  static final int CTRL_AEAD_SET_TAG = 0x11;

  private static final List<String> NAMES =
      List.of("libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.3.dylib", "libcrypto-3-x64.dll");
  private static final Optional<SymbolLookup> LIBRARY = load();

  private static final MethodHandle AES_128_GCM = bind("EVP_aes_128_gcm", JAVA_LONG);
  private static final MethodHandle AES_256_GCM = bind("EVP_aes_256_gcm", JAVA_LONG);
  private static final MethodHandle AES_128_CTR = bind("EVP_aes_128_ctr", JAVA_LONG);
  private static final MethodHandle CONTEXT_NEW = bind("EVP_CIPHER_CTX_new", JAVA_LONG);
  private static final MethodHandle CONTEXT_FREE =
      bind("EVP_CIPHER_CTX_free", FunctionDescriptor.ofVoid(JAVA_LONG));
  private static final MethodHandle INIT =
      bind(
          "EVP_CipherInit_ex",
          FunctionDescriptor.of(
              JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle UPDATE =
      bind(
          "EVP_CipherUpdate",
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle FINAL =
      bind("EVP_CipherFinal_ex", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle CONTROL =
      bind(
          "EVP_CIPHER_CTX_ctrl",
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));

  private LibCrypto() {}

  /** Whether the library was found; nothing else may be called when it was not. */
  static boolean isAvailable() {
    return LIBRARY.isPresent();
  }

  @SuppressWarnings("restricted")
  private static Optional<SymbolLookup> load() {
    for (String name : NAMES) {
      try {
        return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
      } catch (IllegalArgumentException | IllegalCallerException e) {
        continue; // not on this machine under this name, or native access is denied
      }
    }
    return Optional.empty();
  }

  private static MethodHandle bind(String name, MemoryLayout result) {
    return bind(name, FunctionDescriptor.of(result));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle bind(String name, FunctionDescriptor descriptor) {
    return LIBRARY
        .flatMap(library -> library.find(name))
        .map(
            symbol ->
                Linker.nativeLinker()
                    .downcallHandle(symbol, descriptor, Linker.Option.critical(false)))
        .orElseGet(() -> MethodHandles.empty(descriptor.toMethodType()));
  }

  static long gcm(int keyLength) {
    try {
      return keyLength == 16 ? (long) AES_128_GCM.invokeExact() : (long) AES_256_GCM.invokeExact();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long counterMode() {
    try {
      return (long) AES_128_CTR.invokeExact();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long newContext() {
    try {
      return (long) CONTEXT_NEW.invokeExact();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void freeContext(long context) {
    try {
      CONTEXT_FREE.invokeExact(context);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static boolean init(long context, long cipher, long key, long iv, int encrypt) {
    try {
      return (int) INIT.invokeExact(context, cipher, 0L, key, iv, encrypt) == 1;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static boolean update(long context, long out, long outLength, long in, int inLength) {
    try {
      return (int) UPDATE.invokeExact(context, out, outLength, in, inLength) == 1;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static boolean finish(long context, long out, long outLength) {
    try {
      return (int) FINAL.invokeExact(context, out, outLength) == 1;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static boolean control(long context, int type, int argument, long pointer) {
    try {
      return (int) CONTROL.invokeExact(context, type, argument, pointer) == 1;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("a downcall throws nothing of its own", e);
  }
}
