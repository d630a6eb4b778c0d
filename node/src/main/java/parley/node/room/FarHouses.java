package parley.node.room;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import parley.node.people.Delegate;
import parley.node.room.group.DocumentCard;
import parley.node.room.group.Downward;
import parley.node.room.group.FarSeats;
import parley.node.room.group.Forwarders;
import parley.node.room.group.GroupLog;
import parley.node.room.group.Later;
import parley.node.room.group.TalkDocuments;
import parley.node.room.group.Upward;
import parley.relay.Room;

/** The houses of one room beyond lines. Owned by the room's thread. */
final class FarHouses {
  private final String talk;
  private final Ways ways;
  private final Roster roster;
  private final Later later;
  private final RoomGroup group;
  private final FarDocuments documents;
  private final Map<Way, FarHouse> houses = new HashMap<>();
  private final FarTrunks trunks;
  private boolean isOccupied;

  /** Who of them may hold keys, with how many devices. */
  private Map<String, Integer> holders = Map.of();

  FarHouses(
      String talk,
      Ways ways,
      Roster roster,
      GroupLog log,
      TalkDocuments documents,
      Later later,
      Room relay,
      Consumer<Runnable> turn) {
    this.talk = talk;
    this.later = later;
    this.ways = ways;
    this.roster = roster;
    this.trunks = new FarTrunks(talk, relay, turn, later);
    this.group = new RoomGroup(log, later, this::happened, this::stand, this::say);
    this.documents = new FarDocuments(documents, group.log(), later);
  }

  RoomGroup group() {
    return group;
  }

  /** Empty for people of this house. */
  Optional<Roster.Standing> standing(RoomPerson person) {
    if (person.isLocal()) {
      return Optional.empty();
    }
    Stream<FarHouse> hers = all().filter(house -> house.far().id().equals(person.side()));
    return Optional.of(
        hers.min((one, other) -> Boolean.compare(other.isConnected(), one.isConnected()))
            .map(house -> house.standing(person.person(), person.isInside()))
            .orElseGet(
                () ->
                    new Roster.Standing(
                        Presence.NOTHING, person.isInside() ? Link.CUT : Link.AWAY)));
  }

  /** Whether nobody beyond a line is in the room, as far as this node knows. */
  boolean isEmpty() {
    return all().allMatch(house -> house.seats().filter(each -> !each.isEmpty()).isEmpty())
        && roster.admitted().people().stream()
            .noneMatch(person -> !person.isLocal() && person.isInside());
  }

  /** Finds the lines that the talk goes over by now. */
  void find() {
    List<Way> known = ways.of(talk);
    if (known.isEmpty()) {
      return;
    }
    List<RoomSide> sides = roster.admitted().sides();
    for (Way way : known) {
      if (!houses.containsKey(way)) {
        meet(way, sides);
      }
    }
  }

  private void meet(Way way, List<RoomSide> sides) {
    Optional<RoomSide> own = side(sides, way.own().value());
    Optional<RoomSide> far = side(sides, way.far().value());
    if (own.isPresent() && far.isPresent()) {
      FarHouse house = new FarHouse(talk, way, own.get(), far.get(), later);
      houses.put(way, house);
      trunks.meet(house);
      seat(house);
      if (way.hasSession()) {
        begin(house);
      }
    }
  }

  private static Optional<RoomSide> side(List<RoomSide> sides, String chain) {
    return sides.stream().filter(side -> side.chain().equals(chain)).findFirst();
  }

  void began(Way way) {
    boolean isKnown = houses.containsKey(way);
    find();
    if (isKnown) {
      begin(houses.get(way));
    }
  }

  private void begin(FarHouse house) {
    house.begin();
    house.way().hurry(talk, isOccupied);
    house.isConnected(house.way().keying().isPresent());
    forwarders(house).ifPresent(forwarders -> forwarders.close(house.own().id()));
    trunks.begin(house);
    greet(house);
    documents.begin(house);
    tellOf(house);
    openTrunk(house);
  }

  private void openTrunk(FarHouse house) {
    if (isOccupied && house.isConnected()) {
      trunks.open(house);
    }
  }

  /** Says how things stand here. */
  private void greet(FarHouse house) {
    house.say(
        new CallRecord.Hello(
            house.isKnown(),
            group.drawn(),
            group.log().standing().generation(),
            roster.here(house.own().id())));
    roster.marks(house.own().id()).forEach(house::say);
    house.seats().ifPresent(FarSeats::stand);
  }

  void connected(Way way, boolean isConnected) {
    Optional.ofNullable(houses.get(way))
        .ifPresent(
            house -> {
              house.isConnected(isConnected);
              forwarders(house).ifPresent(each -> each.connected(house.own().id(), isConnected));
              tellOf(house);
              openTrunk(house);
            });
  }

  private void tellOf(FarHouse house) {
    roster.admitted().people().stream()
        .filter(person -> person.side().equals(house.far().id()))
        .forEach(roster::tellAll);
  }

  /** What another house says. Nothing it can say is an error here. */
  void received(Way way, CallRecord record) {
    find();
    Optional.ofNullable(houses.get(way)).ifPresent(house -> take(house, record));
  }

  private void take(FarHouse house, CallRecord record) {
    switch (record) {
      case CallRecord.Hello hello -> hear(house, hello);
      case CallRecord.Here here ->
          admitted(house, here.person(), here)
              .ifPresent(
                  person -> {
                    house.know(here);
                    roster.tellAll(person);
                  });
      case CallRecord.Marked marked ->
          admitted(house, marked.person(), marked)
              .ifPresent(
                  person ->
                      roster.mark(
                          new ServerMessage.Marked(
                              person.id(), marked.generation(), marked.epoch(), marked.mark())));
      case CallRecord.OfTrunk about -> hear(house, about);
      case CallRecord.OfDocument about -> documents.hear(house, about);
      case CallRecord.Up(Upward word) -> house.hear(word, name -> admitted(house, name, record));
      case CallRecord.Down(Downward word) ->
          forwarders(house)
              .ifPresentOrElse(
                  forwarders -> forwarders.of(house.own().id()).hear(word),
                  () -> house.strange("a node orders that is not the one to order"));
    }
  }

  private void hear(FarHouse house, CallRecord.OfTrunk about) {
    if (!(about instanceof CallRecord.Layers)) {
      house.early().forget(CallRecord.Tracks.class);
    }
    trunks.hear(house, about, name -> admitted(house, name, about));
  }

  private void hear(FarHouse house, CallRecord.Hello hello) {
    house.early().forget(CallRecord.Here.class);
    house.know(
        hello.people().stream()
            .filter(here -> admitted(house, here.person(), here).isPresent())
            .toList());
    tellOf(house);
    if (group.skipTo(hello.generation())) {
      reseat();
    } else if (!hello.isHeard()) {
      greet(house);
    }
    forwarders(house)
        .filter(forwarders -> house.opens(hello))
        .ifPresent(forwarders -> forwarders.open(house.own().id()));
  }

  private Optional<Forwarders> forwarders(FarHouse house) {
    return group.forwardersTo(house.far().chain());
  }

  /** Whoever may be in the room, by her name over there; what is said of others has to wait. */
  private Optional<RoomPerson> admitted(FarHouse house, String name, CallRecord word) {
    Optional<RoomPerson> found = admitted(house, name);
    if (found.isEmpty()) {
      house.early().keep(name, word);
    }
    return found;
  }

  private Optional<RoomPerson> admitted(FarHouse house, String name) {
    return roster.admitted().people().stream()
        .filter(person -> person.side().equals(house.far().id()))
        .filter(person -> person.person().equals(name))
        .findFirst();
  }

  /** Takes what was said before the dossier here knew of whom. */
  private void takeEarly(FarHouse house) {
    for (CallRecord word : house.early().of(name -> admitted(house, name).isPresent())) {
      if (word instanceof CallRecord.Up(Upward.Sit(long page, String person))) {
        house.unseat(page); // whatever it asked meanwhile, it asks anew
      } else {
        take(house, word);
      }
    }
  }

  /** One of ours came, went or switched something. */
  void tell(Delegate about) {
    saying(about.id().delegation(), house -> house.say(roster.here(about.id())));
  }

  /** One of ours says in which epoch she is. */
  void tell(Delegate about, CallRecord.Marked marked) {
    saying(about.id().delegation(), house -> house.say(marked));
  }

  /** One of this delegation's people, who live here, has handed a document over. */
  void tell(String side, DocumentCard card) {
    saying(side, house -> documents.shared(house, card));
  }

  /** Somebody waits for a document. */
  void hurry(String document) {
    documents.hurry(document);
  }

  private void saying(String side, Consumer<FarHouse> what) {
    all().filter(house -> house.own().id().equals(side)).forEach(what);
  }

  /** Something in the dossier is new, and pages here were told. */
  void review() {
    Admission.Admitted now = roster.admitted();
    if (group.review(now.sides())) {
      reseat();
    }
    find();
    all().forEach(this::takeEarly);
    Map<String, Integer> before = holders;
    holders = new HashMap<>();
    Map<String, RoomPerson> far = new HashMap<>();
    now.people().stream()
        .filter(person -> !person.isLocal())
        .forEach(
            person -> {
              far.put(person.id(), person);
              if (person.isInside()) {
                holders.put(person.id(), person.devices());
              }
            });
    all()
        .flatMap(house -> house.seats().stream())
        .forEach(
            seats -> {
              seats.keepOnly(far::containsKey);
              seats.putOnRecord(id -> far.containsKey(id) && far.get(id).isInside());
            });
    boolean isLess =
        before.entrySet().stream()
            .anyMatch(each -> holders.getOrDefault(each.getKey(), 0) < each.getValue());
    if (isLess || !holders.keySet().containsAll(before.keySet())) {
      group.order().remove();
    }
  }

  /** Another node orders, or this one anew: every page sits down and says where it is. */
  void reseat() {
    all()
        .forEach(
            house -> {
              house.forwardAnew();
              if (group.isOrderedFor(house.own().chain())) {
                house.seats().ifPresent(FarSeats::dismiss);
              }
              seat(house);
            });
    roster.reseat(group.order());
    all().filter(house -> house.way().hasSession()).forEach(this::greet);
  }

  private void seat(FarHouse house) {
    house.seats(
        group.isOrderedFor(house.own().chain())
            ? Optional.of(new FarSeats(group.order(), group.log(), house::say))
            : Optional.empty());
  }

  private void happened(GroupLog.Event event) {
    all().flatMap(house -> house.seats().stream()).forEach(seats -> seats.happened(event));
  }

  private void stand() {
    all().flatMap(house -> house.seats().stream()).forEach(FarSeats::stand);
  }

  private void say(String side, String chain, Upward word) {
    all()
        .filter(house -> house.own().id().equals(side) && house.far().chain().equals(chain))
        .findFirst()
        .ifPresent(house -> house.say(word));
  }

  /**
   * While anybody of this house is in the room, or expected back, breaks of its lines are noticed
   * sooner, and media crosses.
   */
  void occupied(boolean now) {
    all().forEach(house -> house.way().hurry(talk, now));
    if (now != isOccupied) {
      isOccupied = now;
      all().forEach(house -> changeTrunk(house, now));
    }
  }

  private void changeTrunk(FarHouse house, boolean isWanted) {
    if (isWanted) {
      openTrunk(house);
    } else {
      trunks.close(house);
    }
  }

  /** The turn is over. */
  void flush() {
    all().flatMap(house -> house.seats().stream()).forEach(FarSeats::flush);
    documents.flush();
  }

  /** The room's thread hangs: gives back past it what others need. Any thread. */
  void abandon() {
    trunks.abandon();
  }

  private Stream<FarHouse> all() {
    return List.copyOf(houses.values()).stream();
  }
}
