package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How often a track crosses between nodes: through real relays and sockets, counted on the way. */
class TrackCrossingTest {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** Packets of a stream that goes on. */
  private static final int MANY = 15;

  /** In it each of them should have come, on a busy machine too. */
  private static final long WINDOW_NANOS = 20_000_000_000L;

  @AutoClose private final MediaHouses houses = new MediaHouses();

  /** By these ways together, how many streams of sound and of pictures had so many packets. */
  private static List<Integer> streams(List<MediaWire.End> ways, int least) {
    return List.of(
        count(ways, MediaWire.Crossing::sounds, least),
        count(ways, MediaWire.Crossing::pictures, least));
  }

  private static int count(
      List<MediaWire.End> ways, Function<MediaWire.Crossing, Map<Long, Integer>> kind, int least) {
    return (int)
        ways.stream()
            .flatMap(way -> kind.apply(way.crossing()).values().stream())
            .filter(packets -> packets >= least)
            .count();
  }

  /** Just so many people's tracks cross by these ways together, each once, and nothing else. */
  private void assertTracks(Map<List<MediaWire.End>, Integer> wanted) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    do {
      houses.forget();
      long windowEnd = System.nanoTime() + WINDOW_NANOS;
      while (!isSo(wanted, MANY) && System.nanoTime() < windowEnd) {
        LockSupport.parkNanos(20_000_000);
      }
    } while (!isSo(wanted, 1) && System.nanoTime() < end); // a change under way comes twice
    wanted.forEach((ways, people) -> assertThat(streams(ways, 1)).isEqualTo(of(people)));
  }

  private static boolean isSo(Map<List<MediaWire.End>, Integer> wanted, int least) {
    return wanted.entrySet().stream()
        .allMatch(each -> streams(each.getKey(), least).equals(of(each.getValue())));
  }

  private static List<Integer> of(int people) {
    return List.of(people, people);
  }

  private List<MediaWire.End> way(String from, String to) {
    return List.of(houses.to(to, from));
  }

  /** From the far house to both delegations of a host. */
  private List<MediaWire.End> toHost() {
    return List.of(houses.to("norland", "sudria"), houses.to("westmark", "sudria"));
  }

  private static void comeIn(MediaHouses.Node node, String... people) {
    List.of(people).forEach(node::joins);
  }

  @Test
  void betweenAHostOfTwoAndAThirdEachTrackCrossesOnceEitherWay() {
    MediaHouses.Node host = houses.node("norland", "westmark");
    MediaHouses.Node far = houses.node("sudria");
    comeIn(host, "anna.norland", "helen.norland", "eva.westmark");
    comeIn(far, "maria.sudria", "viktor.sudria");
    assertTracks(
        Map.of(
            way("norland", "sudria"), 2,
            way("westmark", "sudria"), 1,
            toHost(), 2));
    comeIn(far, "nina.sudria");
    comeIn(host, "olga.westmark");
    assertTracks(
        Map.of(
            way("norland", "sudria"), 2,
            way("westmark", "sudria"), 2,
            toHost(), 3));
  }

  @Test
  void aHostThatDoesNotChooseHasThemTwice() { // control: it is counted
    MediaHouses.Node host = houses.careless("norland", "westmark");
    MediaHouses.Node far = houses.node("sudria");
    comeIn(host, "anna.norland", "eva.westmark");
    comeIn(far, "maria.sudria", "viktor.sudria");
    assertTracks(
        Map.of(
            way("norland", "sudria"), 1,
            way("westmark", "sudria"), 1,
            toHost(), 4));
  }

  @Test
  void whenOneTrunkFallsSilentTheyComeByTheOtherAndNeverByBoth() {
    MediaHouses.Node host = houses.node("norland", "westmark");
    MediaHouses.Node far = houses.node("sudria");
    comeIn(host, "anna.norland", "eva.westmark");
    comeIn(far, "maria.sudria");
    assertTracks(Map.of(toHost(), 1));
    for (String side : List.of("norland", "westmark")) {
      String other = side.equals("norland") ? "westmark" : "norland";
      houses.joint(side, "sudria").wire().cut(true);
      assertTracks(Map.of(way("sudria", side), 0, way("sudria", other), 1));
      houses.joint(side, "sudria").wire().cut(false);
      assertTracks(Map.of(toHost(), 1));
    }
    houses.begin("westmark", "sudria");
    assertTracks(Map.of(toHost(), 1));
  }

  @Test
  void betweenThreeNodesEachTrackCrossesEachLineOnceHoweverManyListen() {
    MediaHouses.Node norland = houses.node("norland");
    MediaHouses.Node sudria = houses.node("sudria");
    MediaHouses.Node westmark = houses.node("westmark");
    comeIn(norland, "anna.norland", "helen.norland");
    comeIn(sudria, "maria.sudria", "viktor.sudria");
    comeIn(westmark, "eva.westmark");
    assertTracks(all(2, 2, 1));
    comeIn(westmark, "late.westmark");
    assertTracks(all(2, 2, 2));
  }

  @Test
  void whereOneLineOfThreeIsCutNothingCrossesItByTheThirdNodeEither() {
    threeNodes();
    MediaWire between = houses.joint("norland", "sudria").wire();
    between.cut(true);
    Map<List<MediaWire.End>, Integer> without = new HashMap<>(all(1, 1, 1));
    without.put(way("norland", "sudria"), 0);
    without.put(way("sudria", "norland"), 0);
    assertTracks(without);
    between.cut(false);
    assertTracks(all(1, 1, 1));
    houses.begin("westmark", "norland");
    assertTracks(all(1, 1, 1));
  }

  @Test
  void aHouseThatLeavesIsSentNothingAndHasEachTrackOnceWhenItComesBack() {
    MediaHouses.Node westmark = threeNodes();
    westmark.empties("eva.westmark");
    assertTracks(
        Map.of(
            way("norland", "sudria"), 1,
            way("norland", "westmark"), 0,
            way("sudria", "norland"), 1,
            way("sudria", "westmark"), 0,
            way("westmark", "norland"), 0,
            way("westmark", "sudria"), 0));
    westmark.fills("eva.westmark", "olga.westmark");
    assertTracks(all(1, 1, 2));
  }

  /** One person each; the last node. */
  private MediaHouses.Node threeNodes() {
    comeIn(houses.node("norland"), "anna.norland");
    comeIn(houses.node("sudria"), "maria.sudria");
    MediaHouses.Node westmark = houses.node("westmark");
    comeIn(westmark, "eva.westmark");
    assertTracks(all(1, 1, 1));
    return westmark;
  }

  /** How many people's tracks cross from each node to both others. */
  private Map<List<MediaWire.End>, Integer> all(int ofNorland, int ofSudria, int ofWestmark) {
    return Map.of(
        way("norland", "sudria"), ofNorland,
        way("norland", "westmark"), ofNorland,
        way("sudria", "norland"), ofSudria,
        way("sudria", "westmark"), ofSudria,
        way("westmark", "norland"), ofWestmark,
        way("westmark", "sudria"), ofWestmark);
  }
}
