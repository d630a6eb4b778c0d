package parley.node.room;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import parley.node.people.People;
import parley.node.room.group.GroupTables;
import parley.node.storage.Database;
import parley.node.talk.TalkService;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Problem;
import parley.node.web.Route;
import parley.node.web.SocketConversation;
import parley.node.web.SocketOut;
import parley.relay.Relay;
import parley.relay.RelaySettings;

/** The room in the table of routes: its page and its WebSocket. Owns the relay. */
public final class RoomPages implements Feature, AutoCloseable {
  /** What the group is for. */
  private static final String PURPOSE = "room";

  private final Admission admission;
  private final Database database;
  private final Relay relay;
  private final RoomDesk desk;
  private final SignalFaults faults = new SignalFaults();
  private final LongSupplier nanos;

  private RoomPages(Admission admission, Relay relay, Database database, LongSupplier nanos) {
    this.admission = admission;
    this.relay = relay;
    this.database = database;
    this.desk =
        new RoomDesk(relay::openRoom, admission, talk -> new GroupTables(database, talk, PURPOSE));
    this.nanos = nanos;
  }

  /** Starts the relay on this machine's addresses. */
  public static RoomPages start(TalkService talks, People people, Database database) {
    RoomPages pages =
        new RoomPages(
            new DossierAdmission(talks, people),
            Relay.start(new RelaySettings(RelayAddresses.ofThisMachine(), 0)),
            database,
            System::nanoTime);
    talks.watch(now -> pages.desk.dossierChanged(now.state().talk().value()));
    return pages;
  }

  /** The node can be reached: whoever was inside when it stopped may come back from now on. */
  public void goOn() {
    desk.goOn(GroupTables.open(database, PURPOSE));
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/room/{talk}", Audience.DELEGATES, this::page),
        Route.socket("/room/{talk}/signal", Audience.DELEGATES, this::open));
  }

  /** Why datagrams were dropped, for an operator. */
  Map<String, Long> drops() {
    return relay.drops();
  }

  /** Why WebSockets were refused or cut, for an operator. */
  SignalFaults faults() {
    return faults;
  }

  private Answer page(Exchange exchange) {
    if (!exchange.from().isLoopbackAddress()) {
      return Answer.refuse(Problem.NOT_FOUND);
    }
    String talk = exchange.path("talk");
    return switch (admission.standing(exchange.delegate(), talk)) {
      case Admission.Admitted(var delegations, var people) ->
          Answer.page(
              "room/room.jte",
              new RoomPage(
                  talk,
                  exchange.delegate(),
                  exchange.language(),
                  delegations,
                  admission.chains(exchange.delegate(), talk)));
      case Admission.Outside ignored ->
          Answer.page(
                  "room/outside.jte",
                  new RoomPage(talk, exchange.delegate(), exchange.language(), List.of(), Map.of()))
              .withStatus(403);
      case Admission.Stranger ignored -> Answer.refuse(Problem.NOT_FOUND);
    };
  }

  private SocketConversation open(Exchange exchange, SocketOut out) {
    String talk = exchange.path("talk");
    Optional<SignalFault> fault =
        faultOf(exchange.from(), admission.standing(exchange.delegate(), talk));
    if (fault.isPresent()) {
      faults.count(fault.get());
      out.close(fault.get().closeCode(), "");
      return new Nothing();
    }
    Occupant occupant =
        new Occupant(exchange.delegate(), exchange.language(), out, exchange.stillSignedIn());
    return new SignalEndpoint(desk.room(talk), occupant, out, faults, nanos);
  }

  /**
   * Until media is encrypted end to end, the room serves this machine alone; strangers learn of no
   * room.
   */
  static Optional<SignalFault> faultOf(InetAddress from, Admission.Standing standing) {
    if (!from.isLoopbackAddress()) {
      return Optional.of(SignalFault.NOT_THIS_MACHINE);
    }
    return standing instanceof Admission.Admitted
        ? Optional.empty()
        : Optional.of(SignalFault.NO_SUCH_ROOM);
  }

  /** Puts out at once whoever may no longer be in a room. */
  public void review() {
    desk.review();
  }

  @Override
  public void close() {
    desk.close();
    relay.close();
  }

  private static final class Nothing implements SocketConversation {
    @Override
    public void onText(String text) {}

    @Override
    public void onClose() {}
  }
}
