package parley.node.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A disk whose cache is lost with the power: knows what was written and, apart from it, what would
 * be left.
 */
final class Disk {
  /** A disk writes a sector whole or not at all; more than one may be torn apart. */
  private static final int SECTOR = 512;

  private final Map<String, File> names = new HashMap<>();
  private final Map<String, File> durableNames = new HashMap<>();

  private static final class File {
    private Content durable = new Content(new byte[SECTOR], 0);
    private final List<Change> pending = new ArrayList<>();

    void sync() {
      for (Change change : pending) {
        durable = change.on(durable, change.data.length);
      }
      pending.clear();
    }

    byte[] left(RandomGenerator luck, boolean anyUnsynced) {
      Content left = new Content(durable.bytes.clone(), durable.length);
      for (Change change : pending) {
        if (anyUnsynced && luck.nextBoolean()) {
          int sectors = change.data.length / SECTOR;
          boolean whole = luck.nextBoolean();
          left = change.on(left, whole ? change.data.length : luck.nextInt(sectors + 1) * SECTOR);
        }
      }
      return Arrays.copyOf(left.bytes, left.length);
    }
  }

  /** The first {@code length} of {@code bytes}; changed in place where there is room. */
  private record Content(byte[] bytes, int length) {
    Content to(int newLength) {
      byte[] enough = newLength <= bytes.length ? bytes : Arrays.copyOf(bytes, 2 * newLength);
      if (newLength < length) {
        Arrays.fill(enough, newLength, length, (byte) 0);
      }
      return new Content(enough, newLength);
    }
  }

  /** A write at an offset, or a cut to a length. */
  private record Change(int offset, byte[] data, boolean isCut) {
    Content on(Content before, int length) {
      if (isCut) {
        return before.to(offset);
      }
      Content after = before.to(Math.max(before.length, offset + length));
      System.arraycopy(data, 0, after.bytes, offset, length);
      return after;
    }
  }

  void apply(Trace.Step step) {
    switch (step.operation()) {
      case CREATE -> names.put(step.path(), new File());
      case WRITE -> file(step).pending.add(new Change((int) step.offset(), step.data(), false));
      case TRUNCATE -> file(step).pending.add(new Change((int) step.offset(), new byte[0], true));
      case SYNC -> file(step).sync();
      case SYNC_FOLDER -> syncFolder(step.path());
      case RENAME -> names.put(step.text(), names.remove(step.path()));
      case UNLINK -> names.remove(step.path());
    }
  }

  private File file(Trace.Step step) {
    return names.computeIfAbsent(step.path(), any -> new File());
  }

  private void syncFolder(String folder) {
    String prefix = folder.endsWith("/") ? folder : folder + "/";
    durableNames.keySet().removeIf(name -> name.startsWith(prefix) && !names.containsKey(name));
    names.forEach(
        (name, file) -> {
          if (name.startsWith(prefix)) {
            durableNames.put(name, file);
          }
        });
  }

  /**
   * Writes what a loss of power now would leave of {@code from} to {@code to}.
   *
   * @param luck decides, when {@code anyUnsynced}, which of the unsynced bytes got to the disk all
   *     the same, whole or torn
   */
  void leave(Path from, Path to, RandomGenerator luck, boolean anyUnsynced) {
    try {
      Files.createDirectories(to);
      for (Map.Entry<String, File> each : durableNames.entrySet()) {
        Path name = from.relativize(Path.of(each.getKey()));
        if (!name.toString()
            .endsWith("-shm")) { // memory that SQLite rebuilds, never read after a restart
          Files.write(to.resolve(name), each.getValue().left(luck, anyUnsynced));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
