package parley.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.node.Browser;
import parley.node.NodeUnderTest;
import parley.node.people.DelegateId;

class HostNameTest {
  private static NodeUnderTest node;

  @BeforeAll
  static void start() {
    node = NodeUnderTest.demo();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void shouldReadEachKindOfHostName() {
    Addresses addresses = new Addresses("localhost", () -> 8080);
    assertThat(addresses.place("localhost:8080")).contains(new Place.Cast());
    assertThat(addresses.place("Anna.Norland.LOCALHOST:8080"))
        .contains(new Place.Seat(new DelegateId("norland", "anna")));
    assertThat(addresses.place("press.sudria.localhost:8080"))
        .contains(new Place.PressRoom("sudria"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "anna.norland", "press.norland", "press.sudria"})
  void shouldHaveTheSameIconOnEachKindOfHost(String host) {
    Browser browser = node.browser(host).open("/favicon.ico");
    assertThat(browser.status()).isEqualTo(200);
    assertThat(browser.header("Content-Type")).startsWith("image/svg+xml");
    assertThat(browser.bytes()).isEqualTo(node.browser("").open("/favicon.ico").bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "localhost",
        "localhost:1",
        "localhost:PORT:PORT",
        "127.0.0.1:PORT",
        "anna.norland.localhost.evil.example:PORT",
        "norland.localhost:PORT",
        "x.anna.norland.localhost:PORT",
        ".norland.localhost:PORT",
        "anna..localhost:PORT",
        "an_na.norland.localhost:PORT",
        "anna.norland.localhost:PORT@evil.example",
      })
  void shouldServeNothingUnderAHostNameThatIsNotOurs(String host) {
    Browser browser =
        node.browser("").with("Host", host.replace("PORT", Integer.toString(node.port())));
    browser.open("/");
    assertThat(browser.status()).isIn(400, 421);
    assertThat(browser.text()).doesNotContain("Norland").doesNotContain("sign-in");
    assertThat(node.browser("").open("/").text()).as("ours is served").contains("Norland");
  }

  @Test
  void shouldNotTellWhoExists() {
    Browser stranger = node.browser("nobody.norland").open("/language");
    Browser known = node.browser("anna.norland").open("/language");
    assertThat(stranger.text()).isEqualTo(known.text());
    assertThat(stranger.status()).isEqualTo(known.status());
  }

  @Test
  void shouldNotShowTheCastOnOtherHosts() {
    assertThat(node.browser("").open("/").text()).contains("/enter#");
    for (String host : new String[] {"anna.norland", "press.norland", "press.nowhere"}) {
      assertThat(node.browser(host).open("/").text()).as(host).doesNotContain("/enter#");
    }
  }
}
