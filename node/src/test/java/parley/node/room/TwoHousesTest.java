package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.node.people.Delegate;
import parley.node.room.group.GroupLog;
import parley.node.room.group.GroupRequest;
import parley.node.room.group.MemoryLog;
import parley.node.web.SocketOut;
import parley.node.words.Language;
import parley.relay.PeerEvent;

/** One talk's room on two nodes, with a line in memory between them. */
class TwoHousesTest {
  private static final Delegate ANNA =
      TalkRoomTest.delegate("norland", "anna", Language.EN, "Anna", "Анна");
  private static final Delegate MARIA =
      TalkRoomTest.delegate("sudria", "maria", Language.RU, "Maria", "Мария");
  private static final String MARK = "0123456789abcdef";

  private final PairedLine line =
      new PairedLine(HouseAdmission.chain("norland"), HouseAdmission.chain("sudria"));
  private final Set<String> inside = new HashSet<>();
  private final House north = new House(List.of(ANNA), List.of(MARIA), line.one);
  private final House south = new House(List.of(MARIA), List.of(ANNA), line.other);

  /** A node as far as this room goes. */
  private final class House {
    final RecordedRelay relay = new RecordedRelay();
    final MemoryLog log = new MemoryLog();
    final HouseAdmission admission;
    final List<Runnable> later = new ArrayList<>();
    final PairedLine.End end;
    TalkRoom room;

    House(List<Delegate> own, List<Delegate> far, PairedLine.End end) {
      this.admission = new HouseAdmission(own, far, inside, new ArrayList<>());
      this.end = end;
      start();
      end.room = Optional.of(() -> room);
    }

    void start() {
      later.clear();
      room =
          new TalkRoom(
              "t",
              relay,
              admission,
              log,
              new NoDocuments(),
              talk -> List.of(end),
              Runnable::run,
              Runnable::run,
              (Duration delay, Runnable command) -> later.add(command));
    }

    void letTimePass() {
      List<Runnable> due = List.copyOf(later);
      later.clear();
      due.forEach(Runnable::run);
    }
  }

  /** A browser's page: what it heard. */
  private final class Page implements SocketOut {
    final List<String> heard = new ArrayList<>();
    final Occupant occupant;
    final House house;

    Page(Delegate person, House house) throws ClientMessages.Malformed {
      this.house = house;
      this.occupant = new Occupant(person, person.language(), this, () -> true);
      house.room.join(occupant, (ClientMessage.Join) ClientMessages.read(ClientMessagesTest.JOIN));
      house.relay.say(person.id().toString(), new PeerEvent.Connected());
      dossierChanges();
    }

    @Override
    public void send(String text) {
      heard.add(text);
    }

    @Override
    public void close(int code, String reason) {}

    void say(GroupRequest request) {
      house.room.group(occupant, request);
      line.settle();
    }

    String last(String type) {
      return heard.stream()
          .filter(text -> text.contains("\"type\":\"" + type + "\""))
          .reduce("none", (first, second) -> second);
    }
  }

  private void dossierChanges() {
    north.room.dossierChanged();
    south.room.dossierChanged();
    line.settle();
  }

  private void letTimePass() {
    for (int i = 0; i < 3; i++) {
      north.letTimePass();
      south.letTimePass();
      line.settle();
    }
  }

  @BeforeEach
  void connect() {
    line.begin();
    line.settle();
  }

  /** Both in the group; one of the two nodes orders it. */
  private List<Page> both() throws Exception {
    Page anna = new Page(ANNA, north);
    Page maria = new Page(MARIA, south);
    anna.say(new GroupRequest.KeyPackage("AAAA"));
    letTimePass();
    assertThat(anna.last("open-group")).contains("\"generation\":1");
    anna.say(new GroupRequest.Create(1, "GGGG", "IIII"));
    anna.say(new GroupRequest.Reached(1, 0, MARK));
    maria.say(new GroupRequest.KeyPackage("BBBB"));
    letTimePass();
    assertThat(anna.last("commit-wanted")).contains("BBBB");
    anna.say(new GroupRequest.Commit(1, "GGGG", 0, "CCCC", "WWWW", "JJJJ"));
    assertThat(maria.last("welcome")).contains("WWWW", "\"epoch\":1");
    anna.say(new GroupRequest.Reached(1, 1, MARK));
    maria.say(new GroupRequest.Reached(1, 1, MARK));
    return List.of(anna, maria);
  }

  private House ordering() {
    boolean isNorth = north.room.ordersHere();
    assertThat(south.room.ordersHere()).as("one orders").isNotEqualTo(isNorth);
    return isNorth ? north : south;
  }

  @Test
  void eachHouseSeesTheOthersPeopleComeAndSwitchThings() throws Exception {
    Page anna = new Page(ANNA, north);
    Page maria = new Page(MARIA, south);
    assertThat(anna.last("person")).contains("maria.sudria", "\"link\":\"good\"");
    assertThat(maria.last("joined")).contains("anna.norland", "\"link\":\"good\"", "Анна");
    south.room.state(maria.occupant, new Presence(true, false, true));
    line.settle();
    assertThat(anna.last("person")).contains("maria.sudria", "\"muted\":true");
    south.room.leave(maria.occupant);
    line.settle();
    assertThat(anna.last("person")).contains("maria.sudria", "\"link\":\"away\"");
  }

  @Test
  void aGroupOfTwoHousesIsOrderedByOneAndCopiedByTheOther() throws Exception {
    both();
    House orders = ordering();
    House forwards = orders == north ? south : north;
    assertThat(forwards.log.standing()).isEqualTo(orders.log.standing());
    assertThat(forwards.log.events(0, 1_000_000)).isEqualTo(orders.log.events(0, 1_000_000));
    assertThat(orders.log.kept()).as("control").isPositive();
  }

  @Test
  void everybodyLearnsWhatTheOthersKeysLookLike() throws Exception {
    List<Page> pages = both();
    assertThat(pages.get(0).last("marked")).contains("maria.sudria", MARK, "\"epoch\":1");
    assertThat(pages.get(1).last("marked")).contains("anna.norland", MARK, "\"epoch\":1");
  }

  @Test
  void whoIsBeyondALineThatIsDownHasNotLeftAndComesBackByItself() throws Exception {
    List<Page> pages = both();
    Page anna = pages.getFirst();
    line.cut();
    assertThat(anna.last("person")).contains("maria.sudria", "\"link\":\"cut\"");
    assertThat(north.admission.record()).containsExactly("enter anna.norland");
    line.goOn();
    line.settle();
    assertThat(anna.last("person")).contains("maria.sudria", "\"link\":\"good\"");
  }

  @Test
  void aNewSessionSeatsThePagesAnewAndAsksThemWhereTheyAre() throws Exception {
    List<Page> pages = both();
    Page far = ordering() == north ? pages.get(1) : pages.get(0);
    line.cut();
    line.begin();
    line.settle();
    assertThat(far.last("again")).isEqualTo("{\"type\":\"again\"}");
    far.say(new GroupRequest.Resume(1, "GGGG", 1));
    far.say(new GroupRequest.Message(1, 1, "id1", "MMMM"));
    assertThat(pages).allSatisfy(page -> assertThat(page.last("message")).contains("MMMM"));
    assertThat(north.log.events(0, 1_000_000)).isEqualTo(south.log.events(0, 1_000_000));
  }

  @Test
  void aPageThatLostItsSocketGoesOnFromTheCopyWhileTheLineIsDown() throws Exception {
    List<Page> pages = both();
    pages.getFirst().say(new GroupRequest.Message(1, 1, "id1", "MMMM"));
    House forwards = ordering() == north ? south : north;
    Delegate person = forwards == north ? ANNA : MARIA;
    line.cut();
    Page again = new Page(person, forwards);
    assertThat(again.last("message")).as("control").isEqualTo("none");
    again.say(new GroupRequest.Resume(1, "GGGG", 1));
    assertThat(again.last("message")).contains("MMMM");
  }

  @Test
  void theOrderingNodeIsStartedAgainAndTheGroupGoesOn() throws Exception {
    List<Page> pages = both();
    House orders = ordering();
    GroupLog.Standing before = orders.log.standing();
    orders.start();
    line.begin();
    line.settle();
    Page far = orders == north ? pages.get(1) : pages.get(0);
    assertThat(far.last("again")).contains("again");
    far.say(new GroupRequest.Resume(1, "GGGG", 1));
    far.say(new GroupRequest.Message(1, 1, "id1", "MMMM"));
    assertThat(far.last("message")).contains("MMMM");
    assertThat(orders.log.standing()).isEqualTo(before);
  }

  @Test
  void nobodySaysThatOneOfOursLeft() throws Exception {
    both();
    Page anna = new Page(ANNA, north);
    int heard = anna.heard.size();
    line.one.forge(
        "{\"talk\":\"t\",\"type\":\"here\",\"person\":\"anna\",\"link\":\"away\","
            + "\"have\":{\"microphone\":false,\"camera\":false,\"muted\":false}}");
    line.settle();
    assertThat(anna.heard).hasSize(heard);
    letTimePass();
    assertThat(line.one.incidents).containsExactly("MALFORMED somebody who may not be in the room");
    line.one.forge(
        "{\"talk\":\"t\",\"type\":\"here\",\"person\":\"maria\",\"link\":\"weak\","
            + "\"have\":{\"microphone\":false,\"camera\":false,\"muted\":false}}");
    line.settle();
    assertThat(anna.last("person")).as("control").contains("maria.sudria", "weak");
  }

  @Test
  void aPageThatNeverSatIsNotHeardNorIsOneOfSomebodyUnknown() throws Exception {
    both();
    House orders = ordering();
    long kept = orders.log.kept();
    orders.end.forge("{\"talk\":\"t\",\"type\":\"sit\",\"page\":77,\"person\":\"nobody\"}");
    for (int page : List.of(77, 78)) {
      orders.end.forge(
          "{\"talk\":\"t\",\"type\":\"ask\",\"page\":%d,\"request\":{\"type\":\"message\","
                  .formatted(page)
              + "\"generation\":1,\"epoch\":1,\"id\":\"x\",\"message\":\"MMMM\"}}");
    }
    line.settle();
    letTimePass();
    assertThat(orders.log.kept()).isEqualTo(kept);
    assertThat(orders.end.incidents)
        .containsExactly(
            "MALFORMED a page that does not sit here asks",
            "MALFORMED somebody who may not be in the room");
  }

  @Test
  void aNodeThatDoesNotOrderOrdersNothing() throws Exception {
    List<Page> pages = both();
    House orders = ordering();
    GroupLog.Standing before = orders.log.standing();
    orders.end.forge("{\"talk\":\"t\",\"type\":\"stand\",\"generation\":9,\"group\":\"\"}");
    line.settle();
    assertThat(orders.log.standing()).isEqualTo(before);
    assertThat(orders.end.incidents).hasSize(1);
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
      line.settle();
      assertThat(line.one.incidents).as(text).hasSize(1);
    }
  }
}
