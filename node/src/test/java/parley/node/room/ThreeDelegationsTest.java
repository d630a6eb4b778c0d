package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.node.people.Delegate;
import parley.node.room.group.GroupRequest;
import parley.node.words.Language;

/** The room of a talk of three delegations: on three nodes, or two of them on one. */
class ThreeDelegationsTest {
  private static final Delegate ANNA =
      TalkRoomTest.delegate("norland", "anna", Language.EN, "Anna", "Анна");
  private static final Delegate MARIA =
      TalkRoomTest.delegate("sudria", "maria", Language.RU, "Maria", "Мария");
  private static final Delegate EVA =
      TalkRoomTest.delegate("westmark", "eva", Language.EN, "Eva", "Ева");

  private final TalkHouses houses = new TalkHouses();
  private int messages;

  private List<TalkHouses.Page> onThreeNodes(String orders) throws Exception {
    TalkHouses.House north = houses.house(ANNA);
    TalkHouses.House south = houses.house(MARIA);
    TalkHouses.House west = houses.house(EVA);
    houses.ordering(orders);
    houses.connect();
    return List.of(north.enters(ANNA), south.enters(MARIA), west.enters(EVA));
  }

  private List<TalkHouses.Page> onTwoNodes(String orders) throws Exception {
    TalkHouses.House host = houses.house(ANNA, EVA);
    TalkHouses.House south = houses.house(MARIA);
    houses.ordering(orders);
    houses.connect();
    return List.of(host.enters(ANNA), south.enters(MARIA), host.enters(EVA));
  }

  /** All of them in the group. */
  private List<TalkHouses.Page> gathered(List<TalkHouses.Page> pages) {
    houses.gather(pages);
    for (TalkHouses.Page page : pages) {
      assertThat(page.house.log.standing().open().orElseThrow().epoch()).isEqualTo(2);
    }
    return pages;
  }

  /** What each of these says everybody hears. */
  private void assertHeard(List<TalkHouses.Page> pages) {
    for (TalkHouses.Page from : pages) {
      String message = says(from);
      assertThat(pages)
          .as(from.occupant.person())
          .allSatisfy(page -> assertThat(page.last("message")).contains(message));
    }
  }

  private String says(TalkHouses.Page from) {
    String message = "MMM" + ++messages;
    from.say(new GroupRequest.Message(1, 2, "id" + messages, message));
    return message;
  }

  private static void assertCopies(List<TalkHouses.Page> pages) {
    TalkHouses.Page one = pages.getFirst();
    assertThat(one.house.log.kept()).as("control").isPositive();
    assertThat(pages)
        .allSatisfy(
            page ->
                assertThat(page.house.log.events(0, 1_000_000))
                    .isEqualTo(one.house.log.events(0, 1_000_000)));
  }

  private static String link(TalkHouses.Page page, String person) {
    return page.last("person", "\"id\":\"" + person + "\"")
        .replaceAll(".*\"link\":\"(\\w+)\".*", "$1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"norland", "sudria", "westmark"})
  void onThreeNodesOneOrdersAndTwoForwardAndCopy(String orders) throws Exception {
    List<TalkHouses.Page> pages = gathered(onThreeNodes(orders));
    assertThat(pages.stream().filter(page -> page.house.room.ordersHere())).hasSize(1);
    assertHeard(pages);
    assertCopies(pages);
    for (TalkHouses.Page page : pages) {
      for (TalkHouses.Page other : pages) {
        if (page != other) {
          String person = other.occupant.person();
          assertThat(page.last("marked", person)).contains(TalkHouses.MARK, "\"epoch\":2");
        }
      }
    }
    assertThat(houses.incidents()).isEmpty();
  }

  @Test
  void whereALineIsCutThatDoesNotLeadToWhoOrdersKeysAndMessagesGoOnAndEachSaysWhoIsMissing()
      throws Exception {
    List<TalkHouses.Page> pages = gathered(onThreeNodes("sudria"));
    houses.line("norland", "westmark").cut();
    assertThat(link(pages.get(0), "eva.westmark")).isEqualTo("cut");
    assertThat(link(pages.get(2), "anna.norland")).isEqualTo("cut");
    assertThat(link(pages.get(0), "maria.sudria")).isNotEqualTo("cut");
    assertThat(link(pages.get(2), "maria.sudria")).isNotEqualTo("cut");
    assertThat(link(pages.get(1), "anna.norland")).isNotEqualTo("cut");
    assertThat(link(pages.get(1), "eva.westmark")).isNotEqualTo("cut");
    assertHeard(pages);
    houses.line("norland", "westmark").goOn();
    houses.settle();
    assertThat(link(pages.get(0), "eva.westmark")).isEqualTo("good");
    assertThat(link(pages.get(2), "anna.norland")).isEqualTo("good");
    assertCopies(pages);
    assertThat(houses.incidents()).isEmpty();
  }

  @Test
  void whoIsCutOffFromWhoOrdersWaitsAndMissesNothing() throws Exception {
    List<TalkHouses.Page> pages = gathered(onThreeNodes("norland"));
    houses.line("norland", "westmark").cut();
    assertHeard(pages.subList(0, 2));
    String ofAnna = says(pages.get(0));
    String ofEva = says(pages.get(2));
    assertThat(pages.get(2).last("message", ofAnna)).as("none by Sudria's node").isEqualTo("none");
    assertThat(pages.get(1).last("message", ofEva)).as("none by Sudria's node").isEqualTo("none");
    houses.line("norland", "westmark").goOn();
    houses.settle();
    assertThat(pages.get(2).last("message", ofAnna)).contains(ofAnna);
    assertThat(pages).allSatisfy(page -> assertThat(page.last("message", ofEva)).contains(ofEva));
    assertCopies(pages);
  }

  @Test
  void aNodeThatWasStartedAgainIsBackWithBothOthers() throws Exception {
    List<TalkHouses.Page> pages = new ArrayList<>(gathered(onThreeNodes("norland")));
    TalkHouses.House west = pages.get(2).house;
    houses.line("norland", "westmark").cut();
    houses.line("sudria", "westmark").cut();
    assertThat(link(pages.get(0), "eva.westmark")).isEqualTo("cut");
    assertThat(link(pages.get(1), "eva.westmark")).isEqualTo("cut");
    west.start();
    houses.line("norland", "westmark").begin();
    houses.line("sudria", "westmark").begin();
    houses.settle();
    TalkHouses.Page again = west.enters(EVA);
    again.say(new GroupRequest.Resume(1, "GGGG", 2));
    pages.set(2, again);
    assertThat(link(pages.get(0), "eva.westmark")).isEqualTo("good");
    assertThat(link(pages.get(1), "eva.westmark")).isEqualTo("good");
    assertHeard(pages);
    assertCopies(pages);
  }

  @ParameterizedTest
  @ValueSource(strings = {"norland", "sudria", "westmark"})
  void whereTwoLiveOnOneNodeAllAreInTheGroupWhoeverOrders(String orders) throws Exception {
    List<TalkHouses.Page> pages = gathered(onTwoNodes(orders));
    assertHeard(pages);
    assertCopies(pages);
    assertThat(houses.incidents()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "norland, westmark",
    "norland, sudria",
    "sudria, norland",
    "westmark, sudria",
  })
  void whereTwoLiveOnOneNodeAnotherMayOrderFromNowOn(String before, String after) throws Exception {
    List<TalkHouses.Page> pages = gathered(onTwoNodes(before));
    houses.ordering(after);
    assertThat(pages).allSatisfy(page -> assertThat(page.last("again")).contains("again"));
    pages.forEach(page -> page.say(new GroupRequest.Resume(1, "GGGG", 2)));
    assertHeard(pages);
    assertCopies(pages);
    assertThat(houses.incidents()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"norland", "westmark"})
  void whereTwoLiveOnOneNodeOneLineOfTheirsMayFailAndTheOtherCarriesTheCopy(String failing)
      throws Exception {
    List<TalkHouses.Page> pages = gathered(onTwoNodes("sudria"));
    houses.line(failing, "sudria").cut();
    List<TalkHouses.Page> others =
        pages.stream().filter(page -> !page.occupant.person().endsWith(failing)).toList();
    assertHeard(others);
    houses.line(failing, "sudria").begin();
    houses.settle();
    pages.stream()
        .filter(page -> !others.contains(page))
        .forEach(page -> page.say(new GroupRequest.Resume(1, "GGGG", 2)));
    assertHeard(pages);
    assertCopies(pages);
    assertThat(houses.incidents()).isEmpty();
  }
}
