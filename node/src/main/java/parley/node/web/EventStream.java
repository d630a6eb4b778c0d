package parley.node.web;

import io.javalin.http.sse.SseClient;
import java.util.function.BooleanSupplier;

/** A page's open stream of server-sent events. */
final class EventStream implements LiveUpdates.Listener {
  private final SseClient client;

  private EventStream(SseClient client) {
    this.client = client;
  }

  /**
   * Sends {@code topic}'s changes after {@code since} to {@code client} for as long as {@code
   * allowed}.
   */
  static void follow(
      SseClient client, LiveUpdates live, Topic topic, long since, BooleanSupplier allowed) {
    LiveUpdates.Listener listener = LiveUpdates.whileAllowed(allowed, new EventStream(client));
    client.keepAlive();
    client.onClose(() -> live.leave(topic, listener));
    live.listen(topic, since, listener);
  }

  @Override
  public synchronized void changed(long number) {
    if (!client.terminated()) {
      client.sendEvent("change", Long.toString(number), Long.toString(number));
    }
  }

  @Override
  public synchronized boolean beat() {
    if (client.terminated()) {
      return false;
    }
    client.sendComment("still here");
    return !client.terminated();
  }

  @Override
  public synchronized void end() {
    client.close();
  }
}
