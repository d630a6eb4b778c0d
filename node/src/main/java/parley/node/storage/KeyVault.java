package parley.node.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The folder of this node's private keys and seeds, each locked in a file of its own. They lie
 * beside the database and not in it, so that who is given a copy of the database, as a backup or to
 * look into a fault, can sign nothing; and they are locked, so that who is given a copy of the
 * folder cannot either. Any thread.
 *
 * <p>A file is a head (what it is, what opens it, the vault's salt, a nonce) and the secret under
 * AES-256-GCM, with the head and the file's name as associated data: a file that was renamed to
 * pass for another does not open.
 */
public final class KeyVault {
  private static final byte[] KIND = "parleykey1".getBytes(StandardCharsets.US_ASCII);
  private static final byte PASSPHRASE = 'P';
  private static final byte KEY_FILE = 'K';
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEAD_BYTES = KIND.length + 1 + SALT_BYTES + NONCE_BYTES;

  private final Path folder;
  private final RandomGenerator random;
  private final byte opener;
  private final byte[] salt;
  private final SecretKey key;

  private KeyVault(
      Path folder, RandomGenerator random, byte opener, byte[] salt, SecretKey derived) {
    this.folder = folder;
    this.random = random;
    this.opener = opener;
    this.salt = salt;
    this.key = derived;
  }

  /**
   * Opens the folder, and tries every file in it.
   *
   * @param random unpredictable outside tests; for salts, nonces and new secrets
   * @throws VaultClosed when the key does not open all that is there
   */
  public static KeyVault open(Path folder, VaultKey key, RandomGenerator random)
      throws VaultClosed {
    List<Path> files = list(folder);
    byte opener = opener(key);
    Optional<byte[]> present = Optional.empty();
    for (Path file : files) {
      byte[] salt = saltOf(file, opener);
      present = Optional.of(present.orElse(salt));
    }
    byte[] salt = present.orElseGet(() -> bytes(SALT_BYTES, random));
    KeyVault vault = new KeyVault(folder, random, opener, salt, key.derive(salt));
    vault.tryAll(files);
    return vault;
  }

  /** The secret of this name, made when first asked for. Durable before it returns. */
  public synchronized byte[] readOrCreate(String name, int length) {
    byte[] secret = read(name).orElseGet(() -> create(name, length));
    if (secret.length != length) {
      throw new IllegalStateException("the key " + name + " does not hold " + length + " bytes");
    }
    return secret;
  }

  /** The names of all secrets. */
  public synchronized List<String> names() {
    return list(folder).stream().map(file -> file.getFileName().toString()).toList();
  }

  /** Forgets a secret for good; durable when this returns. */
  public synchronized void destroy(String name) {
    PrivateFile.remove(folder.resolve(name));
  }

  private Optional<byte[]> read(String name) {
    Path file = folder.resolve(name);
    return Files.exists(file)
        ? Optional.of(
            unlock(file)
                .orElseThrow(() -> new IllegalStateException("the key " + name + " is damaged")))
        : Optional.empty();
  }

  private byte[] create(String name, int length) {
    byte[] secret = bytes(length, random);
    put(name, secret);
    return secret;
  }

  /** Keeps a secret under this name, in place of what was there; durable when this returns. */
  public synchronized void put(String name, byte[] secret) {
    byte[] head =
        ByteBuffer.allocate(HEAD_BYTES)
            .put(KIND)
            .put(opener)
            .put(salt)
            .put(bytes(NONCE_BYTES, random))
            .array();
    byte[] locked = run(Cipher.ENCRYPT_MODE, name, head, secret).orElseThrow();
    PrivateFile.write(
        folder.resolve(name),
        ByteBuffer.allocate(HEAD_BYTES + locked.length).put(head).put(locked).array());
  }

  private void tryAll(List<Path> files) throws VaultClosed {
    List<Path> shut = files.stream().filter(file -> unlock(file).isEmpty()).toList();
    if (!shut.isEmpty()) {
      throw shut.size() == files.size()
          ? new VaultClosed(VaultClosed.Why.WRONG, folder)
          : new VaultClosed(VaultClosed.Why.DAMAGED, shut.getFirst());
    }
  }

  private Optional<byte[]> unlock(Path file) {
    byte[] all = content(file);
    if (all.length < HEAD_BYTES) {
      return Optional.empty();
    }
    byte[] head = Arrays.copyOf(all, HEAD_BYTES);
    return run(
        Cipher.DECRYPT_MODE,
        file.getFileName().toString(),
        head,
        Arrays.copyOfRange(all, HEAD_BYTES, all.length));
  }

  private Optional<byte[]> run(int mode, String name, byte[] head, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode, key, new GCMParameterSpec(TAG_BITS, head, HEAD_BYTES - NONCE_BYTES, NONCE_BYTES));
      cipher.updateAAD(head);
      cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
      return Optional.of(cipher.doFinal(input));
    } catch (AEADBadTagException shut) {
      return Optional.empty();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The salt in a file's head, which must say that such a key opens it. */
  private static byte[] saltOf(Path file, byte opener) throws VaultClosed {
    byte[] all = content(file);
    if (!Arrays.equals(KIND, Arrays.copyOf(all, KIND.length))) {
      throw new VaultClosed(VaultClosed.Why.IN_CLEAR, file);
    }
    if (all.length < HEAD_BYTES) {
      throw new VaultClosed(VaultClosed.Why.DAMAGED, file);
    }
    if (all[KIND.length] != opener) {
      throw new VaultClosed(
          opener == PASSPHRASE ? VaultClosed.Why.NEEDS_KEY_FILE : VaultClosed.Why.NEEDS_PASSPHRASE,
          file.getParent());
    }
    return Arrays.copyOfRange(all, KIND.length + 1, KIND.length + 1 + SALT_BYTES);
  }

  private static byte opener(VaultKey key) {
    return switch (key) {
      case VaultKey.Passphrase phrase -> PASSPHRASE;
      case VaultKey.Bytes bytes -> KEY_FILE;
    };
  }

  private static byte[] bytes(int count, RandomGenerator random) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> !file.toString().endsWith(PrivateFile.DRAFT)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
