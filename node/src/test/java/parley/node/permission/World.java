package parley.node.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import parley.node.Browser;
import parley.node.NodeUnderTest;
import parley.node.office.SetUp;
import parley.node.web.Route;
import parley.node.web.Site;

/**
 * A node with both delegations of the demo, somebody signed in for every kind of seat of each, the
 * operator, and a third delegation, Westmark, with which each of the two has a talk of its own.
 */
final class World implements AutoCloseable {
  static final List<String> SIDES = List.of("norland", "sudria");
  private static final Map<String, Map<Visitor, String>> CAST =
      Map.of(
          "norland",
          Map.of(
              Visitor.PRINCIPAL, "helen",
              Visitor.NEGOTIATOR, "anna",
              Visitor.SPOKESPERSON, "peter",
              Visitor.INTERPRETER, "clara",
              Visitor.NOTE_TAKER, "ruth"),
          "sudria",
          Map.of(
              Visitor.PRINCIPAL, "viktor",
              Visitor.NEGOTIATOR, "maria",
              Visitor.SPOKESPERSON, "pavel",
              Visitor.INTERPRETER, "nina",
              Visitor.NOTE_TAKER, "oleg"));
  private static final Map<String, String> TECHNICIANS =
      Map.of("norland", "tom", "sudria", "irina");

  private final NodeUnderTest node;
  private final List<Route> demoRoutes;
  private final Map<String, Map<Visitor, String>> demoRows = new LinkedHashMap<>();
  private final SetUp setUp;
  private final Map<String, Map<Visitor, Browser>> seats = new HashMap<>();
  private final Map<String, Browser> offices = new HashMap<>();
  private final Browser operator;
  private final Map<String, String> foreign = new HashMap<>();
  private final String talk;
  private final String proposal;
  private final Map<String, String> drafts = new HashMap<>();
  private final Map<String, String> guests = new HashMap<>();
  private final Map<String, String> words = new HashMap<>();
  private int added;

  private World(NodeUnderTest demo) {
    this.demoRoutes = demo.routes();
    Map<String, Browser> signedIn = new HashMap<>();
    for (String side : SIDES) {
      CAST.get(side).values().forEach(each -> signIn(demo, each + "." + side, signedIn));
    }
    tryTheDemosOwnHost(demo, signedIn);
    this.node = demo.againAsOwn();
    this.setUp = new SetUp(node);
    this.operator = setUp.operator();
    setUp.delegation(operator, "Westmark", "Vera Lind");
    for (String side : SIDES) {
      offices.put(side, recovered(TECHNICIANS.get(side) + "." + side));
      Map<Visitor, Browser> own = new EnumMap<>(Visitor.class);
      CAST.get(side).forEach((who, each) -> own.put(who, moved(signedIn, each + "." + side)));
      own.put(Visitor.ADMINISTRATOR, join(side, "administrator"));
      own.put(Visitor.LISTENER, join(side, "listener"));
      own.put(Visitor.TECHNICIAN, join(side, "technician"));
      seats.put(side, own);
    }
    this.talk = first(seat("norland", Visitor.NEGOTIATOR).open("/"), "/talk/([^\"/?#]+)");
    this.proposal =
        first(
            seat("norland", Visitor.NEGOTIATOR).open("/talk/" + talk),
            "/talk/" + talk + "/proposal/([^\"/?#]+)");
    SIDES.forEach(side -> foreign.put(other(side), convene(side)));
    SIDES.forEach(this::present);
    SIDES.forEach(this::accept);
  }

  static World open() {
    return new World(NodeUnderTest.demo());
  }

  /** In a demo it is not the operator's: whoever has a cookie brings it, the rest come without. */
  private void tryTheDemosOwnHost(NodeUnderTest demo, Map<String, Browser> signedIn) {
    for (Route route : demoRoutes.stream().filter(each -> each.site() == Site.CAST).toList()) {
      Map<Visitor, String> row = new EnumMap<>(Visitor.class);
      for (Visitor visitor : Visitor.values()) {
        Browser browser = demo.browser(visitor == Visitor.JOURNALIST ? "press.norland" : "");
        for (String side : SIDES) {
          String person = CAST.get(side).getOrDefault(visitor, "helen") + "." + side;
          if (visitor != Visitor.NOBODY && signedIn.containsKey(person)) {
            browser.stealing(signedIn.get(person));
          }
        }
        String path = Attempt.path(route, Map.of("digest", "none", "file", "css/base.css"));
        row.put(visitor, Attempt.tryOnce(browser, route, path));
      }
      demoRows.put(Matrix.key(route, true), row);
    }
  }

  /** What became of every route of a demo's own host. */
  Map<String, Map<Visitor, String>> demoRows() {
    return demoRows;
  }

  private static void signIn(NodeUnderTest demo, String person, Map<String, Browser> signedIn) {
    signedIn.put(person, demo.signedIn(person));
  }

  private Browser moved(Map<String, Browser> signedIn, String person) {
    return node.browser(person).stealing(signedIn.get(person));
  }

  private Browser recovered(String administrator) {
    return setUp.join(
        new SetUp.Invitation(administrator, node.recover(administrator).orElseThrow()));
  }

  private Browser join(String side, String role) {
    return setUp.join(setUp.invite(offices.get(side), "New " + role, role));
  }

  private String convene(String side) {
    Browser binder = seat(side, Visitor.NEGOTIATOR).open("/convene");
    binder.submit("/convene", Map.of("delegation", "westmark"));
    assertThat(binder.status()).as(binder.text()).isEqualTo(303);
    return binder.header("Location").substring("/talk/".length());
  }

  private void present(String side) {
    Browser binder = seat(side, Visitor.NEGOTIATOR).open("/talk/" + talk);
    binder.submit("/talk/" + talk + "/present", Map.of());
    assertThat(binder.status()).as(binder.text()).isEqualTo(303);
  }

  private void accept(String side) {
    Browser binder = seat(side, Visitor.NEGOTIATOR).open("/talk/" + talk + "/credentials");
    binder.submit("/talk/" + talk + "/credentials", Map.of());
    assertThat(binder.status()).as(binder.text()).isEqualTo(303);
  }

  NodeUnderTest node() {
    return node;
  }

  List<Route> demoRoutes() {
    return demoRoutes;
  }

  Browser seat(String side, Visitor visitor) {
    return seats.get(side).get(visitor);
  }

  Browser operator() {
    return operator;
  }

  static String other(String side) {
    return side.equals("norland") ? "sudria" : "norland";
  }

  /** The talk that both sides have. */
  String talk() {
    return talk;
  }

  /** A talk of the other side in which {@code side} has no part. */
  String foreignTalk(String side) {
    return foreign.get(side);
  }

  /** A talk of {@code side} in which the other has no part. */
  String secondTalk(String side) {
    return foreign.get(other(side));
  }

  /** A person of the other side. */
  String stranger(String side) {
    return CAST.get(other(side)).get(Visitor.NEGOTIATOR);
  }

  /** What stands for the variable parts of a path, of {@code side}'s own. */
  Map<String, String> own(String side, Route route) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("talk", talk);
    values.put("proposal", proposal);
    values.put("kind", "time");
    values.put("delegation", "westmark");
    values.put("digest", "none");
    values.put("file", "css/base.css");
    values.put("link", "none");
    values.put("pending", "none");
    values.put("document", "none");
    values.put("draft", drafts.computeIfAbsent(side, this::draft));
    values.put("words", words(side));
    values.put("person", guests.computeIfAbsent(side, this::guest));
    Browser reader = node.browser("press.sudria").open("/");
    values.put("id", first(reader, "/statements/([^\"/?#]+)"));
    values.put("sha256", first(reader, "/pictures/([^\"/?#]+)"));
    return values;
  }

  /** Somebody could do away with drafts and guests by this. */
  void renew(Route route) {
    if (route.method() == Route.Method.POST && route.path().contains("{draft}")) {
      drafts.clear();
    }
    if (route.method() == Route.Method.POST && route.path().contains("{person}")) {
      guests.clear();
    }
  }

  private String guest(String side) {
    String name = "Guest " + (char) ('a' + added / 26) + (char) ('a' + added++ % 26);
    String person = setUp.invite(offices.get(side), name, "listener").person();
    return person.substring(0, person.indexOf('.'));
  }

  /** Words of a joint statement that {@code side} has laid before its officers. */
  String words(String side) {
    return words.computeIfAbsent(side, this::lay);
  }

  private String lay(String side) {
    String form = "/talk/" + talk + "/propose/statement";
    Browser binder = seat(side, Visitor.NEGOTIATOR).open(form);
    binder.submit(
        form,
        Map.of(
            "step", "lay",
            "headline-en", "Words of " + side,
            "headline-ru", "Слова",
            "text-en", "They will talk.",
            "text-ru", "Они поговорят.",
            "date", LocalDate.now(ZoneOffset.UTC).plusDays(2).toString(),
            "time", "10:00"));
    assertThat(binder.status()).as(binder.text()).isEqualTo(303);
    String page = binder.header("Location");
    return page.substring(page.lastIndexOf('/') + 1);
  }

  /** A new draft of {@code side} with a picture. */
  String draft(String side) {
    Browser speaker = seat(side, Visitor.SPOKESPERSON).open("/press/" + talk);
    speaker.submit("/press/" + talk + "/drafts", Map.of("kind", "announcement"));
    assertThat(speaker.status()).as(speaker.text()).isEqualTo(303);
    String path = speaker.header("Location");
    speaker.open(path);
    speaker.submitBody(path, "multipart/form-data; boundary=b", picture(speaker.hidden("_csrf")));
    assertThat(speaker.status()).as(speaker.text()).isEqualTo(303);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static byte[] picture(String token) {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      String head =
          "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n%s\r\n".formatted(token)
              + "--b\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.png\"\r\n"
              + "Content-Type: image/png\r\n\r\n";
      body.write(head.getBytes(StandardCharsets.UTF_8));
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", body);
      body.write("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
      return body.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String first(Browser page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page.text());
    assertThat(matcher.find()).as(pattern + " in " + page.text()).isTrue();
    return matcher.group(1);
  }

  @Override
  public void close() {
    node.close();
  }
}
