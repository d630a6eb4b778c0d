package parley.bench;

import java.io.IOException;
import parley.e2e.Demo;
import parley.e2e.NodeProcess;

/** What a process holds in memory, as the operating system counts it. */
final class Resident {
  private Resident() {}

  /** Resident set size of the demo's nodes together. */
  static double megabytes(Demo demo) throws IOException {
    double sum = 0;
    for (NodeProcess node : demo.nodes()) {
      sum += megabytes(node.pid());
    }
    return sum;
  }

  /** Resident set size of a running process. */
  private static double megabytes(long pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
    try (var lines = ps.inputReader()) {
      return Long.parseLong(lines.readLine().strip()) / 1024.0;
    }
  }
}
