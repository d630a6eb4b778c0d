package parley.e2e.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sockets of processes as the kernel lists them, whatever the processes say. Linux alone. */
public final class KernelSockets {
  private static final String LISTENING = "0A";

  private KernelSockets() {}

  /**
   * One socket.
   *
   * @param remotePort zero where nothing is at the other end
   * @param inode zero once no process holds it
   */
  private record Socket(int localPort, int remotePort, boolean isListening, String inode) {
    /** A line of {@code /proc/net/tcp}. */
    static Socket parse(String line) {
      String[] columns = line.strip().split("\\s+");
      return new Socket(
          port(columns[1]), port(columns[2]), columns[3].equals(LISTENING), columns[9]);
    }

    private static int port(String address) {
      return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }
  }

  /** The TCP ports on which a process listens, in its own network. */
  public static Set<Integer> listening(long process) {
    return ports(process, "tcp", true);
  }

  /** The UDP ports that a process has taken. */
  public static Set<Integer> datagrams(long process) {
    return ports(process, "udp", false);
  }

  private static Set<Integer> ports(long process, String protocol, boolean onlyListening) {
    Set<String> held = inodes(List.of(process));
    return sockets(process, protocol)
        .filter(socket -> held.contains(socket.inode()))
        .filter(socket -> !onlyListening || socket.isListening())
        .map(Socket::localPort)
        .collect(Collectors.toSet());
  }

  /**
   * Those of some ports to which one of these processes has a TCP connection now; all of them are
   * of one network.
   */
  static Set<Integer> connected(Collection<Long> processes, Set<Integer> ports) {
    List<Socket> there =
        processes.stream()
            .limit(1)
            .flatMap(process -> sockets(process, "tcp"))
            .filter(socket -> ports.contains(socket.remotePort()))
            .toList();
    if (there.isEmpty()) {
      return Set.of(); // whose they are costs more to find out
    }
    Set<String> held = inodes(processes);
    return there.stream()
        .filter(socket -> held.contains(socket.inode()))
        .map(Socket::remotePort)
        .collect(Collectors.toSet());
  }

  /** Those of a process's network. */
  private static Stream<Socket> sockets(long process, String protocol) {
    return Stream.of(protocol, protocol + "6")
        .map(table -> Path.of("/proc", Long.toString(process), "net", table))
        .filter(Files::exists)
        .flatMap(KernelSockets::lines)
        .map(Socket::parse);
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1);
    } catch (IOException gone) {
      return Stream.empty();
    }
  }

  private static Set<String> inodes(Collection<Long> processes) {
    Set<String> inodes = new HashSet<>();
    for (long process : processes) {
      try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
        files.forEach(file -> socket(file, inodes));
      } catch (IOException ended) {
        continue; // it has no sockets any more
      }
    }
    return inodes;
  }

  private static void socket(Path file, Set<String> inodes) {
    try {
      String target = Files.readSymbolicLink(file).toString();
      if (target.startsWith("socket:[")) {
        inodes.add(target.substring("socket:[".length(), target.length() - 1));
      }
    } catch (IOException closed) {
      // closed meanwhile
    }
  }
}
