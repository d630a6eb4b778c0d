package parley.e2e.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Two networks of Linux that know nothing of each other: each has a loopback of its own and one
 * cable, to this process's network, and no other route. They are named after this process, which
 * has them once at most. Needs root.
 */
public final class Namespaces implements AutoCloseable {
  private static final Path MOUNTED = Path.of("/run/netns");
  private static final Pattern NAME = Pattern.compile("parley-(\\d+)-([ab])");

  /** Of 198.18.0.0/15, which is for tests of networks (RFC 2544): eight addresses a process. */
  private static final int FIRST_ADDRESS = 198 << 24 | 18 << 16;

  private static final int BLOCKS = 1 << 14;
  private static final int BLOCK = 8;
  private static final int HALF = 4;

  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  private final Namespace one;
  private final Namespace other;

  private Namespaces(Namespace one, Namespace other) {
    this.one = one;
    this.other = other;
  }

  /**
   * One of the two.
   *
   * @param folder for the files that start programs in it
   */
  private record Namespace(
      String name, String cable, InetAddress own, InetAddress door, Path folder) implements Place {
    @Override
    public List<String> command(List<String> usual) {
      return Stream.concat(
              Stream.of("nsenter", "--net=" + MOUNTED.resolve(name), "--"), usual.stream())
          .toList();
    }

    @Override
    public Path program(Path usual) {
      try {
        Path script = folder.resolve(name + "-" + usual.getFileName());
        Files.writeString(
            script,
            "#!/bin/sh\nexec %s \"$@\"\n"
                .formatted(String.join(" ", command(List.of(usual.toString())))));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void open() {
      ip("netns", "add", name);
      ip("link", "add", cable, "type", "veth", "peer", "name", "cable", "netns", name);
      ip("address", "add", door.getHostAddress() + "/30", "dev", cable);
      ip("link", "set", cable, "up");
      ip("-n", name, "address", "add", own.getHostAddress() + "/30", "dev", "cable");
      ip("-n", name, "link", "set", "cable", "up");
      ip("-n", name, "link", "set", "lo", "up");
    }
  }

  /** Why there can be none on this machine; empty if there can. */
  public static Optional<String> whyNot() {
    try {
      try (Namespaces tried = open(Path.of(""))) {
        run(tried.one.command(List.of("true"))).ifPresent(Namespaces::fail);
      }
      return Optional.empty();
    } catch (IllegalStateException | UncheckedIOException cannot) {
      return Optional.of("no network namespaces here: " + cannot.getMessage());
    }
  }

  /**
   * Makes both, after removing what processes that have died left.
   *
   * @param folder for small files; the caller removes it
   */
  public static Namespaces open(Path folder) {
    if (!TAKEN.compareAndSet(false, true)) {
      throw new IllegalStateException("this process has its namespaces already");
    }
    long process = ProcessHandle.current().pid();
    removeLeftovers(process);
    int block = FIRST_ADDRESS + (int) (process % BLOCKS) * BLOCK;
    Namespaces both =
        new Namespaces(
            namespace(process, "a", block, folder), namespace(process, "b", block + HALF, folder));
    try {
      both.one.open();
      both.other.open();
      return both;
    } catch (RuntimeException notOpened) {
      both.close();
      throw notOpened;
    }
  }

  private static Namespace namespace(long process, String which, int network, Path folder) {
    return new Namespace(
        "parley-" + process + "-" + which,
        cable(process, which),
        address(network + 2),
        address(network + 1),
        folder);
  }

  /** Names of interfaces are short. */
  private static String cable(long process, String which) {
    return "pl" + process + which;
  }

  private static InetAddress address(int bits) {
    return InetAddress.ofLiteral(
        "%d.%d.%d.%d".formatted(bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255));
  }

  /** The first side's. */
  public Place one() {
    return one;
  }

  public Place other() {
    return other;
  }

  /** What is between them: the only way from one to the other. */
  public Between between(InetSocketAddress oneLine, InetSocketAddress otherLine, long seed) {
    return new Between(oneLine, one.door(), otherLine, other.door(), seed);
  }

  /** Also those of a dead process whose number is ours now. */
  private static void removeLeftovers(long ours) {
    if (!Files.isDirectory(MOUNTED)) {
      return;
    }
    try (Stream<Path> all = Files.list(MOUNTED)) {
      all.map(each -> NAME.matcher(each.getFileName().toString()))
          .filter(Matcher::matches)
          .forEach(each -> removeLeftover(Long.parseLong(each.group(1)), each.group(2), ours));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void removeLeftover(long process, String which, long ours) {
    if (process == ours || ProcessHandle.of(process).isEmpty()) {
      remove(process, which);
    }
  }

  private static void remove(long process, String which) {
    tryIp("link", "delete", cable(process, which)); // whoever is still inside keeps the namespace
    tryIp("netns", "delete", "parley-" + process + "-" + which);
  }

  private static void ip(String... arguments) {
    tryIp(arguments).ifPresent(Namespaces::fail);
  }

  private static void fail(String fault) {
    throw new IllegalStateException(fault);
  }

  private static Optional<String> tryIp(String... arguments) {
    return run(Stream.concat(Stream.of("ip"), Stream.of(arguments)).toList());
  }

  /** What failed, and what it said. */
  private static Optional<String> run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.onExit().join().exitValue() == 0
          ? Optional.empty()
          : Optional.of(String.join(" ", command) + ": " + said);
    } catch (IOException noSuchProgram) {
      return Optional.of(noSuchProgram.getMessage());
    }
  }

  @Override
  public void close() {
    long process = ProcessHandle.current().pid();
    remove(process, "a");
    remove(process, "b");
    TAKEN.set(false);
  }
}
