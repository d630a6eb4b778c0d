package parley.node.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;
import parley.node.office.SetUp.Invitation;
import parley.node.web.Audience;
import parley.node.web.Route;
import parley.node.web.Site;

/** A node of one's own, from an empty folder, by its pages. */
class OfficePagesTest {
  private static NodeUnderTest node;
  private static SetUp setUp;
  private static Browser operator;
  private static Browser tom;
  private static Browser irina;

  @BeforeAll
  static void start() {
    node = NodeUnderTest.run();
    setUp = new SetUp(node);
    operator = setUp.operator();
    tom = setUp.join(setUp.delegation(operator, "Norland", "Tom Hale"));
    irina = setUp.join(setUp.delegation(operator, "Sudria", "Irina Belykh"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void shouldShowTheOperatorDelegationsAndNobodyInThemOnceTheyRunThemselves() {
    Invitation fresh = setUp.delegation(operator, "Westmark", "Vera Lind");
    operator.open("/");
    assertThat(operator.text())
        .contains("Norland", "Sudria", "Westmark", "Vera Lind")
        .doesNotContain("Tom Hale")
        .doesNotContain("Irina");
    assertThat(operator.submit("/delegations/norland/invite", Map.of()).header("Location"))
        .as("the operator invites nobody where somebody has come")
        .isEqualTo("/");
    operator.open("/");
    operator.submit("/delegations/westmark/invite", Map.of());
    assertThat(Invitation.on(operator.open(operator.header("Location"))).secret())
        .as("control: as long as nobody has come he can")
        .isNotEqualTo(fresh.secret());
  }

  @Test
  void shouldShowNothingToAScannerThatOpensAnInvitation() {
    Invitation anna = setUp.invite(tom, "Anna Whitfield", "negotiator");
    Browser scanner = node.browser(anna.person());
    for (int i = 0; i < 3; i++) {
      scanner.open("/join");
      assertThat(scanner.text()).doesNotContain("Whitfield").doesNotContain("Norland");
      scanner.submit("/join", Map.of("token", anna.secret()));
      assertThat(scanner.text()).as("who has the secret may look").contains("Anna Whitfield");
    }
    Browser hers = setUp.join(anna);
    assertThat(hers.open("/").status()).as("and nothing was used up").isEqualTo(200);
    scanner.open("/join").submit("/join", Map.of("token", anna.secret()));
    assertThat(scanner.status()).isEqualTo(410);
    assertThat(scanner.text())
        .contains("This invitation has been used")
        .doesNotContain("Whitfield");
  }

  @Test
  void shouldTellAScannerOfAnExpiredInvitationNothingButThat() throws Exception {
    Invitation peter = setUp.invite(tom, "Peter Lowe", "spokesperson");
    Browser scanner = node.browser(peter.person()).open("/join");
    assertThat(scanner.submit("/join", Map.of("token", peter.secret())).status())
        .as("control")
        .isEqualTo(200);
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + node.data().resolve("parley.db"));
        PreparedStatement late =
            database.prepareStatement("update invitation set expires_at = 1 where person = ?")) {
      late.setString(1, peter.person());
      late.executeUpdate();
    }
    scanner.open("/join").submit("/join", Map.of("token", peter.secret()));
    assertThat(scanner.status()).isEqualTo(410);
    assertThat(scanner.text()).contains("has run out").doesNotContain("Lowe");
    scanner.submit("/join/passkey", Map.of("token", peter.secret()));
    assertThat(scanner.status()).isEqualTo(410);
    assertThat(tom.open("/people").text()).contains("ran out");
  }

  @Test
  void shouldShowTheAdministratorWithoutARoleNoTalk() throws Exception {
    Browser clara = setUp.join(setUp.invite(tom, "Clara Voss", "principal"));
    clara.open("/convene").submit("/convene", Map.of("delegation", "sudria"));
    assertThat(clara.status()).isEqualTo(303);
    String talk = clara.header("Location");
    assertThat(clara.open(talk).status()).as("control").isEqualTo(200);
    int tried = 0;
    for (Route route : node.routes()) {
      boolean isOfTalks =
          route.site() == Site.SEAT && route.audience().kind() == Audience.Kind.ROLES;
      if (isOfTalks) {
        String path = route.path().replace("{talk}", talk.substring("/talk/".length()));
        path = path.replaceAll("[{<][^}>]*[}>]", "nobody");
        assertThat(ask(tom, route, path)).as(route.describe()).isEqualTo(403);
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(10);
    for (String page : List.of("/people", "/devices", "/sessions", "/audit", "/invitations")) {
      assertThat(tom.open(page).text()).doesNotContain(talk.substring("/talk/".length()));
    }
    assertThat(tom.open("/").header("Location")).isEqualTo("/people");
  }

  @Test
  void shouldAdmitTheOperatorToNothingOfADelegate() throws Exception {
    for (Route route : node.routes()) {
      if (route.site() == Site.SEAT && route.audience().signedIn()) {
        Browser thief = node.browser("tom.norland").stealing(operator);
        String path = route.path().replaceAll("[{<][^}>]*[}>]", "nobody");
        assertThat(ask(thief, route, path)).as(route.describe()).isIn(401, 403);
      }
      if (route.site() == Site.CAST && route.audience().kind() == Audience.Kind.OPERATOR) {
        String path = route.path().replaceAll("[{<][^}>]*[}>]", "norland");
        Browser delegate = node.browser("").stealing(tom);
        assertThat(ask(delegate, route, path)).as(route.describe()).isIn(401, 403);
      }
    }
  }

  @Test
  void shouldChangeNoLineOfTheAuditByAnyRoute() throws Exception {
    String before = audit(tom);
    for (Route route : node.routes()) {
      String path = route.path().replaceAll("[{<][^}>]*[}>]", "nobody");
      if (route.site() == Site.SEAT
          && route.method() == Route.Method.POST
          && !path.equals("/sign-out")) {
        tom.open("/people")
            .submit(path, Map.of("audit", "x", "before", "0", "place", "1", "deed", "x"));
      }
    }
    assertThat(audit(tom)).endsWith(before).contains("Made the delegation Norland");
    assertThat(audit(irina)).doesNotContain("Norland");
  }

  @Test
  void shouldKeepWhatWasTypedWhenSomethingNeedsACorrection() {
    tom.open("/people/add");
    tom.submit(
        "/people/add",
        Map.of(
            "name-en", "Ruth <Adler>",
            "name-ru", "",
            "office-en", "Note-taker",
            "office-ru", "x".repeat(200),
            "slug", "Press"));
    assertThat(tom.status()).isEqualTo(422);
    assertThat(tom.text())
        .contains("Ruth &lt;Adler", "Note-taker", "x".repeat(200), "value=\"Press\"")
        .contains("Something needs a correction", "Write something here", "this has 200")
        .contains("Choose at least one role", "Type a name for addresses");
    operator.open("/delegations/add");
    operator.submit("/delegations/add", Map.of("delegation-en", "Eastland", "zone", "Moon/Base"));
    assertThat(operator.status()).isEqualTo(422);
    assertThat(operator.text()).contains("Eastland", "Moon/Base", "This is not a time zone");
  }

  @Test
  void shouldEndAPageAndASessionAtOnceWhenSomebodyIsRemoved() throws Exception {
    Browser oleg = setUp.join(setUp.invite(irina, "Oleg Somov", "note-taker"));
    assertThat(oleg.open("/").status()).as("control").isEqualTo(200);
    long began = System.nanoTime();
    String event =
        oleg.firstEvent(
            "/live/talks?since=" + "9".repeat(18),
            () -> {
              irina.open("/people/person/oleg").submit("/people/person/oleg/remove", Map.of());
              assertThat(irina.status()).as(irina.text()).isEqualTo(303);
            });
    assertThat(event).as("the stream ended and told nothing").doesNotContain("data:");
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(10);
    assertThat(oleg.open("/").status()).isIn(401, 303);
    assertThat(irina.open("/audit").text()).contains("Removed oleg.sudria");
  }

  @Test
  void shouldRecoverAnAdministratorByACommandAndPutItOnRecord() {
    assertThat(node.recover("nobody.norland")).isEmpty();
    Invitation again = new Invitation("irina.sudria", node.recover("irina.sudria").orElseThrow());
    Browser before = irina;
    assertThat(before.open("/people").status()).as("control").isEqualTo(200);
    irina = setUp.join(again);
    assertThat(before.open("/people").status())
        .as("whoever has the lost passkey may have begun it")
        .isEqualTo(401);
    assertThat(irina.open("/audit").text())
        .contains("A command on the node’s machine", "to recover access", "Replaced the passkey");
  }

  private static String audit(Browser administrator) {
    String page = administrator.open("/audit").text();
    return page.substring(page.indexOf("<tbody>") + "<tbody>".length(), page.indexOf("</tbody>"));
  }

  private static int ask(Browser browser, Route route, String path) throws Exception {
    return switch (route.method()) {
      case GET -> browser.open(path).status();
      case POST -> browser.submitExactly(path, Map.of()).status();
      case LIVE -> browser.openStream(path);
      case SOCKET -> Integer.parseInt(browser.upgrade(path, browser.origin()).split(" ")[1]);
    };
  }
}
