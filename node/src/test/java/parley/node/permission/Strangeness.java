package parley.node.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parley.dossier.model.Digest;
import parley.node.Browser;
import parley.node.web.Audience;
import parley.node.web.Route;
import parley.node.web.Site;

/** Asks for what is of another side or another talk, and for what does not exist. */
final class Strangeness {
  private static final String MADE_UP =
      Digest.of("made up".getBytes(StandardCharsets.UTF_8)).value();

  /** Good fields of many forms, so that no form is refused before its address is looked at. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "reason", "because",
          "kind", "announcement",
          "delegation", "westmark",
          "credentials", MADE_UP,
          "shown", MADE_UP,
          "person", "anna",
          "step", "sign");

  private final World world;
  private final Attempt attempt;
  private final Map<String, String> drafts = new LinkedHashMap<>();

  Strangeness(World world) {
    this.world = world;
    this.attempt = new Attempt(world, world.node().port());
    World.SIDES.forEach(side -> drafts.put(side, world.draft(side)));
  }

  /** Everything that others tried to reach: whole dossiers, drafts, who is there. */
  List<String> all() {
    List<String> all = new ArrayList<>();
    for (String side : World.SIDES) {
      Browser speaker = world.seat(side, Visitor.SPOKESPERSON).open("/nothing");
      String second = world.secondTalk(side);
      all.add(speaker.open("/talk/" + second + "/dossier.json").text());
      speaker.open("/press/" + world.talk() + "/drafts/" + drafts.get(side));
      assertThat(speaker.status()).as("the draft is there").isEqualTo(200);
      all.add(speaker.text());
    }
    return all;
  }

  /** Tries a route with each of its parts in turn being another's; how many tries that was. */
  int tryAll(Route route, String side) throws Exception {
    if (route.site() != Site.SEAT || route.audience().kind() == Audience.Kind.ANYONE) {
      return 0;
    }
    int tried = 0;
    Map<String, String> own = world.own(side, route);
    for (Map.Entry<String, String> stranger : strangers(side).entrySet()) {
      if (!route.path().contains("{" + stranger.getKey() + "}")) {
        continue;
      }
      for (Visitor visitor : Visitor.seated()) {
        Browser browser = world.seat(side, visitor).open("/nothing"); // which shows a notice
        String others = ask(browser, route, own, stranger.getKey(), stranger.getValue());
        String nothing = ask(browser, route, own, stranger.getKey(), madeUp(stranger.getKey()));
        assertThat(others)
            .as("%s %s of %s for %s", route.describe(), stranger.getKey(), side, visitor.word())
            .isEqualTo(nothing);
        tried++;
      }
    }
    return tried;
  }

  private Map<String, String> strangers(String side) {
    return Map.of(
        "talk", world.foreignTalk(side),
        "draft", drafts.get(World.other(side)),
        "words", world.words(World.other(side)),
        "person", world.stranger(side));
  }

  private static String madeUp(String part) {
    return switch (part) {
      case "words" -> MADE_UP;
      case "talk", "draft" -> MADE_UP.substring(0, 22);
      default -> "nobody";
    };
  }

  /** Status and page of an answer, without what was in the address and what is new each time. */
  private String ask(
      Browser browser, Route route, Map<String, String> own, String part, String value)
      throws Exception {
    Map<String, String> values = new LinkedHashMap<>(own);
    values.put(part, value);
    int status = attempt.ask(browser, route, Attempt.path(route, values), FIELDS);
    boolean isPage = route.method() == Route.Method.GET || route.method() == Route.Method.POST;
    return isPage
        ? status
            + browser.text().replace(value, "…").replaceAll("since=\\d+", "since=…")
            + browser.header("Location")
        : Integer.toString(status);
  }
}
