package parley.bench;

import java.io.IOException;

/** What a process holds in memory, as the operating system counts it. */
final class Resident {
  private Resident() {}

  /** Resident set size of a running process. */
  static double megabytes(long pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
    try (var lines = ps.inputReader()) {
      return Long.parseLong(lines.readLine().strip()) / 1024.0;
    }
  }
}
