package parley.node.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a node owns while it runs: nobody else reads it, no second node shares it. */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "node.lock";

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataDirectory(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /** Another process holds the folder. */
  public static final class Busy extends Exception {
    private static final long serialVersionUID = 1L;

    Busy(Path root) {
      super(root.toString());
    }
  }

  /**
   * Takes the folder, creating it for its owner alone.
   *
   * @throws Busy when another node holds it
   */
  public static DataDirectory take(Path root) throws Busy {
    try {
      createPrivate(root);
      FileChannel channel =
          FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new Busy(root);
      }
      return new DataDirectory(root, channel, lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes all that the folder holds except the lock. Only what Parley writes is removed. */
  public void empty() {
    for (String name :
        List.of("parley.db", "parley.db-wal", "parley.db-shm", "keys", "demo.key", "files")) {
      remove(root.resolve(name));
    }
  }

  public Path database() {
    return root.resolve("parley.db");
  }

  /** The folder of private keys. */
  public Path keys() {
    Path keys = root.resolve("keys");
    createPrivate(keys);
    return keys;
  }

  /** The file of a key that opens the folder of private keys, where nothing better was given. */
  public Path ownKey() {
    return root.resolve("demo.key");
  }

  /** A folder for what a feature keeps beside the database, such as pictures. */
  public Path files(String feature) {
    Path files = root.resolve("files").resolve(feature);
    createPrivate(files);
    return files;
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  private static void createPrivate(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
