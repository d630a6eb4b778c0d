package parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Digest;
import parley.node.web.Assets;
import picocli.CommandLine;

/**
 * A node that gives browsers another script than the sources do is found by who has the sources.
 */
class VerifyClientTest {
  private static NodeUnderTest node;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** What stands between the checker and an honest node. */
  @FunctionalInterface
  private interface Meddler {
    byte[] pass(String path, byte[] body);
  }

  @BeforeAll
  static void start() {
    node = NodeUnderTest.demo();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void shouldFindNothingWrongWithAnHonestNodeUnderAnyOfItsNames() {
    for (String host :
        new String[] {"localhost", "anna.norland.localhost", "press.norland.localhost"}) {
      String address = "http://" + host + ":" + node.port() + "/talks?x";
      assertThat(check(address, "--commit", "abc123")).as(out + " " + err).isZero();
    }
    assertThat(out.toString()).contains("abc123", Assets.load().client().digits(), "SAME");
    assertThat(check("http://localhost:" + node.port(), "--language", "ru")).isZero();
    assertThat(out.toString()).contains("СОВПАДАЕТ");
  }

  @Test
  void shouldNameTheOneFileInWhichOneByteIsAltered() throws IOException {
    int code = meddled((path, body) -> path.endsWith("/room.js") ? flipped(body) : body);
    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("altered   room.js", "DIFFERS", "Differences: 1.");
  }

  @Test
  void shouldPassANodeThatIsMerelyReachedOtherwise() throws IOException {
    assertThat(meddled((path, body) -> body)).as(out.toString()).isZero();
  }

  @Test
  void shouldBelieveNoManifestThatFitsAnAlteredScript() throws IOException {
    Assets own = Assets.load();
    int code =
        meddled(
            (path, body) -> {
              if (path.endsWith("/manifest.json")) {
                String text = new String(body, StandardCharsets.UTF_8);
                return text.replace(
                        own.client().files().get("room.js"), Digest.of("x".getBytes()).value())
                    .getBytes(StandardCharsets.UTF_8);
              }
              return path.endsWith("/room.js") ? "x".getBytes(StandardCharsets.UTF_8) : body;
            });
    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("altered   manifest.json", "altered   room.js");
  }

  @Test
  void shouldNameWhatAPageBringsAlongOrLoadsFromElsewhere() throws IOException {
    String inline = "<script>alert(1)</script>";
    assertThat(meddled((path, body) -> added(path, body, inline))).isEqualTo(1);
    assertThat(out.toString()).contains("inline    /sign-in");
    String foreign = "<script src=\"https://example.org/x.js\"></script>";
    assertThat(meddled((path, body) -> added(path, body, foreign))).isEqualTo(1);
    assertThat(out.toString()).contains("foreign   /sign-in: https://example.org/x.js");
  }

  @Test
  void shouldSayThatNobodyOrNoParleyAnswers() throws IOException {
    assertThat(meddled((path, body) -> "hello".getBytes(StandardCharsets.UTF_8))).isEqualTo(2);
    assertThat(err.toString()).contains("no Parley answers");
    assertThat(check("http://localhost:1")).isEqualTo(2);
    assertThat(err.toString()).contains("cannot be reached");
    assertThat(check("localhost:8080")).isEqualTo(2);
    assertThat(err.toString()).contains("http://localhost:8080");
  }

  /** So that nothing which the node serves escapes the comparison by name. */
  @Test
  void shouldFindEveryAssetInTheManifest() {
    Assets own = Assets.load();
    SortedMap<String, String> served = new TreeMap<>();
    own.digests().forEach((name, digest) -> served.put(name, digest.value()));
    served.remove("manifest.json");
    assertThat(own.client().files()).isEqualTo(served);
  }

  @Test
  void shouldShowTheClientsNumberToWhoeverLooksAfterTheKeys() {
    String page = node.signedIn("anna.norland").open("/keys").text();
    String shown = page.replaceAll("(?s).*id=\"client\">(.*?)</p>.*", "$1");
    assertThat(shown.replaceAll("</span><span>", " ").replaceAll("<[^>]*>", ""))
        .isEqualTo(Assets.load().client().digits());
  }

  private static byte[] flipped(byte[] body) {
    byte[] other = Arrays.copyOf(body, body.length);
    other[other.length / 2] ^= 1;
    return other;
  }

  private static byte[] added(String path, byte[] body, String tag) {
    return path.equals("/sign-in")
        ? new String(body, StandardCharsets.UTF_8)
            .replace("</head>", tag + "</head>")
            .getBytes(StandardCharsets.UTF_8)
        : body;
  }

  /** Checks the node through somebody who may alter what it answers. */
  private int meddled(Meddler meddler) throws IOException {
    HttpServer between =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    between.createContext("/", exchange -> pass(exchange, meddler));
    between.start();
    try {
      return check("http://anna.norland.localhost:" + between.getAddress().getPort());
    } finally {
      between.stop(0);
    }
  }

  private static void pass(HttpExchange exchange, Meddler meddler) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Browser browser = node.browser("anna.norland").open(path);
    byte[] body = meddler.pass(path, browser.bytes());
    exchange.sendResponseHeaders(browser.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private int check(String... arguments) {
    CommandLine commands = Main.commandLine(Map.of());
    commands.setOut(new PrintWriter(out));
    commands.setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "verify-client";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return commands.execute(all);
  }
}
