package parley.node;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import parley.node.web.Assets;
import parley.node.words.Language;
import parley.node.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what a node gives to browsers with what this checkout builds. */
@Command(
    name = "verify-client",
    description = "Compare a node's scripts and styles with this checkout's own build.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the node gives browsers exactly what is built here",
      "1:it does not",
      "2:it cannot be asked"
    })
final class VerifyClientCommand implements Callable<Integer> {
  private static final int SAME = 0;
  private static final int DIFFERS = 1;
  private static final int UNREADABLE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "an address of the node")
  private String address;

  @Option(names = "--commit", paramLabel = "NAME", description = "of this checkout, to print it")
  private Optional<String> commit = Optional.empty();

  @Option(
      names = "--language",
      paramLabel = "en|ru",
      description = "of the report; otherwise the machine's")
  private Optional<String> language = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    Words words = language.flatMap(Language::ofTag).map(Words::in).orElseGet(Main::words);
    Optional<URI> origin = origin();
    if (origin.isEmpty()) {
      return refuse(words.text("command.client.address"));
    }
    Assets own = Assets.load();
    try {
      return report(own, ClientCheck.of(own, at(origin.get())), words, origin.get());
    } catch (ClientCheck.NoParley e) {
      return refuse(words.text("command.client.nothing", origin.get()));
    } catch (IOException e) {
      return refuse(words.text("command.client.unreachable", origin.get()));
    }
  }

  private int refuse(String why) {
    spec.commandLine().getErr().println(why);
    return UNREADABLE;
  }

  private int report(Assets own, ClientCheck check, Words words, URI origin) {
    PrintWriter out = spec.commandLine().getOut();
    String build = commit.orElseGet(() -> words.text("command.client.unknown"));
    out.println(words.text("command.client.build", build));
    out.println(words.text("command.client.here", own.client().digits()));
    out.println(words.text("command.client.there", check.client().digits()));
    for (ClientCheck.Difference each : check.differences()) {
      String key = "command.client." + each.kind().name().toLowerCase(Locale.ROOT);
      out.println("  " + words.text(key, each.name()));
    }
    boolean same = check.differences().isEmpty();
    out.println(words.text("command.client.reach"));
    out.println(
        same
            ? words.text("command.client.same", origin, check.compared())
            : words.text("command.client.differs", origin, check.differences().size()));
    out.flush();
    return same ? SAME : DIFFERS;
  }

  private Optional<URI> origin() {
    try {
      URI given = URI.create(address);
      boolean web = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
      return web && given.getHost() != null
          ? Optional.of(URI.create(given.getScheme() + "://" + given.getAuthority()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Names below {@code localhost} are this machine, whatever its resolver says (RFC 6761). */
  private static ClientCheck.Node at(URI origin) {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    boolean here = origin.getHost().endsWith(".localhost");
    String port = origin.getPort() < 0 ? "" : ":" + origin.getPort();
    String base = here ? origin.getScheme() + "://localhost" + port : origin.toString();
    return path -> {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
      if (here) {
        request.header("Host", origin.getAuthority());
      }
      try {
        HttpResponse<byte[]> answer =
            http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new ClientCheck.Reply(answer.statusCode(), answer.body());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    };
  }
}
