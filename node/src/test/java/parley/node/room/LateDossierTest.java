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
import parley.node.room.group.GroupRequest;
import parley.node.room.group.MemoryLog;
import parley.node.web.SocketOut;
import parley.node.words.Language;

/**
 * A line is quicker than the dossier: a node speaks of somebody whom the other knows only later.
 */
class LateDossierTest {
  private static final Delegate ANNA =
      TalkRoomTest.delegate("norland", "anna", Language.EN, "Anna", "Анна");
  private static final Delegate MARIA =
      TalkRoomTest.delegate("sudria", "maria", Language.RU, "Maria", "Мария");
  private static final String MARK = "0123456789abcdef";

  private final PairedLine line =
      new PairedLine(HouseAdmission.chain("norland"), HouseAdmission.chain("sudria"));
  private final Set<String> inside = new HashSet<>();
  private final List<Delegate> known = new ArrayList<>();
  private final House north = new House(List.of(ANNA), known, line.one);
  private final House south = new House(List.of(MARIA), List.of(ANNA), line.other);

  /** A node as far as this room goes; {@code far} are those of the other of whom it knows. */
  private final class House {
    final List<Runnable> later = new ArrayList<>();
    final RecordedRelay relay = new RecordedRelay();
    final TalkRoom room;

    House(List<Delegate> own, List<Delegate> far, PairedLine.End end) {
      HouseAdmission admission = new HouseAdmission(own, far, inside, new ArrayList<>());
      room =
          new TalkRoom(
              "t",
              relay,
              admission,
              new MemoryLog(),
              new NoDocuments(),
              talk -> List.of(end),
              Runnable::run,
              Runnable::run,
              (Duration delay, Runnable command) -> later.add(command));
      end.room = Optional.of(() -> room);
    }

    Page enters(Delegate person) throws ClientMessages.Malformed {
      Page page = new Page(person);
      room.join(page.occupant, (ClientMessage.Join) ClientMessages.read(ClientMessagesTest.JOIN));
      relay.say(person.id().toString(), new parley.relay.PeerEvent.Connected());
      dossierChanges();
      return page;
    }
  }

  private static final class Page implements SocketOut {
    final List<String> heard = new ArrayList<>();
    final Occupant occupant;

    Page(Delegate person) {
      occupant = new Occupant(person, person.language(), this, () -> true);
    }

    @Override
    public void send(String text) {
      heard.add(text);
    }

    @Override
    public void close(int code, String reason) {}
  }

  private void dossierChanges() {
    north.room.dossierChanged();
    south.room.dossierChanged();
    line.settle();
  }

  private void letTimePass() {
    for (House house : List.of(north, south)) {
      List<Runnable> due = List.copyOf(house.later);
      house.later.clear();
      due.forEach(Runnable::run);
    }
    line.settle();
  }

  @BeforeEach
  void connect() {
    // Maria's delegation has been accepted, but not yet with her among its people.
    known.add(TalkRoomTest.delegate("sudria", "viktor", Language.RU, "Viktor", "Виктор"));
    dossierChanges();
    line.begin();
    line.settle();
  }

  @Test
  void whatWasSaidOfHerBeforeIsShownOnceTheEntryIsHere() throws Exception {
    Page anna = north.enters(ANNA);
    Page maria = south.enters(MARIA);
    south.room.group(maria.occupant, new GroupRequest.Reached(1, 3, MARK));
    line.settle();
    assertThat(anna.heard).as("control").noneMatch(text -> text.contains("maria.sudria"));
    known.add(MARIA);
    dossierChanges();
    assertThat(anna.heard)
        .anyMatch(text -> text.contains("maria.sudria") && text.contains("\"link\":\"good\""))
        .anyMatch(text -> text.contains("\"type\":\"marked\"") && text.contains(MARK));
    letTimePass();
    assertThat(line.one.incidents).isEmpty();
  }

  @Test
  void herPageIsAskedAnewWhereItIsAndIsLetIn() throws Exception {
    Page maria = south.enters(MARIA);
    assertThat(north.room.ordersHere()).as("the node that lacks the entry orders").isTrue();
    south.room.group(maria.occupant, new GroupRequest.KeyPackage("BBBB"));
    line.settle();
    int heard = maria.heard.size();
    known.add(MARIA);
    dossierChanges();
    assertThat(maria.heard.subList(heard, maria.heard.size())).contains("{\"type\":\"again\"}");
    south.room.group(maria.occupant, new GroupRequest.KeyPackage("BBBB"));
    line.settle();
    letTimePass();
    assertThat(maria.heard).anyMatch(text -> text.contains("open-group"));
    assertThat(line.one.incidents).isEmpty();
  }

  @Test
  void aNewSessionTellsAnewWhatTheKeysLookLike() throws Exception {
    known.add(MARIA);
    dossierChanges();
    Page anna = north.enters(ANNA);
    Page maria = south.enters(MARIA);
    line.cut();
    south.room.group(maria.occupant, new GroupRequest.Reached(1, 3, MARK));
    line.begin();
    line.settle();
    assertThat(anna.heard)
        .anyMatch(text -> text.contains("\"type\":\"marked\"") && text.contains(MARK));
  }
}
