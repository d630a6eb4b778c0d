package parley.e2e.browser;

import com.microsoft.playwright.BrowserContext;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Watches one browser for connections to ports where it has no business: each request and WebSocket
 * of its pages, and every TCP connection of its processes by looking at the kernel's tables many
 * times a second.
 */
public final class SocketWatch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Chromium browser;
  private final Set<Integer> forbidden;
  private final Set<String> strange = new ConcurrentSkipListSet<>();
  private final Set<String> seen = new TreeSet<>();
  private final Thread looking;
  private volatile boolean closed;

  /**
   * Begins to watch.
   *
   * @param forbidden ports of TCP and UDP
   */
  public SocketWatch(Chromium browser, Set<Integer> forbidden) {
    this.browser = browser;
    this.forbidden = Set.copyOf(forbidden);
    this.looking = Thread.ofPlatform().daemon().name("socket-watch").start(this::look);
  }

  /** Watches the pages of a context too. */
  public BrowserContext watching(BrowserContext context) {
    context.onRequest(request -> note("request", request.url()));
    context.onPage(page -> page.onWebSocket(socket -> note("WebSocket", socket.url())));
    return context;
  }

  /** Looks at what a page's call has been offered and uses. */
  public void inspect(BrowserPage page) {
    for (var port :
        page.evaluate(
            """
            parleyRoom.peer().getStats().then(all => [...all.values()]
              .filter(each => each.type === 'remote-candidate').map(each => each.port))""")) {
      note("candidate", "udp://localhost:" + port.asInt());
    }
  }

  private void note(String kind, String address) {
    URI to = URI.create(address.split("[?#]")[0]);
    seen.add(kind);
    if (forbidden.contains(to.getPort())) {
      strange.add(kind + " " + to);
    }
  }

  private void look() {
    List<Long> processes = List.of();
    for (int round = 0; !closed; round++) {
      if (round % 20 == 0) {
        processes = processes();
      }
      KernelSockets.connected(processes, forbidden)
          .forEach(port -> strange.add("TCP connection to port " + port));
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  private List<Long> processes() {
    ProcessHandle main =
        browser.process().orElseThrow(() -> new IllegalStateException("no process to watch"));
    return Stream.concat(Stream.of(main), main.descendants()).map(ProcessHandle::pid).toList();
  }

  /** What it should not have done. */
  public List<String> strange() {
    return new ArrayList<>(strange);
  }

  /** The kinds of things that were looked at: requests, WebSockets, candidates. */
  public Set<String> kinds() {
    return Set.copyOf(seen);
  }

  /** Forgets what was strange. */
  public void forget() {
    strange.clear();
  }

  @Override
  public void close() {
    closed = true;
    looking.interrupt();
  }
}
