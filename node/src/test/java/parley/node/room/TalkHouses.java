package parley.node.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import parley.node.people.Delegate;
import parley.node.room.group.GroupRequest;
import parley.node.room.group.MemoryLog;
import parley.node.web.SocketOut;
import parley.relay.PeerEvent;

/**
 * One talk's room on several nodes, each two delegations of different nodes joined by a line in
 * memory. The dossier is shared.
 */
final class TalkHouses {
  /** What the keys of everybody look like. */
  static final String MARK = "0123456789abcdef";

  private static final int MOST_ROUNDS = 50;

  private final Set<String> inside = new HashSet<>();
  private final List<House> houses = new ArrayList<>();
  private final Map<String, PairedLine> lines = new LinkedHashMap<>();
  private String orders = "norland";

  /** A node as far as this room goes. */
  final class House {
    final RecordedRelay relay = new RecordedRelay();
    final MemoryLog log = new MemoryLog();
    final HouseAdmission admission;
    private final List<Delegate> far = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    TalkRoom room;

    House(List<Delegate> own) {
      admission = new HouseAdmission(own, far, inside, new ArrayList<>(), () -> orders);
      start();
    }

    /** Again, if it has been before: on what its log kept. */
    void start() {
      later.clear();
      room =
          new TalkRoom(
              "t",
              relay,
              admission,
              log,
              new NoDocuments(),
              talk -> List.copyOf(ways),
              Runnable::run,
              Runnable::run,
              (Duration delay, Runnable command) -> later.add(command));
    }

    private List<String> sides() {
      return admission.own().stream().map(each -> each.id().delegation()).distinct().toList();
    }

    private void letTimePass() {
      List<Runnable> due = List.copyOf(later);
      later.clear();
      due.forEach(Runnable::run);
    }

    /** One of its people comes in. */
    Page enters(Delegate person) throws ClientMessages.Malformed {
      Page page = new Page(person, this);
      room.join(page.occupant, (ClientMessage.Join) ClientMessages.read(ClientMessagesTest.JOIN));
      relay.say(person.id().toString(), new PeerEvent.Connected());
      dossierChanges();
      return page;
    }
  }

  /** A browser's page: what it heard. */
  final class Page implements SocketOut {
    final List<String> heard = new ArrayList<>();
    final Occupant occupant;
    final House house;

    private Page(Delegate person, House house) {
      this.house = house;
      this.occupant = new Occupant(person, person.language(), this, () -> true);
    }

    @Override
    public void send(String text) {
      heard.add(text);
    }

    @Override
    public void close(int code, String reason) {}

    void say(GroupRequest request) {
      house.room.group(occupant, request);
      settle();
    }

    String last(String type) {
      return last(type, "");
    }

    /** The last one of a type that says something of somebody or something. */
    String last(String type, String about) {
      return heard.stream()
          .filter(text -> text.contains("\"type\":\"" + type + "\"") && text.contains(about))
          .reduce("none", (first, second) -> second);
    }
  }

  /** Another node, whose delegations these people are of, with lines that are not up yet. */
  House house(Delegate... people) {
    House made = new House(Arrays.asList(people));
    for (House other : houses) {
      other.sides().forEach(far -> made.sides().forEach(own -> join(other, far, made, own)));
      other.far.addAll(made.admission.own());
      made.far.addAll(other.admission.own());
    }
    houses.add(made);
    return made;
  }

  private void join(House one, String oneSide, House other, String otherSide) {
    PairedLine line =
        new PairedLine(HouseAdmission.chain(oneSide), HouseAdmission.chain(otherSide));
    line.one.room = Optional.of(() -> one.room);
    line.other.room = Optional.of(() -> other.room);
    one.ways.add(line.one);
    other.ways.add(line.other);
    lines.put(oneSide + " " + otherSide, line);
  }

  /** All lines come up. */
  void connect() {
    dossierChanges();
    lines.values().forEach(PairedLine::begin);
    settle();
  }

  PairedLine line(String one, String other) {
    return Optional.ofNullable(lines.get(one + " " + other))
        .orElseGet(() -> lines.get(other + " " + one));
  }

  /** What nodes did over lines that none should do. */
  List<String> incidents() {
    return lines.values().stream()
        .flatMap(line -> Stream.of(line.one, line.other))
        .flatMap(end -> end.incidents.stream())
        .toList();
  }

  /** The node of this delegation orders from now on. */
  void ordering(String side) {
    orders = side;
    dossierChanges();
  }

  private void dossierChanges() {
    houses.forEach(house -> house.room.dossierChanged());
    settle();
  }

  void letTimePass() {
    for (int i = 0; i < 3; i++) {
      houses.forEach(House::letTimePass);
      settle();
    }
  }

  /** Brings everything that is under way on lines that are up. */
  void settle() {
    for (int i = 0; i < MOST_ROUNDS; i++) {
      lines.values().forEach(PairedLine::settle);
    }
  }

  /** The first of these makes a group and the others are let in one by one, by whom a node asks. */
  void gather(List<Page> pages) {
    Page first = pages.getFirst();
    first.say(new GroupRequest.KeyPackage("AAAA"));
    letTimePass();
    first.say(new GroupRequest.Create(1, "GGGG", "IIII"));
    first.say(new GroupRequest.Reached(1, 0, MARK));
    for (int epoch = 0; epoch + 1 < pages.size(); epoch++) {
      String keyPackage = "BBB" + epoch;
      pages.get(epoch + 1).say(new GroupRequest.KeyPackage(keyPackage));
      letTimePass();
      Page asked =
          pages.stream()
              .filter(page -> !page.last("commit-wanted", keyPackage).equals("none"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("nobody is asked to add " + keyPackage));
      asked.say(
          new GroupRequest.Commit(1, "GGGG", epoch, "CCC" + epoch, "WWW" + epoch, "III" + epoch));
      for (Page page : pages.subList(0, epoch + 2)) {
        page.say(new GroupRequest.Reached(1, epoch + 1, MARK));
      }
    }
  }
}
