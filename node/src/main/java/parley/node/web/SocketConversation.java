package parley.node.web;

/** One browser's WebSocket, as its feature sees it. Called by one thread at a time. */
public interface SocketConversation {
  /** A text message arrived. */
  void onText(String text);

  /** The socket is gone, whoever closed it. Called once. */
  void onClose();
}
