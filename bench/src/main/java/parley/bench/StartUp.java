package parley.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import parley.e2e.Demo;

/** From the start of the process to the first page, beside a Java server that serves one word. */
final class StartUp implements Measurement {
  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public String name() {
    return "start-up and idle memory";
  }

  @Override
  public List<Figure> measure(int repetitions, Path scratch) throws Exception {
    double[] node = new double[repetitions];
    double[] bare = new double[repetitions];
    double[] resident = new double[repetitions];
    Path data = scratch.resolve("data");
    double first = startNode(data).milliseconds;
    for (int i = 0; i < repetitions; i++) {
      Started started = startNode(data);
      node[i] = started.milliseconds;
      resident[i] = started.residentMegabytes;
      bare[i] = startBare();
    }
    return List.of(
        Figure.single("process start to first page, new data (the talk is seeded)", "ms", first),
        new Figure("process start to first page, data of last time", "ms", Distribution.of(node)),
        new Figure("  peer: bare JDK HTTP server, same JVM", "ms", Distribution.of(bare)),
        new Figure("resident memory after the first page", "MB", Distribution.of(resident)));
  }

  private record Started(double milliseconds, double residentMegabytes) {}

  private static Started startNode(Path data) throws Exception {
    long begun = System.nanoTime();
    try (Demo demo = Demo.start(data);
        HttpClient http = HttpClient.newHttpClient()) {
      get(http, demo.cast(Demo.NORLAND));
      double milliseconds = (System.nanoTime() - begun) / NANOS_PER_MILLI;
      return new Started(milliseconds, Resident.megabytes(demo));
    }
  }

  private static double startBare() throws Exception {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName())
            .redirectErrorStream(true)
            .start();
    try (HttpClient http = HttpClient.newHttpClient();
        var lines = process.inputReader()) {
      get(http, URI.create(lines.readLine()));
      return (System.nanoTime() - begun) / NANOS_PER_MILLI;
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  private static void get(HttpClient http, URI address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build();
    int status = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
    if (status != 200) {
      throw new IllegalStateException(address + " answered " + status);
    }
  }

  /** The peer: what the JDK alone needs to serve a page. */
  static final class BareServer {
    private BareServer() {}

    public static void main(String[] arguments) throws IOException {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
          });
      server.start();
      System.out.println("http://localhost:" + server.getAddress().getPort() + "/");
    }
  }
}
