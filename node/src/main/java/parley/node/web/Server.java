package parley.node.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import parley.node.people.Operators;
import parley.node.people.People;
import parley.node.people.SignIns;

/**
 * The node's web server: the features' routes on one port, with everything that must hold for all
 * of them.
 */
public final class Server implements AutoCloseable {
  private final Javalin javalin;
  private final AtomicInteger port;
  private final List<Route> table;
  private final Dispatcher dispatcher;

  /**
   * What the server needs of the rest of the node.
   *
   * @param people who can sit where
   * @param signIns who is signed in
   * @param operators who runs the node
   * @param formKey for tokens of forms; keep it over restarts, or open forms go stale
   * @param clock of the wall
   * @param random for tokens; must be secure
   */
  public record Needs(
      People people,
      SignIns signIns,
      Operators operators,
      byte[] formKey,
      Clock clock,
      RandomGenerator random) {}

  /** What features need of the server before it runs. */
  public static final class Ground implements AutoCloseable {
    private final AtomicInteger port = new AtomicInteger();
    private final Addresses addresses = new Addresses("localhost", port::get);
    private final LiveUpdates live;

    public Ground(Clock clock) {
      this.live = new LiveUpdates(clock);
    }

    public Addresses addresses() {
      return addresses;
    }

    /** Makes addresses right before the port is bound; zero is not known until then. */
    public void willListenOn(int wanted) {
      port.set(wanted);
    }

    public LiveUpdates live() {
      return live;
    }

    @Override
    public void close() {
      live.close();
    }
  }

  private Server(Javalin javalin, AtomicInteger port, List<Route> table, Dispatcher dispatcher) {
    this.javalin = javalin;
    this.port = port;
    this.table = table;
    this.dispatcher = dispatcher;
  }

  /** Prepares a server for {@code features}; nothing is bound yet. */
  public static Server of(Ground ground, Needs needs, List<? extends Feature> features) {
    Assets assets = Assets.load();
    List<Route> table = new ArrayList<>(assets.routes());
    features.forEach(feature -> table.addAll(feature.routes()));
    Csrf csrf = new Csrf(needs.formKey());
    Dispatcher dispatcher =
        new Dispatcher(
            ground.addresses,
            new Requests(needs.people(), needs.signIns(), needs.operators()),
            new Replies(assets, ground.addresses, csrf, needs.random()),
            csrf,
            ground.live,
            needs.random());
    Javalin javalin = Javalin.create(config -> configure(config, dispatcher, table));
    return new Server(javalin, ground.port, List.copyOf(table), dispatcher);
  }

  /** Another program listens on the port. */
  public static final class PortTaken extends Exception {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortTaken(int port) {
      super("port " + port);
      this.port = port;
    }

    public int port() {
      return port;
    }
  }

  /** Finds a port taken before anything else is opened. */
  public static void mustBeFree(int port) throws PortTaken {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress("127.0.0.1", port));
    } catch (IOException taken) {
      throw new PortTaken(port);
    }
  }

  /** Listens on loopback; a port of zero takes any that is free. Returns the port. */
  public int start(int wanted) throws PortTaken {
    try {
      javalin.start("127.0.0.1", wanted);
    } catch (JavalinBindException e) {
      throw new PortTaken(wanted);
    }
    port.set(javalin.port());
    return javalin.port();
  }

  /** Ends at once every WebSocket of somebody who was signed out or may no longer have it. */
  public void review() {
    dispatcher.review();
  }

  /** The table of routes: all that this server answers to. */
  public List<Route> table() {
    return table;
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(JavalinConfig config, Dispatcher dispatcher, List<Route> table) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = Requests.FORM_BYTES;
    config.jetty.modifyWebSocketServletFactory(
        sockets -> sockets.setMaxTextMessageSize(Sockets.MOST_BYTES));
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setRelativeRedirectAllowed(true);
        });
    config.routes.before(dispatcher::before);
    byPath(table, Route.Method.GET)
        .forEach(
            (path, bySite) -> {
              config.routes.get(path, context -> dispatcher.http(context, bySite));
              config.routes.head(path, context -> dispatcher.http(context, bySite));
            });
    byPath(table, Route.Method.POST)
        .forEach(
            (path, bySite) ->
                config.routes.post(path, context -> dispatcher.http(context, bySite)));
    byPath(table, Route.Method.LIVE)
        .forEach(
            (path, bySite) -> config.routes.get(path, context -> dispatcher.live(context, bySite)));
    byPath(table, Route.Method.SOCKET)
        .forEach(
            (path, bySite) -> {
              config.routes.wsBeforeUpgrade(
                  path, context -> dispatcher.beforeUpgrade(context, bySite));
              config.routes.ws(path, socket -> dispatcher.socket(socket, bySite));
            });
    config.routes.exception(Exception.class, dispatcher::failed);
    config.routes.error(404, dispatcher::nothingThere);
  }

  private static Map<String, Map<Site, Route>> byPath(List<Route> table, Route.Method method) {
    Map<String, Map<Site, Route>> byPath = new LinkedHashMap<>();
    for (Route route : table) {
      if (route.method() == method) {
        Route other =
            byPath
                .computeIfAbsent(route.path(), any -> new EnumMap<>(Site.class))
                .put(route.site(), route);
        if (other != null) {
          throw new IllegalStateException("two routes for " + route.describe());
        }
      }
    }
    return byPath;
  }
}
