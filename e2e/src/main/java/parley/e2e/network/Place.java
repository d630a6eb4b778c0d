package parley.e2e.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where one side's programs run: its node and its browsers. */
public interface Place {
  /** This process's own network; the node is reached on loopback. */
  Place HERE =
      new Place() {
        @Override
        public List<String> command(List<String> usual) {
          return usual;
        }

        @Override
        public Path program(Path usual) {
          return usual;
        }

        @Override
        public InetAddress own() {
          return InetAddress.ofLiteral("127.0.0.1");
        }

        @Override
        public InetAddress door() {
          return own();
        }
      };

  /** The command that starts a program there; the process is the program's own. */
  List<String> command(List<String> usual);

  /** The same as one file, for whoever starts a program by its name alone. */
  Path program(Path usual);

  /** Why nobody there can open a TCP connection to an address; empty if it can be opened. */
  default Optional<String> whyUnreachable(InetSocketAddress address) {
    List<String> call =
        List.of(
            "bash",
            "-c",
            "exec 3<>/dev/tcp/$0/$1",
            address.getAddress().getHostAddress(),
            Integer.toString(address.getPort()));
    try {
      ProcessBuilder builder = new ProcessBuilder(command(call)).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.onExit().join().exitValue() == 0 ? Optional.empty() : Optional.of(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the network between the places reaches it. */
  InetAddress own();

  /** Where it reaches the network between. */
  InetAddress door();
}
