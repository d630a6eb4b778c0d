package parley.node.press.joint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import parley.line.Networks;

/**
 * Asks a public press room whether it shows a statement. It follows no redirect, waits five
 * seconds, reads a mebibyte, and asks no address inside a network but the one at which the line
 * reaches the other node. A plain address is asked by the number that was judged, so that its name
 * cannot lead elsewhere in between; TLS is left to its certificate.
 */
public final class FeedReader implements AutoCloseable {
  static {
    // a press room is known by the name in the request, whatever number it is asked by
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long MOST_BYTES = 1 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  /** Whether the room's feed shows it; empty when the room cannot or must not be asked. */
  Optional<Boolean> shows(PressPlace place, String publicId) {
    try {
      Optional<InetAddress> address = address(place);
      if (address.isEmpty()) {
        return Optional.empty();
      }
      var answer =
          client.send(
              request(place.room(), address.get()),
              BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
      return answer.statusCode() == 200
          ? Optional.of(answer.body().contains("/statements/" + publicId))
          : Optional.empty();
    } catch (IOException | URISyntaxException | IllegalArgumentException unreachable) {
      return Optional.empty();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static HttpRequest request(URI room, InetAddress address) throws URISyntaxException {
    boolean isPlain = room.getScheme().equals("http");
    String host = isPlain ? address.getHostAddress() : room.getHost();
    URI feed = new URI(room.getScheme(), null, host, room.getPort(), "/feed.atom", null, null);
    HttpRequest.Builder request = HttpRequest.newBuilder(feed).timeout(PATIENCE).GET();
    return (isPlain ? request.header("Host", room.getAuthority()) : request).build();
  }

  /** The address to ask; empty when any of the name's addresses must not be asked. */
  static Optional<InetAddress> address(PressPlace place) throws UnknownHostException {
    String scheme = String.valueOf(place.room().getScheme());
    String host = String.valueOf(place.room().getHost()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https") || place.room().getHost() == null) {
      return Optional.empty();
    }
    boolean isOfThisMachine = host.equals("localhost") || host.endsWith(".localhost");
    InetAddress[] all =
        isOfThisMachine
            ? new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")}
            : InetAddress.getAllByName(host);
    for (InetAddress each : all) {
      if (Networks.isInside(each) && !place.line().contains(each)) {
        return Optional.empty();
      }
    }
    return Optional.of(all[0]);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
