package parley.node;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import parley.dossier.model.TalkId;
import parley.node.people.DelegateId;
import parley.node.people.Secret;
import parley.node.storage.DataDirectory;
import parley.node.storage.VaultClosed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The demo's two nodes in one process, and somebody of each in a talk's room: what the JVM is to
 * remember (JEP 514) for a node that starts while people wait for it in a call.
 */
@Command(name = "rehearse", hidden = true, description = "What later starts of a node begin with.")
final class RehearsalCommand implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 60;

  /** How long both stay: until the line and the trunk beside it stand. */
  private static final Duration STAY = Duration.ofSeconds(5);

  private static final String JOIN =
      """
      {"type":"join","ice":{"ufrag":"name","pwd":"a password of 22 letters"},"dtls":{"fingerprint":"%s"},
      "codecs":{"opus":111,"vp8":96,"rtx":97},
      "extensions":{"mid":4,"rid":10,"repairedRid":11,"transportSequence":3,"audioTransportSequence":3,"audioLevel":1,"dependencyDescriptor":12},
      "send":[{"track":"microphone","kind":"audio","mid":"0","ssrc":1,"rtxSsrc":0},
      {"track":"camera","kind":"video","mid":"1","rids":["q","h","f"]}],
      "have":{"microphone":true,"camera":true,"muted":false}}
      """
          .formatted("00:".repeat(31) + "00");

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "an empty folder")
  private Path data = Path.of("");

  /** Somebody who is signed in. */
  private record Guest(DelegateId person, int port, TalkId talk, Secret session) {
    void enter(HttpClient http) throws Exception {
      HttpRequest page =
          HttpRequest.newBuilder(address("http", "/room/" + talk.value()))
              .header("Host", host())
              .header("Cookie", cookie())
              .build();
      http.send(page, HttpResponse.BodyHandlers.discarding());
      Ear ear = new Ear();
      WebSocket socket =
          http.newWebSocketBuilder()
              .header("Host", host())
              .header("Origin", "http://" + host())
              .header("Cookie", cookie())
              .buildAsync(address("ws", "/room/" + talk.value() + "/signal"), ear)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      socket.sendText(JOIN, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      ear.heard.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private URI address(String scheme, String path) {
      return URI.create(scheme + "://127.0.0.1:" + port + path);
    }

    private String host() {
      return person + ".localhost:" + port;
    }

    private String cookie() {
      return "parley_session=" + session.reveal();
    }
  }

  private static final class Ear implements WebSocket.Listener {
    final CompletableFuture<Boolean> heard = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      socket.request(1);
      heard.complete(true);
      return CompletableFuture.completedStage(text);
    }
  }

  @Override
  public Integer call() throws Exception {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host"); // each has a host's name
    DemoFolder folder = new DemoFolder(data.toAbsolutePath());
    Ports ports = Ports.from(0);
    DemoPreparation.prepare(folder, ports);
    NodeConfig north = config(folder, ports, "norland");
    NodeConfig south = config(folder, ports, "sudria");
    List<Guest> guests =
        List.of(guest(north, "norland", "helen"), guest(south, "sudria", "viktor"));
    try (Node norland = Node.start(north, Optional.of(ports.own("norland")));
        Node sudria = Node.start(south, Optional.of(ports.own("sudria")));
        HttpClient http = HttpClient.newHttpClient()) {
      for (Node each : List.of(norland, sudria)) {
        HttpRequest cast = HttpRequest.newBuilder(URI.create(each.address())).build();
        http.send(cast, HttpResponse.BodyHandlers.discarding());
      }
      for (Guest each : guests) {
        each.enter(http);
      }
      Thread.sleep(STAY);
      http.shutdownNow();
    }
    return 0;
  }

  private static NodeConfig config(DemoFolder folder, Ports ports, String delegation) {
    return new NodeConfig(
        ports.of(delegation).web(),
        folder.house(delegation),
        false,
        Optional.empty(),
        LineOptions.read(Optional.of(ports.line(delegation)), List.of()));
  }

  private static Guest guest(NodeConfig config, String delegation, String name)
      throws DataDirectory.Busy, VaultClosed {
    DelegateId person = new DelegateId(delegation, name);
    try (Foundation foundation = Foundation.open(config)) {
      TalkId talk = foundation.talks(foundation.clock()).ids().iterator().next();
      Secret link = foundation.signIns().issueLink(person);
      return new Guest(
          person, config.port(), talk, foundation.signIns().signIn(person, link).orElseThrow());
    }
  }
}
