package parley.node.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A file that holds one private key or its seed, readable by its owner alone. Keys lie beside the
 * database and not in it, so that who is given a copy of the database, as a backup or to look into
 * a fault, can sign nothing.
 */
public final class KeyFile {
  private KeyFile() {}

  /**
   * The bytes of the key {@code name}, made from {@code random} when first asked for. Durable
   * before it returns.
   */
  public static byte[] readOrCreate(Path folder, String name, int length, RandomGenerator random) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        create(folder, file, bytes);
      }
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length != length) {
        throw new IllegalStateException(
            "the key file " + file + " does not hold " + length + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void create(Path folder, Path file, byte[] bytes) throws IOException {
    Path draft = folder.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try (FileChannel channel =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder)) {
      directory.force(true);
    }
  }
}
