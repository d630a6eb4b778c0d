package parley.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.capture.FakeCapture;
import parley.e2e.capture.Seat;

/** The measuring itself, proved in each browser over its own WebRTC loopback, without Parley. */
@Timeout(180)
class DetectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static HttpServer server;

  @TempDir Path folder;

  @BeforeAll
  static void serveTheLoopbackPage() throws Exception {
    byte[] page = Resource.text("/browser/loopback.html").getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stopServing() {
    server.stop(0);
  }

  @Test
  void chromiumReceivesTheSeatsNumberAndTone() throws Exception {
    Seat seat = new Seat(3);
    FakeCapture.camera(folder.resolve("3.y4m"), seat, 320, 240, 10);
    FakeCapture.microphone(folder.resolve("3.wav"), seat);
    try (BrowserPage page = Chromium.ofSeat(seat, folder).onlyPage()) {
      assertReceives(page, seat);
    }
  }

  @Test
  void firefoxReceivesTheSeatsNumberAndTone() {
    Seat seat = new Seat(5);
    try (BrowserPage page = new Firefox(seat, folder.resolve("profile"), 320, 240)) {
      assertReceives(page, seat);
    }
  }

  private static void assertReceives(BrowserPage page, Seat seat) {
    page.open("http://localhost:" + server.getAddress().getPort() + "/");
    JsonNode picture =
        page.await(
            "a moving picture",
            "parleyMeasure.pictures()",
            PATIENCE,
            seen -> seen.path(0).path("moving").asBoolean());
    assertThat(picture.path(0).path("seat").asInt()).isEqualTo(seat.number());
    assertThat(picture.path(0).path("person").asText()).isEqualTo("self");
    JsonNode tone =
        page.await(
            "the tone",
            "parleyMeasure.tones()",
            PATIENCE,
            heard -> Seat.ofTone(heard.path(0).path("hz").asDouble()).isPresent());
    assertThat(Seat.ofTone(tone.path(0).path("hz").asDouble())).contains(seat);
  }
}
