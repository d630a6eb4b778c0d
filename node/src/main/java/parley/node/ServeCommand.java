package parley.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import parley.dossier.model.Refusal;
import parley.line.LineSettings;
import parley.node.demo.House;
import parley.node.room.MediaAddresses;
import parley.node.storage.DataDirectory;
import parley.node.storage.VaultClosed;
import parley.node.storage.VaultKey;
import parley.node.web.Server;
import parley.node.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that start a node and keep it running until they are interrupted. */
abstract class ServeCommand implements Callable<Integer> {
  /** Exit code: another program listens on the port. */
  static final int PORT_TAKEN = 3;

  /** Exit code: another node holds the data folder. */
  static final int DATA_BUSY = 4;

  /** Exit code: the private keys stay locked. */
  static final int KEYS_LOCKED = 5;

  /** Exit code: whom {@code --recover} names is no administrator. */
  static final int NO_ADMINISTRATOR = 6;

  /** Exit code: the folder holds a demo of the other kind. */
  static final int OTHER_DEMO = 7;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "port to listen on (${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder that holds everything (data/<command>)")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--line",
      paramLabel = "HOST:PORT",
      description =
          "address of this machine to listen on for other nodes; without it there are no lines")
  private Optional<String> line = Optional.empty();

  @Option(
      names = "--announce",
      paramLabel = "HOST:PORT",
      description = "where other nodes reach this one, if not at the address of --line; at most 4",
      split = ",")
  private List<String> announce = List.of();

  @Option(
      names = "--media-port",
      paramLabel = "N",
      defaultValue = "0",
      description = "UDP port for media (any that is free)")
  private int mediaPort;

  @Option(
      names = "--media-announce",
      paramLabel = "HOST:PORT",
      description =
          "where media of other nodes reach this one (UDP), if not at this machine; at most 4",
      split = ",")
  private List<String> mediaAnnounce = List.of();

  /** A node of one's own. */
  @Command(
      name = "run",
      description = "A node of your own, on this machine only for now.",
      mixinStandardHelpOptions = true)
  static final class Run extends ServeCommand {
    private final Map<String, String> environment;

    @Option(
        names = "--recover",
        paramLabel = "PERSON.DELEGATION",
        description = "print an invitation for an administrator who has lost her passkey")
    private Optional<String> recover = Optional.empty();

    Run(Map<String, String> environment) {
      this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
      try {
        return serve(
            folder("run"),
            false,
            Optional.of(VaultKey.ofEnvironment(environment)),
            Optional.empty());
      } catch (VaultClosed e) {
        return locked(e);
      }
    }

    @Override
    Optional<String> greeting(Node node, Words words) {
      String running =
          words.text("command.run.ready", node.address())
              + "\n"
              + words.text("command.run.operator", node.operatorLink());
      return recover
          .map(
              name ->
                  node.recover(name)
                      .map(link -> running + "\n" + words.text("command.run.recover", name, link)))
          .orElse(Optional.of(running));
    }

    @Override
    String whyNoGreeting(Words words) {
      return words.text("command.run.recover.nobody", recover.orElse(""));
    }
  }

  /** What to print now that the node runs; empty if it should not go on. */
  abstract Optional<String> greeting(Node node, Words words);

  /** Why it should not. */
  abstract String whyNoGreeting(Words words);

  /** The port that was asked for. */
  int port() {
    return port;
  }

  /** The folder that was asked for, or one named after what it is for. */
  Path folder(String name) {
    return data.orElse(Path.of("data", name)).toAbsolutePath().normalize();
  }

  /** Starts a node and waits until the process is told to stop. */
  int serve(Path folder, boolean fresh, Optional<VaultKey> key, Optional<House> demo) {
    Words words = Main.words();
    checkPort(0, 65_535, "command.port-range");
    try {
      NodeConfig config = new NodeConfig(port, folder, fresh, key, lines(words), media(words));
      Node node = Node.start(config, demo);
      Optional<String> greeting = greeting(node, words);
      if (greeting.isEmpty()) {
        node.close();
        return fail(NO_ADMINISTRATOR, whyNoGreeting(words));
      }
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(node::close));
      say(greeting.get());
      awaitEnd();
      return 0;
    } catch (Server.PortTaken e) {
      return portTaken(e);
    } catch (DataDirectory.Busy e) {
      return busy(e);
    } catch (VaultClosed e) {
      return locked(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Returns when the node is to stop, unless a signal stops it. */
  void awaitEnd() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Refuses a port that is out of range, in these words. */
  void checkPort(int least, int most, String key) {
    if (port < least || port > most) {
      throw new ParameterException(spec.commandLine(), Main.words().text(key));
    }
  }

  void say(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }

  int portTaken(Server.PortTaken taken) {
    return fail(
        PORT_TAKEN, Main.words().text("command.port-taken", Integer.toString(taken.port())));
  }

  int busy(DataDirectory.Busy busy) {
    return fail(DATA_BUSY, Main.words().text("command.data-busy", busy.getMessage()));
  }

  private Optional<LineSettings> lines(Words words) {
    try {
      return LineOptions.read(line, announce);
    } catch (Refusal notAnAddress) {
      throw new ParameterException(spec.commandLine(), words.text("command.line-address"));
    }
  }

  private MediaAddresses media(Words words) {
    try {
      return LineOptions.media(mediaPort, mediaAnnounce);
    } catch (Refusal notAnAddress) {
      throw new ParameterException(spec.commandLine(), words.text("command.media-address"));
    }
  }

  /** Says why the keys stay locked, and what to do. */
  int locked(VaultClosed closed) {
    return fail(
        KEYS_LOCKED,
        Main.words().text(closed.why().key(), closed.file(), VaultKey.LEAST_CHARACTERS));
  }

  int fail(int code, String message) {
    spec.commandLine().getErr().println(message);
    spec.commandLine().getErr().flush();
    return code;
  }
}
