package parley.e2e.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.Firefox;
import parley.e2e.browser.Waiting;
import parley.e2e.capture.Seat;
import parley.relay.PictureSize;
import parley.relay.Relay;
import parley.relay.RelaySettings;
import parley.relay.Room;

/**
 * Encrypted VP8 in three sizes through the relay itself, Chromium to Firefox and back, over a link
 * that loses packets, so that retransmissions and sender reports are in play.
 */
@Timeout(600)
class EncryptedLayersTest {
  /** The smallest picture of which browsers send three sizes. */
  private static final int WIDTH = 960;

  private static final int HEIGHT = 540;
  private static final double LOSS = 0.02;
  private static final long SEED = 20_261_123;
  private static final int SECRET = 42;
  private static final int FRAMES_OF_EACH_SIZE = 15;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String PAGE =
      """
      <!doctype html><meta charset="utf-8"><title>Layers</title>
      <div data-person="other"></div>
      <script type="module" src="/layers.js"></script>
      """;
  private static final Path BUNDLES = Path.of("..", "client", "target", "test", "browser");

  @TempDir static Path folder;
  private static final List<End> ENDS = new ArrayList<>();
  private static HttpServer server;
  private static Relay relay;
  private static Room room;
  private static LossyLink link;
  private static Runnable closing = () -> {};
  private static int epoch;

  @BeforeAll
  static void bothJoin() throws Exception {
    bundle();
    server = serve();
    relay = Relay.start(new RelaySettings(List.of(ownAddress()), 0));
    room = relay.openRoom("layers");
    String site = "http://localhost:" + server.getAddress().getPort() + "/";
    Chromium browser = Chromium.plain();
    ENDS.add(new End("chromium", browser.pageOf(new Seat(1), WIDTH, HEIGHT), room));
    closing = browser::close;
    Firefox other = new Firefox(new Seat(2), folder.resolve("firefox"), WIDTH, HEIGHT);
    ENDS.add(new End("firefox", other, room));
    for (End end : ENDS) {
      end.join(site, EncryptedLayersTest::throughTheLink);
    }
    ENDS.getFirst().takeTracks(2);
    enter(1);
  }

  @AfterAll
  static void bothGo() {
    ENDS.forEach(End::close);
    closing.run();
    room.close();
    relay.close();
    link.close();
    server.stop(0);
  }

  @Test
  void eachReceivesTheOthersPictureInAllThreeSizesOverALossyLink() {
    List<Integer> droppedBefore = ENDS.stream().map(EncryptedLayersTest::droppedOnReceipt).toList();
    List<PictureSize> sizes = List.of(PictureSize.QUARTER, PictureSize.HALF, PictureSize.FULL);
    for (int i = 0; i < sizes.size(); i++) {
      int width = WIDTH >> (sizes.size() - 1 - i);
      for (End end : ENDS) {
        end.want(sizes.get(i));
      }
      for (End end : ENDS) {
        Waiting.until(
            width + " pixels at " + end.name(),
            PATIENCE,
            () -> end.picture().path("frameWidth").asInt(),
            seen -> seen == width);
        end.awaitFrames(FRAMES_OF_EACH_SIZE);
        System.out.println(end.name() + " after " + width + " pixels: " + brief(end.picture()));
      }
    }
    ENDS.forEach(EncryptedLayersTest::print);
    System.out.println(link + "; the relay dropped " + relay.drops());
    for (End end : ENDS) {
      assertThat(end.counts().path("inClear").asInt())
          .as("frames that passed as they came")
          .isZero();
      assertThat(end.statistics("outbound-rtp", "video").path("retransmittedPacketsSent").asInt())
          .as("repairs by " + end.name())
          .isPositive();
      assertThat(end.statistics("remote-outbound-rtp", "video").path("packetsSent").asInt())
          .as("sender reports at " + end.name())
          .isPositive();
    }
    assertThat(ENDS).extracting(EncryptedLayersTest::droppedOnReceipt).isEqualTo(droppedBefore);
    assertThat(link.lost()).isPositive();
  }

  /** Positive control: with another secret not one frame of the same stream is decoded. */
  @Test
  void aReceiverWithAnotherKeyDecodesNothingAndRecoversWithTheRightOne() {
    End sender = ENDS.getFirst();
    End receiver = ENDS.getLast();
    receiver.awaitFrames(FRAMES_OF_EACH_SIZE);
    int next = ++epoch;
    receiver.enter(next, SECRET + 1);
    sender.enter(next, SECRET);
    // What was opened before may still be on its way through the decoder.
    awaitForgeries(receiver, 100);
    int before = receiver.framesDecoded();
    awaitForgeries(receiver, 250);
    assertThat(receiver.framesDecoded()).isEqualTo(before);
    enter(++epoch);
    receiver.awaitFrames(FRAMES_OF_EACH_SIZE);
  }

  private static void awaitForgeries(End end, int more) {
    int before = forged(end);
    Waiting.until(more + " forgeries", PATIENCE, () -> forged(end), now -> now >= before + more);
  }

  private static int forged(End end) {
    return end.counts().path("drops").path("forged").asInt();
  }

  private static int droppedOnReceipt(End end) {
    JsonNode drops = end.counts().path("drops");
    return Stream.of("forged", "malformed", "wrong-person", "wrong-purpose", "unknown-leaf")
        .mapToInt(cause -> drops.path(cause).asInt())
        .sum();
  }

  private static String brief(JsonNode picture) {
    return Stream.of(
            "frameWidth",
            "framesReceived",
            "framesDecoded",
            "framesDropped",
            "keyFramesDecoded",
            "freezeCount",
            "totalFreezesDuration",
            "packetsReceived",
            "packetsLost",
            "retransmittedPacketsReceived",
            "nackCount",
            "pliCount")
        .filter(picture::has)
        .map(name -> name + " " + picture.path(name).asText())
        .collect(Collectors.joining(", "));
  }

  private static void print(End end) {
    System.out.println(end.name() + " frames: " + end.counts());
    System.out.println(end.name() + " cost of 4 kB: " + end.cost(500, 4_000));
  }

  private static void enter(int number) {
    epoch = number;
    ENDS.forEach(end -> end.enter(number, SECRET));
  }

  private static synchronized InetSocketAddress throughTheLink(InetSocketAddress to) {
    try {
      link = link == null ? new LossyLink(to, LOSS, SEED) : link;
      return link.address();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Not loopback, which Firefox ignores, unless there is nothing else. */
  private static InetAddress ownAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst()
        .orElse(InetAddress.getLoopbackAddress());
  }

  private static void bundle() throws Exception {
    Process build =
        new ProcessBuilder("node", "build.mjs", "--test")
            .directory(Path.of("..", "client").toFile())
            .inheritIO()
            .start();
    assertThat(build.waitFor()).isZero();
  }

  private static HttpServer serve() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", exchange -> answer(exchange, "text/html", PAGE.getBytes(UTF_8)));
    for (String script : List.of("/layers.js", "/layers-worker.js")) {
      byte[] content = Files.readAllBytes(BUNDLES.resolve(script.substring(1)));
      http.createContext(script, exchange -> answer(exchange, "text/javascript", content));
    }
    http.start();
    return http;
  }

  private static void answer(HttpExchange exchange, String type, byte[] content)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }
}
