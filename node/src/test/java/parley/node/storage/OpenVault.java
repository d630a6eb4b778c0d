package parley.node.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** A vault for tests that are about something else. */
public final class OpenVault {
  private OpenVault() {}

  public static KeyVault in(Path folder, RandomGenerator random) {
    try {
      Files.createDirectories(folder);
      return KeyVault.open(folder, new VaultKey.Bytes(new byte[VaultKey.BYTES]), random);
    } catch (VaultClosed e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
