package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.node.people.Delegate;
import parley.node.room.group.GroupLog;
import parley.node.room.group.GroupRequest;
import parley.node.words.Language;

/** One talk's room on two nodes, with a line in memory between them. */
class TwoHousesTest {
  private static final Delegate ANNA =
      TalkRoomTest.delegate("norland", "anna", Language.EN, "Anna", "Анна");
  private static final Delegate MARIA =
      TalkRoomTest.delegate("sudria", "maria", Language.RU, "Maria", "Мария");

  private final TalkHouses houses = new TalkHouses();
  private final TalkHouses.House north = houses.house(ANNA);
  private final TalkHouses.House south = houses.house(MARIA);
  private final PairedLine line = houses.line("norland", "sudria");

  @BeforeEach
  void connect() {
    houses.connect();
  }

  /** Both in the group; one of the two nodes orders it. */
  private List<TalkHouses.Page> both() throws Exception {
    TalkHouses.Page anna = north.enters(ANNA);
    TalkHouses.Page maria = south.enters(MARIA);
    anna.say(new GroupRequest.KeyPackage("AAAA"));
    houses.letTimePass();
    assertThat(anna.last("open-group")).contains("\"generation\":1");
    anna.say(new GroupRequest.Create(1, "GGGG", "IIII"));
    anna.say(new GroupRequest.Reached(1, 0, TalkHouses.MARK));
    maria.say(new GroupRequest.KeyPackage("BBBB"));
    houses.letTimePass();
    assertThat(anna.last("commit-wanted")).contains("BBBB");
    anna.say(new GroupRequest.Commit(1, "GGGG", 0, "CCCC", "WWWW", "JJJJ"));
    assertThat(maria.last("welcome")).contains("WWWW", "\"epoch\":1");
    anna.say(new GroupRequest.Reached(1, 1, TalkHouses.MARK));
    maria.say(new GroupRequest.Reached(1, 1, TalkHouses.MARK));
    return List.of(anna, maria);
  }

  private PairedLine.End end(TalkHouses.House house) {
    return house == north ? line.one : line.other;
  }

  private TalkHouses.House ordering() {
    boolean isNorth = north.room.ordersHere();
    assertThat(south.room.ordersHere()).as("one orders").isNotEqualTo(isNorth);
    return isNorth ? north : south;
  }

  @Test
  void eachHouseSeesTheOthersPeopleComeAndSwitchThings() throws Exception {
    TalkHouses.Page anna = north.enters(ANNA);
    TalkHouses.Page maria = south.enters(MARIA);
    assertThat(anna.last("person")).contains("maria.sudria", "\"link\":\"good\"");
    assertThat(maria.last("joined")).contains("anna.norland", "\"link\":\"good\"", "Анна");
    south.room.state(maria.occupant, new Presence(true, false, true));
    houses.settle();
    assertThat(anna.last("person")).contains("maria.sudria", "\"muted\":true");
    south.room.leave(maria.occupant);
    houses.settle();
    assertThat(anna.last("person")).contains("maria.sudria", "\"link\":\"away\"");
  }

  @Test
  void aGroupOfTwoHousesIsOrderedByOneAndCopiedByTheOther() throws Exception {
    both();
    TalkHouses.House orders = ordering();
    TalkHouses.House forwards = orders == north ? south : north;
    assertThat(forwards.log.standing()).isEqualTo(orders.log.standing());
    assertThat(forwards.log.events(0, 1_000_000)).isEqualTo(orders.log.events(0, 1_000_000));
    assertThat(orders.log.kept()).as("control").isPositive();
  }

  @Test
  void everybodyLearnsWhatTheOthersKeysLookLike() throws Exception {
    List<TalkHouses.Page> pages = both();
    assertThat(pages.get(0).last("marked"))
        .contains("maria.sudria", TalkHouses.MARK, "\"epoch\":1");
    assertThat(pages.get(1).last("marked"))
        .contains("anna.norland", TalkHouses.MARK, "\"epoch\":1");
  }

  @Test
  void whoIsBeyondALineThatIsDownHasNotLeftAndComesBackByItself() throws Exception {
    List<TalkHouses.Page> pages = both();
    TalkHouses.Page anna = pages.getFirst();
    line.cut();
    assertThat(anna.last("person")).contains("maria.sudria", "\"link\":\"cut\"");
    assertThat(north.admission.record()).containsExactly("enter anna.norland");
    line.goOn();
    houses.settle();
    assertThat(anna.last("person")).contains("maria.sudria", "\"link\":\"good\"");
  }

  @Test
  void aNewSessionSeatsThePagesAnewAndAsksThemWhereTheyAre() throws Exception {
    List<TalkHouses.Page> pages = both();
    TalkHouses.Page far = ordering() == north ? pages.get(1) : pages.get(0);
    line.cut();
    line.begin();
    houses.settle();
    assertThat(far.last("again")).isEqualTo("{\"type\":\"again\"}");
    far.say(new GroupRequest.Resume(1, "GGGG", 1));
    far.say(new GroupRequest.Message(1, 1, "id1", "MMMM"));
    assertThat(pages).allSatisfy(page -> assertThat(page.last("message")).contains("MMMM"));
    assertThat(north.log.events(0, 1_000_000)).isEqualTo(south.log.events(0, 1_000_000));
  }

  @Test
  void aPageThatLostItsSocketGoesOnFromTheCopyWhileTheLineIsDown() throws Exception {
    List<TalkHouses.Page> pages = both();
    pages.getFirst().say(new GroupRequest.Message(1, 1, "id1", "MMMM"));
    TalkHouses.House forwards = ordering() == north ? south : north;
    Delegate person = forwards == north ? ANNA : MARIA;
    line.cut();
    TalkHouses.Page again = forwards.enters(person);
    assertThat(again.last("message")).as("control").isEqualTo("none");
    again.say(new GroupRequest.Resume(1, "GGGG", 1));
    assertThat(again.last("message")).contains("MMMM");
  }

  @Test
  void theOrderingNodeIsStartedAgainAndTheGroupGoesOn() throws Exception {
    List<TalkHouses.Page> pages = both();
    TalkHouses.House orders = ordering();
    GroupLog.Standing before = orders.log.standing();
    orders.start();
    line.begin();
    houses.settle();
    TalkHouses.Page far = orders == north ? pages.get(1) : pages.get(0);
    assertThat(far.last("again")).contains("again");
    far.say(new GroupRequest.Resume(1, "GGGG", 1));
    far.say(new GroupRequest.Message(1, 1, "id1", "MMMM"));
    assertThat(far.last("message")).contains("MMMM");
    assertThat(orders.log.standing()).isEqualTo(before);
  }

  @Test
  void nobodySaysThatOneOfOursLeft() throws Exception {
    both();
    TalkHouses.Page anna = north.enters(ANNA);
    int heard = anna.heard.size();
    line.one.forge(
        "{\"talk\":\"t\",\"type\":\"here\",\"person\":\"anna\",\"link\":\"away\","
            + "\"have\":{\"microphone\":false,\"camera\":false,\"muted\":false}}");
    houses.settle();
    assertThat(anna.heard).hasSize(heard);
    houses.letTimePass();
    assertThat(line.one.incidents).containsExactly("MALFORMED somebody who may not be in the room");
    line.one.forge(
        "{\"talk\":\"t\",\"type\":\"here\",\"person\":\"maria\",\"link\":\"weak\","
            + "\"have\":{\"microphone\":false,\"camera\":false,\"muted\":false}}");
    houses.settle();
    assertThat(anna.last("person")).as("control").contains("maria.sudria", "weak");
  }

  @Test
  void aPageThatNeverSatIsNotHeardNorIsOneOfSomebodyUnknown() throws Exception {
    both();
    TalkHouses.House orders = ordering();
    long kept = orders.log.kept();
    end(orders).forge("{\"talk\":\"t\",\"type\":\"sit\",\"page\":77,\"person\":\"nobody\"}");
    for (int page : List.of(77, 78)) {
      end(orders)
          .forge(
              "{\"talk\":\"t\",\"type\":\"ask\",\"page\":%d,\"request\":{\"type\":\"message\","
                      .formatted(page)
                  + "\"generation\":1,\"epoch\":1,\"id\":\"x\",\"message\":\"MMMM\"}}");
    }
    houses.settle();
    houses.letTimePass();
    assertThat(orders.log.kept()).isEqualTo(kept);
    assertThat(end(orders).incidents)
        .containsExactly(
            "MALFORMED a page that does not sit here asks",
            "MALFORMED somebody who may not be in the room");
  }

  @Test
  void whereSomebodyIsExpectedBackWhatCrossesIsThereBeforeHer() throws Exception {
    both();
    int before = south.relay.bridged.size();
    line.begin();
    line.settle();
    assertThat(south.relay.bridged).as("control: while she is there").hasSizeGreaterThan(before);
    south.start();
    int atStart = south.relay.bridged.size();
    String ends = "unbridge " + south.relay.trunks.keySet().iterator().next();
    line.begin();
    line.settle();
    assertThat(south.relay.bridged).as("nobody is known to come back").hasSize(atStart);
    south.room.expect(List.of(MARIA));
    line.settle();
    assertThat(south.relay.bridged).hasSize(atStart + 1);
    south.relay.asked.clear();
    houses.letTimePass();
    assertThat(south.relay.asked).as("as yet she cannot").doesNotContain(ends);
    south.room.awaitExpected();
    houses.letTimePass();
    assertThat(south.relay.asked).as("she did not").contains(ends);
  }

  @Test
  void aNodeThatDoesNotOrderOrdersNothing() throws Exception {
    List<TalkHouses.Page> pages = both();
    TalkHouses.House orders = ordering();
    GroupLog.Standing before = orders.log.standing();
    end(orders).forge("{\"talk\":\"t\",\"type\":\"stand\",\"generation\":9,\"group\":\"\"}");
    houses.settle();
    assertThat(orders.log.standing()).isEqualTo(before);
    assertThat(end(orders).incidents).hasSize(1);
    assertThat(pages.getFirst().last("person")).contains("good");
  }

  @Test
  void whatIsMalformedIsDroppedAndCounted() {
    for (String text :
        List.of(
            "",
            "[]",
            "{\"type\":\"hello\"}",
            "{\"talk\":\"t\",\"type\":\"hello\",\"heard\":true}",
            "{\"talk\":\"t\",\"type\":\"here\",\"person\":null,\"have\":null,\"link\":\"good\"}",
            "{\"talk\":\"t\",\"type\":\"told\",\"pages\":[null],\"notice\":{\"type\":\"again\"}}",
            "{\"talk\":\"t\",\"type\":\"ask\",\"page\":1,\"request\":{\"type\":\"join\"}}",
            "{\"talk\":\"t\",\"type\":\"rise\",\"page\":\"1\"}")) {
      line.one.incidents.clear();
      line.one.forge(text);
      houses.settle();
      assertThat(line.one.incidents).as(text).hasSize(1);
    }
  }
}
