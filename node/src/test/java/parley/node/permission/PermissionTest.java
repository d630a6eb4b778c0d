package parley.node.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import parley.dossier.model.Role;
import parley.node.room.SampleMessages;
import parley.node.web.Audience;
import parley.node.web.Route;
import parley.node.web.Site;

/**
 * Holds the node against the table that people have reviewed, {@code docs/permissions.tsv}: every
 * route and every message of the room, tried as everybody.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PermissionTest {
  /** What a run found, to be compared and taken over by hand. */
  private static final Path FOUND = Path.of("target/permissions.tsv");

  private static World world;

  @BeforeAll
  static void open() {
    world = World.open();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @Order(Integer.MAX_VALUE) // in the end it signs everybody out
  void shouldDoForEverybodyWhatTheReviewedTableSays() throws Exception {
    Matrix found = found();
    Files.createDirectories(FOUND.getParent());
    Files.writeString(FOUND, found.write());
    assertThat(Matrix.read(Matrix.REVIEWED).differences(found))
        .as("look through target/permissions.tsv and take over what is meant")
        .isEmpty();
  }

  private static Matrix found() throws Exception {
    Attempt attempt = new Attempt(world, world.node().port());
    Map<String, Map<Visitor, String>> messages = new LinkedHashMap<>();
    for (Visitor visitor : Visitor.values()) {
      String outcome = attempt.saying(visitor);
      for (String each : SampleMessages.understood()) {
        messages
            .computeIfAbsent(Matrix.key(each), any -> new EnumMap<>(Visitor.class))
            .put(visitor, outcome);
      }
    }
    Map<String, Map<Visitor, String>> rows = new LinkedHashMap<>();
    for (Route route : inOrder(world.node().routes())) {
      rows.put(Matrix.key(route, false), row(attempt, route));
    }
    rows.putAll(messages);
    rows.putAll(world.demoRows());
    return new Matrix(rows);
  }

  @Test
  void shouldHaveASampleOfEveryMessage() {
    assertThat(SampleMessages.sampled())
        .containsExactlyInAnyOrderElementsOf(SampleMessages.understood());
  }

  @Test
  void shouldServeTheSameAtSeatsAndPressRoomsInADemo() {
    assertThat(keysBesideTheNodesOwnHost(world.demoRoutes()))
        .isEqualTo(keysBesideTheNodesOwnHost(world.node().routes()));
  }

  private static List<String> keysBesideTheNodesOwnHost(List<Route> routes) {
    return routes.stream()
        .filter(route -> route.site() != Site.CAST)
        .map(Route::describe)
        .sorted()
        .toList();
  }

  /** Signing out ends what the other attempts need, so it comes last. */
  static List<Route> inOrder(List<Route> routes) {
    return routes.stream()
        .sorted(
            Comparator.comparing((Route route) -> route.path().equals("/sign-out"))
                .thenComparing(route -> route.site().ordinal()))
        .toList();
  }

  static Map<Visitor, String> row(Attempt attempt, Route route) throws Exception {
    Map<Visitor, String> row = new EnumMap<>(Visitor.class);
    for (Visitor visitor : Visitor.values()) {
      row.put(visitor, attempt.outcome(route, visitor));
    }
    return row;
  }

  @Test
  void shouldNoticeARouteThatLetsInOneRoleTooMany() throws Exception {
    Matrix reviewed = Matrix.read(Matrix.REVIEWED);
    Route strict =
        world.node().routes().stream()
            .filter(route -> route.path().equals("/press/{talk}"))
            .findFirst()
            .orElseThrow();
    Set<Role> roles = EnumSet.copyOf(strict.audience().roles());
    roles.add(Role.INTERPRETER);
    Audience wider = new Audience(Audience.Kind.ROLES, roles, false);
    Route loose = new Route(strict.method(), strict.path(), strict.site(), wider, strict.action());
    assertThat(differences(reviewed, strict)).isEmpty();
    assertThat(differences(reviewed, loose))
        .containsExactly("GET\tseat\t/press/{talk}\t- for interpreter: no but yes");
  }

  /**
   * What the table does not say of this route, when another server serves it to the same people.
   */
  private static List<String> differences(Matrix reviewed, Route route) throws Exception {
    try (SameNode server = SameNode.serving(world.node(), List.of(route))) {
      String key = Matrix.key(route, false);
      Matrix one = new Matrix(Map.of(key, reviewed.rows().get(key)));
      return one.differences(
          new Matrix(Map.of(key, row(new Attempt(world, server.port()), route))));
    }
  }

  @Test
  void shouldNoticeARouteThatNobodyListedAndOneThatIsGone() throws Exception {
    Matrix reviewed = Matrix.read(Matrix.REVIEWED);
    Map<String, Map<Visitor, String>> rows = new LinkedHashMap<>(reviewed.rows());
    Map<Visitor, String> moved = rows.remove("GET\tseat\t/audit\t-");
    rows.put("GET\tseat\t/audits\t-", moved);
    assertThat(reviewed.differences(new Matrix(rows)))
        .containsExactly("gone: GET\tseat\t/audit\t-", "not listed: GET\tseat\t/audits\t-");
  }

  @Test
  void shouldShowWhatIsOfOthersAsWhatDoesNotExist() throws Exception {
    Strangeness strangeness = new Strangeness(world);
    List<String> before = strangeness.all();
    int tried = 0;
    for (Route route : world.node().routes()) {
      for (String side : World.SIDES) {
        tried += strangeness.tryAll(route, side);
      }
    }
    assertThat(tried).as("things of others that were tried").isGreaterThan(300);
    assertThat(strangeness.all()).as("nothing of others has changed").isEqualTo(before);
  }
}
