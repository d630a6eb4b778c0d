package parley.node.web;

/** The way out to one browser's WebSocket. Any thread; messages leave in order of the calls. */
public interface SocketOut {
  /** Sends a text message; does nothing once the socket is closed. */
  void send(String text);

  /** Closes with a code of RFC 6455 section 7.4 and a short reason. */
  void close(int code, String reason);
}
