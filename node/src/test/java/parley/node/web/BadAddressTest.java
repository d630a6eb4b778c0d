package parley.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import parley.node.NodeUnderTest;

/** Requests that no browser makes. */
class BadAddressTest {
  @Test
  void shouldServeThePageWhereAParameterCannotBeDecoded() throws IOException {
    try (NodeUnderTest node = NodeUnderTest.demo()) {
      assertThat(statusOf(node.port(), "press.sudria", "/?lang=%ZZ")).contains(" 200 ");
      assertThat(statusOf(node.port(), "anna.norland", "/?x=%ZZ")).contains(" 401 ");
    }
  }

  @Test
  void shouldTellWhoAsksForTheHeadersAloneWhatAPageWouldTell() throws IOException {
    try (NodeUnderTest node = NodeUnderTest.demo()) {
      assertThat(head(node.port(), "press.sudria", "/")).contains(" 200 ");
      assertThat(head(node.port(), "press.sudria", "/statements/AAAAAAAAAAAAAAAAAAAAAA"))
          .contains(" 404 ");
      assertThat(head(node.port(), "anna.norland", "/")).contains(" 401 ");
    }
  }

  private static String head(int port, String host, String path) throws IOException {
    return statusOf("HEAD", port, host, path);
  }

  private static String statusOf(int port, String host, String path) throws IOException {
    return statusOf("GET", port, host, path);
  }

  private static String statusOf(String method, int port, String host, String path)
      throws IOException {
    String request = "%s %s HTTP/1.1\r\nHost: %s.localhost:%d\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", port)) {
      byte[] bytes =
          request.formatted(method, path, host, port).getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(bytes);
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
  }
}
