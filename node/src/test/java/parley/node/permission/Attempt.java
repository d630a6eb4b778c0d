package parley.node.permission;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import parley.node.Browser;
import parley.node.room.SampleMessages;
import parley.node.web.Problem;
import parley.node.web.Route;
import parley.node.web.Site;
import parley.node.words.Language;
import parley.node.words.Words;

/** Tries routes and messages as every kind of visitor, and says in a word what became of it. */
final class Attempt {
  /** She was let in: a page, or a form that was done or that needs a correction. */
  static final String YES = "yes";

  /** She was refused, and told so. */
  static final String NO = "no";

  /** For her there is nothing there. */
  static final String NOTHING = "404";

  /** At the press room's host the same address is a page of the press room. */
  static final String PRESS = "press";

  private static final String GHOST = "ghost.norland";
  private static final List<String> FORM_PAGES = List.of("/", "/people", "/sign-in", "/operator");

  private final World world;
  private final int port;

  /**
   * @param port of the node, or of another server that serves the same people
   */
  Attempt(World world, int port) {
    this.world = world;
    this.port = port;
  }

  /** What became of it for this kind of visitor of each side. */
  String outcome(Route route, Visitor visitor) throws Exception {
    if (visitor == Visitor.JOURNALIST && hasPressTwin(route)) {
      return PRESS;
    }
    StringBuilder outcomes = new StringBuilder();
    boolean isOne = visitor == Visitor.OPERATOR && route.site() == Site.CAST;
    for (String side : isOne ? World.SIDES.subList(0, 1) : World.SIDES) {
      Map<String, String> values = world.own(side, route);
      for (Browser browser : browsers(route.site(), visitor, side)) {
        String outcome = word(route, ask(browser, route, path(route, values), Map.of()), browser);
        if (!outcomes.toString().contains(outcome)) {
          outcomes.append(outcomes.isEmpty() ? "" : "/").append(outcome);
        }
        if (outcome.equals(YES)) {
          world.renew(route);
        }
      }
    }
    return outcomes.toString();
  }

  private boolean hasPressTwin(Route route) {
    return route.site() != Site.PRESS
        && world.node().routes().stream()
            .anyMatch(
                other ->
                    other.site() == Site.PRESS
                        && other.method() == route.method()
                        && other.path().equals(route.path()));
  }

  /** Whether each message is taken; the first of each side who is not let in answers for all. */
  String saying(Visitor visitor) throws Exception {
    String signal = "/room/" + world.talk() + "/signal";
    for (String side : World.SIDES) {
      for (Browser browser : browsers(Site.SEAT, visitor, side)) {
        if (browser.say(signal, SampleMessages.all()) != 1000) {
          return NO;
        }
      }
    }
    return YES;
  }

  /** The browsers of a kind of visitor of one side, at the kind of host that serves the route. */
  private List<Browser> browsers(Site site, Visitor visitor, String side) {
    Browser principal = world.seat(side, Visitor.PRINCIPAL);
    Browser negotiator = world.seat(side, Visitor.NEGOTIATOR);
    String host = site == Site.PRESS ? "press.sudria" : "";
    return switch (visitor) {
      case NOBODY ->
          site == Site.SEAT ? List.of(at(negotiator.host()), at(GHOST)) : List.of(at(host));
      case THIEF ->
          site == Site.SEAT
              ? List.of(
                  at(negotiator.host()).stealing(principal),
                  at(negotiator.host()).stealing(world.seat(World.other(side), Visitor.NEGOTIATOR)))
              : List.of(at(host).stealing(principal));
      case JOURNALIST ->
          List.of(
              at(site == Site.PRESS ? host : "press." + side)
                  .stealing(principal)
                  .stealing(world.seat(side, Visitor.SPOKESPERSON)));
      case OPERATOR ->
          List.of(at(site == Site.SEAT ? negotiator.host() : host).stealing(world.operator()));
      default -> {
        Browser hers = world.seat(side, visitor);
        yield List.of(at(site == Site.SEAT ? hers.host() : host).stealing(hers));
      }
    };
  }

  private Browser at(String host) {
    return new Browser(port, host);
  }

  static String path(Route route, Map<String, String> values) {
    String path = route.path();
    for (Map.Entry<String, String> value : values.entrySet()) {
      path =
          path.replace("{" + value.getKey() + "}", value.getValue())
              .replace("<" + value.getKey() + ">", value.getValue());
    }
    if (path.contains("{") || path.contains("<")) {
      throw new IllegalArgumentException("what stands for a part of " + path + "?");
    }
    return path;
  }

  /** Asks for it, a form with a token of a page that she can open; the status. */
  int ask(Browser browser, Route route, String path, Map<String, String> fields) throws Exception {
    return switch (route.method()) {
      case GET -> browser.open(path).status();
      case POST -> {
        if (route.action() instanceof Route.BytesHandler) {
          yield browser
              .with("Origin", browser.origin())
              .submitBody(path, "application/octet-stream", new byte[1])
              .status();
        }
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", token(browser));
        if (route.path().equals("/operator")) {
          all.put("token", world.node().operatorSecret());
        }
        yield browser.submitExactly(path, all).status();
      }
      case LIVE -> browser.openStream(path);
      case SOCKET -> Integer.parseInt(browser.upgrade(path, browser.origin()).split(" ")[1]);
    };
  }

  /** Opens a page, or a stream, without a form. */
  static String tryOnce(Browser browser, Route route, String path) {
    try {
      boolean isStream = route.method() == Route.Method.LIVE;
      return word(
          route, isStream ? browser.openStream(path) : browser.open(path).status(), browser);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static String token(Browser browser) {
    for (String page : FORM_PAGES) {
      String token = browser.open(page).hidden("_csrf");
      if (!token.isEmpty()) {
        return token;
      }
    }
    return "";
  }

  static String word(Route route, int status, Browser browser) {
    boolean isStale =
        route.method() == Route.Method.POST
            && Stream.of(Language.values())
                .map(language -> Words.in(language).text(Problem.STALE_FORM.title()))
                .anyMatch(browser.lastText()::contains);
    if (isStale) {
      throw new AssertionError("the attempt itself was wrong: no good token for " + route.path());
    }
    return switch (status) {
      case 101, 200, 201, 303, 400, 409, 413, 422, 429 -> YES;
      case 401, 403 -> NO;
      case 404, 405, 410, 421 -> NOTHING;
      default -> throw new AssertionError(status + " at " + route.describe());
    };
  }
}
