package parley.node.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** What opens a {@link KeyVault}. It never prints what it holds. */
public sealed interface VaultKey {
  /** The variable of the environment that holds a passphrase. */
  String PASSPHRASE = "PARLEY_PASSPHRASE";

  /** The variable of the environment that names a key file. */
  String KEY_FILE = "PARLEY_KEY_FILE";

  /** Fewest characters of a passphrase. */
  int LEAST_CHARACTERS = 12;

  /** Bytes of a key file, and of the key made from it. */
  int BYTES = 32;

  /** The key that locks the files of a vault with this salt. */
  SecretKey derive(byte[] salt);

  /** What an operator has set. */
  static VaultKey ofEnvironment(Map<String, String> environment) throws VaultClosed {
    Optional<String> passphrase = set(environment, PASSPHRASE);
    Optional<String> file = set(environment, KEY_FILE);
    if (passphrase.isPresent() && file.isPresent()) {
      throw new VaultClosed(VaultClosed.Why.BOTH);
    }
    if (file.isPresent()) {
      return ofFile(Path.of(file.get()).toAbsolutePath());
    }
    String phrase = passphrase.orElseThrow(() -> new VaultClosed(VaultClosed.Why.MISSING));
    if (phrase.codePointCount(0, phrase.length()) < LEAST_CHARACTERS) {
      throw new VaultClosed(VaultClosed.Why.SHORT);
    }
    return new Passphrase(phrase);
  }

  /** The key that a file of 32 bytes holds. */
  static VaultKey ofFile(Path file) throws VaultClosed {
    try {
      if (!Files.isRegularFile(file)) {
        throw new VaultClosed(VaultClosed.Why.UNREADABLE, file);
      }
      if (Files.size(file) != BYTES) {
        throw new VaultClosed(VaultClosed.Why.MALFORMED, file);
      }
      return new Bytes(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new VaultClosed(VaultClosed.Why.UNREADABLE, file);
    }
  }

  /** The key that a file of 32 bytes holds, made from {@code random} when it is not there. */
  static VaultKey ofOwnFile(Path file, RandomGenerator random) throws VaultClosed {
    if (!Files.exists(file)) {
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      PrivateFile.write(file, bytes);
    }
    return ofFile(file);
  }

  private static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** Words that somebody remembers, made costly to guess. */
  final class Passphrase implements VaultKey {
    /** RFC 9106 section 4, the second recommended choice, with one lane: it runs on one thread. */
    private static final int MEMORY_KIBIBYTES = 64 * 1024;

    private static final int PASSES = 3;

    private final String phrase;

    Passphrase(String phrase) {
      this.phrase = Normalizer.normalize(phrase, Normalizer.Form.NFKC);
    }

    @Override
    public SecretKey derive(byte[] salt) {
      Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
      argon2.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(MEMORY_KIBIBYTES)
              .withIterations(PASSES)
              .withParallelism(1)
              .withSalt(salt)
              .build());
      byte[] key = new byte[BYTES];
      argon2.generateBytes(phrase.getBytes(StandardCharsets.UTF_8), key);
      return new SecretKeySpec(key, "AES");
    }
  }

  /** Random bytes, which need no making costly. */
  final class Bytes implements VaultKey {
    private static final byte[] PURPOSE = "parley key vault".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec bytes;

    Bytes(byte[] bytes) {
      this.bytes = new SecretKeySpec(bytes, "HKDF");
    }

    @Override
    public SecretKey derive(byte[] salt) {
      try {
        return KDF.getInstance("HKDF-SHA256")
            .deriveKey(
                "AES",
                HKDFParameterSpec.ofExtract()
                    .addIKM(bytes)
                    .addSalt(salt)
                    .thenExpand(PURPOSE, BYTES));
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
