package parley.e2e.scenario;

import com.microsoft.playwright.BrowserContext;
import java.util.HashSet;
import java.util.Set;
import parley.e2e.Demo;
import parley.e2e.NodeProcess;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.KernelSockets;
import parley.e2e.browser.SocketWatch;

/**
 * One side's browser, watched for connections to the other side's node.
 *
 * @param everybody is all of its people but the president, and its journalists
 */
record House(
    Chromium browser, SocketWatch watch, BrowserContext everybody, BrowserContext president)
    implements AutoCloseable {
  static House of(Chromium browser, Demo demo, String other) {
    Set<Integer> forbidden = demo.nodes().size() == 1 ? Set.of() : ports(demo.node(other));
    SocketWatch watch = new SocketWatch(browser, forbidden);
    return new House(
        browser, watch, watch.watching(browser.newContext()), watch.watching(browser.newContext()));
  }

  /** All on which a node can be reached. */
  static Set<Integer> ports(NodeProcess node) {
    Set<Integer> ports = new HashSet<>(KernelSockets.listening(node.pid()));
    ports.addAll(KernelSockets.datagrams(node.pid()));
    return ports;
  }

  @Override
  public void close() {
    watch.close();
  }
}
