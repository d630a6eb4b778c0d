package parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Role;
import parley.node.web.Audience;
import parley.node.web.Route;
import parley.node.web.Site;

/**
 * Goes through the whole table of routes, so that a route that somebody adds tomorrow is tried too.
 */
class PermissionTest {
  private static final Map<Role, String> NORLANDERS =
      Map.of(
          Role.PRINCIPAL, "helen.norland",
          Role.NEGOTIATOR, "anna.norland",
          Role.SPOKESPERSON, "peter.norland",
          Role.INTERPRETER, "clara.norland",
          Role.NOTE_TAKER, "ruth.norland",
          Role.TECHNICIAN, "tom.norland");

  private static NodeUnderTest node;
  private static final Map<Role, Browser> SIGNED_IN = new HashMap<>();

  @BeforeAll
  static void start() {
    node = NodeUnderTest.demo();
    NORLANDERS.forEach((role, person) -> SIGNED_IN.put(role, node.signedIn(person)));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void shouldAskWhoeverIsNotSignedInToSignIn() throws Exception {
    List<Route> routes = seatRoutes();
    assertThat(routes).as("routes for delegates").hasSizeGreaterThan(4);
    for (Route route : routes) {
      Browser stranger = node.browser("anna.norland");
      assertThat(ask(stranger, route)).as(route.describe()).isIn(401, 403);
      Browser thief = node.browser("anna.norland").stealing(SIGNED_IN.get(Role.PRINCIPAL));
      assertThat(ask(thief, route))
          .as("with another person's cookie: " + route.describe())
          .isIn(401, 403);
    }
  }

  @Test
  void shouldRefuseEveryRoleThatTheTableDoesNotName() throws Exception {
    int refused = 0;
    for (Route route : seatRoutes()) {
      for (Role role : NORLANDERS.keySet()) {
        int status = ask(SIGNED_IN.get(role), route);
        if (isAdmitted(route.audience(), role)) {
          assertThat(status).as("admitted: " + route.describe() + " for " + role).isNotEqualTo(401);
        } else {
          assertThat(status).as(route.describe() + " for " + role).isEqualTo(403);
          refused++;
        }
      }
    }
    assertThat(refused).as("some routes are not for everybody").isPositive();
  }

  @Test
  void shouldShowAJournalistNothingButThePressRoom() throws Exception {
    for (Route route : node.routes()) {
      if (route.site() != Site.PRESS && !hasPressTwin(route)) {
        Browser journalist =
            node.browser("press.norland").stealing(SIGNED_IN.get(Role.SPOKESPERSON));
        assertThat(ask(journalist, route)).as(route.describe()).isIn(403, 404, 421);
        assertThat(journalist.lastText())
            .as(route.describe())
            .doesNotContain("Whitfield")
            .doesNotContain("sign-in");
      }
    }
  }

  @Test
  void shouldServeSeatsRoutesAtSeatsOnly() throws Exception {
    for (Route route : seatRoutes()) {
      if (node.routes().stream()
          .noneMatch(other -> other.site() == Site.CAST && other.path().equals(route.path()))) {
        assertThat(ask(node.browser(""), route)).as(route.describe()).isIn(403, 404, 421);
      }
    }
  }

  /** The technician of the cast is her delegation's administrator too. */
  private static boolean isAdmitted(Audience audience, Role role) {
    return audience.kind() == Audience.Kind.ADMINISTRATORS
        ? role == Role.TECHNICIAN
        : audience.roles().contains(role);
  }

  private static List<Route> seatRoutes() {
    return node.routes().stream()
        .filter(route -> route.site() == Site.SEAT && route.audience().signedIn())
        .toList();
  }

  private static boolean hasPressTwin(Route route) {
    return node.routes().stream()
        .anyMatch(
            other ->
                other.site() == Site.PRESS
                    && other.method() == route.method()
                    && other.path().equals(route.path()));
  }

  /** Asks for the route with a name nobody has in each variable part; the status of the answer. */
  private static int ask(Browser browser, Route route) throws Exception {
    String path = route.path().replaceAll("[{<][^}>]*[}>]", "nobody");
    return switch (route.method()) {
      case GET -> browser.open(path).status();
      case POST -> browser.submitExactly(path, Map.of()).status();
      case LIVE -> browser.openStream(path);
      case SOCKET -> Integer.parseInt(browser.upgrade(path, browser.origin()).split(" ")[1]);
    };
  }
}
