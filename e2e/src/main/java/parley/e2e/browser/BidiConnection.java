package parley.e2e.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** WebDriver BiDi over one WebSocket: commands with numbers, answers by number. */
final class BidiConnection implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long ANSWER_SECONDS = 90;

  private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private long lastId;

  BidiConnection(URI address) {
    socket = http.newWebSocketBuilder().buildAsync(address, new Answers()).join();
  }

  /** Sends a command and waits for its result. */
  synchronized JsonNode command(String method, ObjectNode parameters) {
    long id = ++lastId;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", parameters);
    socket.sendText(command.toString(), true).join();
    try {
      return resultOf(method, answer.get(ANSWER_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("no answer to " + method, e);
    } finally {
      waiting.remove(id);
    }
  }

  private static JsonNode resultOf(String method, JsonNode answer) {
    if (!answer.path("type").asText().equals("success")) {
      throw new IllegalStateException(method + ": " + answer);
    }
    return answer.path("result");
  }

  static ObjectNode parameters() {
    return JSON.createObjectNode();
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
    http.close();
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      partial.append(text);
      if (last) {
        String message = partial.toString();
        partial.setLength(0);
        deliver(message);
      }
      from.request(1);
      return null;
    }

    private void deliver(String message) {
      try {
        JsonNode node = JSON.readTree(message);
        CompletableFuture<JsonNode> answer = waiting.get(node.path("id").asLong(-1));
        if (answer != null) {
          answer.complete(node);
        }
      } catch (JsonProcessingException e) {
        waiting.values().forEach(answer -> answer.completeExceptionally(e));
      }
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      waiting.values().forEach(answer -> answer.completeExceptionally(error));
    }
  }
}
