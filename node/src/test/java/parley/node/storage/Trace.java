package parley.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a process did to its files, in order, as {@code power_loss.c} wrote it down. */
record Trace(List<Step> steps) {
  /** The operations by their numbers in {@code power_loss.c}, less one. */
  enum Operation {
    CREATE,
    WRITE,
    TRUNCATE,
    SYNC,
    SYNC_FOLDER,
    RENAME,
    UNLINK
  }

  record Step(Operation operation, long offset, String path, byte[] data) {
    String text() {
      return new String(data, StandardCharsets.UTF_8);
    }
  }

  static Trace read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
    List<Step> steps = new ArrayList<>();
    while (bytes.hasRemaining()) {
      Operation operation = Operation.values()[bytes.get() - 1];
      long offset = bytes.getLong();
      byte[] path = new byte[bytes.getInt()];
      byte[] data = new byte[bytes.getInt()];
      bytes.get(path).get(data);
      steps.add(new Step(operation, offset, new String(path, StandardCharsets.UTF_8), data));
    }
    return new Trace(steps);
  }
}
