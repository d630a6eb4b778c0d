package parley.node.web;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;

/** Joins the web library's WebSocket callbacks to one {@link SocketConversation} each. */
final class Sockets {
  /** Between pings. Longer notices a lost browser later; shorter costs a packet each way. */
  private static final long PING_SECONDS = 10;

  /** She was signed out, or may no longer use the route; 4000 and above are ours to give. */
  private static final int NO_LONGER_ALLOWED = 4401;

  /** A message above it is not read; more costs memory for each socket. */
  static final long MOST_BYTES = 600_000;

  private final String exchangeAttribute;
  private final Route.SocketHandler handler;
  private final Map<String, Open> open = new ConcurrentHashMap<>();

  private record Open(SocketConversation conversation, Exchange exchange, WsContext context) {}

  private Sockets(String exchangeAttribute, Route.SocketHandler handler) {
    this.exchangeAttribute = exchangeAttribute;
    this.handler = handler;
  }

  static Sockets connect(WsConfig socket, String exchangeAttribute, Route.SocketHandler handler) {
    Sockets sockets = new Sockets(exchangeAttribute, handler);
    socket.onConnect(sockets::opened);
    socket.onMessage(message -> sockets.text(message.sessionId(), message.message()));
    socket.onClose(closed -> sockets.closed(closed.sessionId()));
    socket.onError(error -> sockets.closed(error.sessionId()));
    return sockets;
  }

  /** Closes those whose right to last has ended. */
  void review() {
    for (Open each : open.values()) {
      if (!each.exchange().stillSignedIn().getAsBoolean()) {
        each.context().closeSession(NO_LONGER_ALLOWED, "");
      }
    }
  }

  private void opened(WsContext context) {
    context.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
    Exchange exchange = context.attribute(exchangeAttribute);
    SocketConversation conversation = handler.open(exchange, new Out(context));
    open.put(context.sessionId(), new Open(conversation, exchange, context));
    if (!exchange.stillSignedIn().getAsBoolean()) { // it ended while this opened
      context.closeSession(NO_LONGER_ALLOWED, "");
    }
  }

  private void text(String session, String text) {
    Optional.ofNullable(open.get(session)).ifPresent(each -> each.conversation().onText(text));
  }

  private void closed(String session) {
    Optional.ofNullable(open.remove(session)).ifPresent(each -> each.conversation().onClose());
  }

  private static final class Out implements SocketOut {
    private final WsContext context;
    private final ReentrantLock turn = new ReentrantLock(true);

    Out(WsContext context) {
      this.context = context;
    }

    @Override
    public void send(String text) {
      turn.lock();
      try {
        if (context.session.isOpen()) {
          context.session.sendText(text, Callback.NOOP);
        }
      } finally {
        turn.unlock();
      }
    }

    @Override
    public void close(int code, String reason) {
      context.closeSession(code, reason);
    }
  }
}
