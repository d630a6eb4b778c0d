package parley.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * As much of a browser as tests of pages need: one host, its cookies, the hidden fields of the last
 * page's forms.
 */
public final class Browser {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final int port;
  private final String host;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> extraHeaders = new HashMap<>();
  private Map<String, String> hidden = Map.of();
  private HttpResponse<byte[]> last;

  /** A browser with no cookies that talks to one host below {@code localhost}. */
  public Browser(int port, String host) {
    this.port = port;
    this.host = (host.isEmpty() ? "" : host + ".") + "localhost:" + port;
  }

  /**
   * Gets a page of this host; a redirect is not followed. A secret behind {@code #} is sent as the
   * page's script sends it.
   */
  public Browser open(String path) {
    int hash = path.indexOf('#');
    String page = hash < 0 ? path : path.substring(0, hash);
    send(request(page).GET());
    hidden = hiddenFields(text());
    if (hash >= 0 && status() == 200) {
      submit(page, Map.of("token", path.substring(hash + 1)));
      hidden = hiddenFields(text());
    }
    return this;
  }

  /** Gets a page of this host, and the one that it points to. */
  public Browser follow(String path) {
    open(path);
    return status() == 303 ? open(header("Location")) : this;
  }

  /**
   * Sends a form with the hidden fields of the last opened page, as that page's own script-less
   * form would.
   */
  public Browser submit(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(hidden);
    all.putAll(fields);
    return submitExactly(path, all);
  }

  /** Sends a form with these fields only. */
  public Browser submitExactly(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return submitBody(
        path, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a form body of any kind. */
  public Browser submitBody(String path, String type, byte[] body) {
    HttpRequest.Builder request = request(path).header("Content-Type", type);
    send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    return this;
  }

  /** Sends this header from now on; it can replace the host's name. */
  public Browser with(String header, String value) {
    extraHeaders.put(header, value);
    return this;
  }

  /** Makes this browser hold another browser's cookies, as a thief would. */
  public Browser stealing(Browser other) {
    cookies.putAll(other.cookies);
    return this;
  }

  public int status() {
    return last.statusCode();
  }

  public String text() {
    return new String(last.body(), StandardCharsets.UTF_8);
  }

  /** The last page, or nothing when there was none yet. */
  public String lastText() {
    return last == null ? "" : text();
  }

  public byte[] bytes() {
    return last.body();
  }

  /** A header of the last answer, or nothing. */
  public String header(String name) {
    return String.join(", ", last.headers().allValues(name));
  }

  /** All headers of the last answer as text. */
  public String headers() {
    return last.headers().map().toString();
  }

  /** The value of a hidden field of the last opened page. */
  public String hidden(String name) {
    return hidden.getOrDefault(name, "");
  }

  /** The values of all cookies that this browser holds. */
  public Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }

  /** Whose pages this browser opens, such as {@code anna.norland}. */
  public String host() {
    return host.substring(0, Math.max(0, host.lastIndexOf(".localhost")));
  }

  /** The origin of this browser's pages. */
  public String origin() {
    return "http://" + host;
  }

  /** Asks for a WebSocket from a page of {@code origin}; the first line of the answer. */
  public String upgrade(String path, String origin) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nOrigin: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  .formatted(path, host, cookieHeader(), origin)
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  /** Says one thing over a WebSocket; the first thing that comes back. */
  public String converse(String path, String message) throws Exception {
    Conversation conversation = new Conversation();
    WebSocket socket = open(path, conversation);
    socket.sendText(message, true);
    String answer = conversation.reply.get(10, TimeUnit.SECONDS);
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
    return answer;
  }

  /** Opens a WebSocket, lets {@code meanwhile} happen, and gives the code it is closed with. */
  public int closing(String path, Runnable meanwhile) throws Exception {
    Conversation conversation = new Conversation();
    open(path, conversation);
    meanwhile.run();
    return conversation.closed.get(10, TimeUnit.SECONDS);
  }

  /**
   * Says one thing over a WebSocket and waits for an answer, lets {@code meanwhile} happen, and
   * says the last thing; the code it is closed with.
   */
  public int saying(String path, String first, Runnable meanwhile, String last) throws Exception {
    Conversation conversation = new Conversation();
    WebSocket socket = open(path, conversation);
    socket.sendText(first, true).get(10, TimeUnit.SECONDS);
    conversation.reply.get(10, TimeUnit.SECONDS);
    meanwhile.run();
    socket.sendText(last, true).get(10, TimeUnit.SECONDS);
    return conversation.closed.get(10, TimeUnit.SECONDS);
  }

  /**
   * Says one thing after another over a WebSocket, the rest once the first was answered; the code
   * with which it was closed, or 403 when it was not opened.
   */
  public int say(String path, List<String> messages) throws Exception {
    Conversation conversation = new Conversation();
    WebSocket socket;
    try {
      socket = open(path, conversation);
    } catch (ExecutionException notOpened) {
      return 403;
    }
    for (String message : messages) {
      if (!conversation.closed.isDone()) {
        socket.sendText(message, true).exceptionally(any -> null).get(10, TimeUnit.SECONDS);
        conversation.reply.get(10, TimeUnit.SECONDS);
      }
    }
    return conversation.closed.get(10, TimeUnit.SECONDS);
  }

  private WebSocket open(String path, Conversation conversation) throws Exception {
    return CLIENT
        .newWebSocketBuilder()
        .header("Host", host)
        .header("Cookie", cookieHeader())
        .buildAsync(URI.create("ws://127.0.0.1:" + port + path), conversation)
        .get(10, TimeUnit.SECONDS);
  }

  /**
   * The first thing that comes back over a WebSocket, or nothing, and the code it is closed with.
   */
  private static final class Conversation implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<String> reply = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        reply.complete(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      reply.complete("");
      return null;
    }
  }

  /** Listens to a page's live updates, lets {@code meanwhile} happen, and gives the first event. */
  public String firstEvent(String path, Runnable meanwhile) throws Exception {
    HttpResponse<Stream<String>> answer =
        CLIENT
            .sendAsync(
                request(path).header("Accept", "text/event-stream").GET().build(),
                HttpResponse.BodyHandlers.ofLines())
            .get(10, TimeUnit.SECONDS);
    meanwhile.run();
    try (Stream<String> lines = answer.body()) {
      return lines
          .dropWhile(
              line ->
                  !line.startsWith("data:")
                      && !line.startsWith("event:")
                      && !line.startsWith("id:"))
          .takeWhile(line -> !line.isEmpty())
          .collect(Collectors.joining("\n"));
    }
  }

  /** Asks for a stream of events and lets it go; the status. */
  public int openStream(String path) throws Exception {
    HttpResponse<InputStream> answer =
        CLIENT.send(
            request(path).header("Accept", "text/event-stream").GET().build(),
            HttpResponse.BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  private String cookieHeader() {
    return cookies.entrySet().stream().map(Object::toString).collect(Collectors.joining("; "));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", host);
    if (!cookies.isEmpty()) {
      headers.put("Cookie", cookieHeader());
    }
    headers.putAll(extraHeaders);
    headers.forEach(request::header);
    return request;
  }

  private void send(HttpRequest.Builder request) {
    try {
      last = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    for (String cookie : last.headers().allValues("Set-Cookie")) {
      String pair = cookie.substring(0, cookie.indexOf(';'));
      String name = pair.substring(0, pair.indexOf('='));
      if (cookie.contains("Max-Age=0")) {
        cookies.remove(name);
      } else {
        cookies.put(name, pair.substring(pair.indexOf('=') + 1));
      }
    }
  }

  private static Map<String, String> hiddenFields(String page) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher matcher = HIDDEN.matcher(page);
    while (matcher.find()) {
      fields.put(matcher.group(1), matcher.group(2));
    }
    return fields;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
