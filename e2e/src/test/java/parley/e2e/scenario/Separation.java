package parley.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import parley.e2e.Demo;
import parley.e2e.browser.BrowserPage;
import parley.e2e.browser.SocketWatch;
import parley.e2e.browser.Waiting;
import parley.e2e.network.Place;

/** That no browser of a side has spoken to the other side's node, or could. */
record Separation(Ground ground, House norland, House sudria) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Looks, while each side has a page in the call. */
  void check(BrowserPage norlands, BrowserPage sudrias) {
    norland.watch().inspect(norlands);
    sudria.watch().inspect(sudrias);
    assertThat(norland.watch().kinds()).contains("request", "WebSocket", "candidate");
    assertThat(norland.watch().strange()).as("Norland's browser at Sudria's node").isEmpty();
    assertThat(sudria.watch().strange()).as("Sudria's browser at Norland's node").isEmpty();
    controlOwnNodeIsSeenWhereItIsLookedFor(norlands);
    if (ground.isApart()) {
      noRouteLeads(norland, Demo.NORLAND, Demo.SUDRIA);
      noRouteLeads(sudria, Demo.SUDRIA, Demo.NORLAND);
    }
  }

  /** What a side's browser has to do with its own node is seen in each way. */
  private void controlOwnNodeIsSeenWhereItIsLookedFor(BrowserPage norlands) {
    Demo demo = ground.demo();
    try (SocketWatch reversed =
            new SocketWatch(norland.browser(), House.ports(demo.node(Demo.NORLAND)));
        Page page = reversed.watching(norland.everybody()).newPage()) {
      page.navigate(demo.cast(Demo.NORLAND).toString());
      reversed.inspect(norlands);
      for (String kind : List.of("TCP", "request", "candidate")) {
        Waiting.until(
            "control: " + kind,
            PATIENCE,
            reversed::strange,
            seen -> seen.stream().anyMatch(each -> each.startsWith(kind)));
      }
    }
  }

  /** Positive control: from the node's own network each address that is tried is reached. */
  private void noRouteLeads(House house, String from, String to) {
    Place stranger = ground.of(from);
    Place home = ground.of(to);
    InetSocketAddress line = ground.demo().line(to);
    assertThat(stranger.whyUnreachable(line).orElse("")).contains("Network is unreachable");
    assertThat(home.whyUnreachable(line)).as("control").isEmpty();
    InetSocketAddress web = new InetSocketAddress("127.0.0.1", ground.demo().node(to).port());
    assertThat(stranger.whyUnreachable(web).orElse("")).contains("Connection refused");
    assertThat(home.whyUnreachable(web)).as("control").isEmpty();
    try (Page page = house.everybody().newPage()) {
      String cast = ground.demo().cast(to).toString();
      assertThatThrownBy(() -> page.navigate(cast)).hasMessageContaining("ERR_CONNECTION_REFUSED");
    }
  }
}
