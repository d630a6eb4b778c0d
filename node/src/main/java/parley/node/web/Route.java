package parley.node.web;

import java.io.IOException;
import java.io.InputStream;

/**
 * A line of the table of routes: what can be asked, where, and by whom. Tests of permission go
 * through the table, so nothing is served that is not in it.
 *
 * @param method what is asked
 * @param path with {@code {names}} for its variable parts
 * @param site on which hosts
 * @param audience who may
 * @param action what happens
 */
public record Route(Method method, String path, Site site, Audience audience, Action action) {
  /** What is asked of a route. */
  public enum Method {
    GET,
    POST,
    /** A stream of notices that what a page shows has changed. */
    LIVE,
    /** A WebSocket. */
    SOCKET
  }

  /** What a route does. */
  public sealed interface Action {}

  /** Answers a request at a delegate's seat or on the cast page. */
  @FunctionalInterface
  public non-sealed interface Handler extends Action {
    Answer handle(Exchange exchange);
  }

  /** Takes bytes that are no form, as they come. */
  @FunctionalInterface
  public non-sealed interface BytesHandler extends Action {
    Answer handle(Exchange exchange, InputStream bytes) throws IOException;
  }

  /** Answers the public. It is given neither cookies nor persons. */
  @FunctionalInterface
  public non-sealed interface PublicHandler extends Action {
    Answer handle(PublicRequest request);
  }

  /** Says which topic a page may follow, having checked that she may see it. */
  @FunctionalInterface
  public non-sealed interface Watch extends Action {
    Topic topic(Exchange exchange);
  }

  /** Takes a WebSocket, having checked that she may have it. */
  @FunctionalInterface
  public non-sealed interface SocketHandler extends Action {
    SocketConversation open(Exchange exchange, SocketOut out);
  }

  /** A page at a delegate's seat. */
  public static Route get(String path, Audience audience, Handler handler) {
    return new Route(Method.GET, path, Site.SEAT, audience, handler);
  }

  /**
   * A form at a delegate's seat. Its cross-site protection is checked before the handler is called.
   */
  public static Route post(String path, Audience audience, Handler handler) {
    return new Route(Method.POST, path, Site.SEAT, audience, handler);
  }

  /**
   * Bytes that a script of ours sends from a delegate's seat. That they come from our page is
   * checked before the handler is called.
   */
  public static Route bytes(String path, Audience audience, BytesHandler handler) {
    return new Route(Method.POST, path, Site.SEAT, audience, handler);
  }

  /** Live updates for a page at a delegate's seat. */
  public static Route live(String path, Audience audience, Watch watch) {
    return new Route(Method.LIVE, path, Site.SEAT, audience, watch);
  }

  /** A WebSocket at a delegate's seat. Its origin is checked before the handler is called. */
  public static Route socket(String path, Audience audience, SocketHandler handler) {
    return new Route(Method.SOCKET, path, Site.SEAT, audience, handler);
  }

  /** A page of the press rooms. */
  public static Route press(String path, PublicHandler handler) {
    return new Route(Method.GET, path, Site.PRESS, Audience.ANYONE, handler);
  }

  /** The route as one line of the table. */
  public String describe() {
    return method + " " + site + " " + path + " : " + audience;
  }
}
