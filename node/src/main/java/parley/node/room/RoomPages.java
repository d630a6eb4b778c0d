package parley.node.room;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import parley.line.LineLog;
import parley.line.Lines;
import parley.node.people.People;
import parley.node.room.group.Documents;
import parley.node.room.group.GroupLog;
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
import parley.relay.Room;
import parley.relay.TrunkEnd;

/** The room in the table of routes: its page, its WebSocket, its documents. Owns the relay. */
public final class RoomPages implements Feature, AutoCloseable {
  /** What the group is for. */
  private static final String PURPOSE = "room";

  private final Admission admission;
  private final Database database;
  private final Relay relay;
  private final List<InetSocketAddress> announced;
  private final RoomDesk desk;
  private final RoomLines lines;
  private final SignalFaults faults = new SignalFaults();
  private final Documents documents;

  private RoomPages(Needs needs, Relay relay) {
    this.database = needs.database();
    this.admission = new DossierAdmission(needs.talks(), needs.people(), needs.nicknames());
    this.relay = relay;
    this.announced = needs.media().announced();
    this.documents = new Documents(database, needs.documents(), needs.random());
    this.lines = new RoomLines(needs.talks(), this::trunkEnd);
    this.desk = new RoomDesk(relay::openRoom, admission, this::log, documents::of, lines);
  }

  /**
   * What the rooms stand on.
   *
   * @param documents a folder of their own
   * @param nicknames of delegations that live elsewhere
   * @param random for names of documents; unpredictable outside tests
   * @param media where media reach this node
   */
  public record Needs(
      TalkService talks,
      People people,
      Nicknames nicknames,
      Database database,
      Path documents,
      RandomGenerator random,
      MediaAddresses media) {}

  /** The relay, on this machine's addresses. */
  public static Relay relay(MediaAddresses media) {
    return Relay.start(new RelaySettings(RelayAddresses.ofThisMachine(), media.port()));
  }

  /** Rooms over a relay, which is closed with them. */
  public static RoomPages start(Needs needs, Relay relay) {
    RoomPages pages = new RoomPages(needs, relay);
    needs.talks().watch(now -> pages.desk.dossierChanged(now.state().talk().value()));
    return pages;
  }

  private GroupLog log(String talk) {
    return new GroupTables(database, talk, PURPOSE, () -> documents.end(talk));
  }

  /** Whoever was inside when the node stopped keeps her seat until {@link #awaitExpected}. */
  public void goOn() {
    List<String> open = GroupTables.open(database, PURPOSE);
    documents.keepOnly(open);
    desk.goOn(open);
  }

  /** The node can be reached: who does not come back in a while has left. */
  public void awaitExpected() {
    desk.awaitExpected();
  }

  /** Rooms go over these lines from now on; not before {@link #goOn}. */
  public void connect(Lines over, LineLog history, InstantSource clock) {
    lines.connect(over, history, clock, desk);
  }

  @Override
  public List<Route> routes() {
    List<Route> routes =
        new ArrayList<>(
            List.of(
                Route.get("/room/{talk}", Audience.DELEGATES, this::page),
                Route.socket("/room/{talk}/signal", Audience.DELEGATES, this::open)));
    routes.addAll(new DocumentPages(admission, desk, documents).routes());
    return routes;
  }

  /** A room of the relay that belongs to no talk; whoever opens it closes it. */
  public Room openRoom(String name) {
    return relay.openRoom(name);
  }

  /** An end for a trunk; whoever takes it closes it. */
  public TrunkEnd trunkEnd() {
    TrunkEnd end = relay.trunkEnd();
    return announced.isEmpty() ? end : new AnnouncedEnd(end, announced);
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
    String talk = exchange.path("talk");
    return switch (admission.standing(exchange.delegate(), talk)) {
      case Admission.Admitted(var sides, var people) ->
          Answer.page(
              "room/room.jte", new RoomPage(talk, exchange.delegate(), exchange.language(), sides));
      case Admission.Outside ignored ->
          Answer.page(
                  "room/outside.jte",
                  new RoomPage(talk, exchange.delegate(), exchange.language(), List.of()))
              .withStatus(403);
      case Admission.Stranger ignored -> Answer.refuse(Problem.NOT_FOUND);
    };
  }

  private SocketConversation open(Exchange exchange, SocketOut out) {
    String talk = exchange.path("talk");
    Optional<SignalFault> fault = faultOf(admission.standing(exchange.delegate(), talk));
    if (fault.isPresent()) {
      faults.count(fault.get());
      out.close(fault.get().closeCode(), "");
      return new Nothing();
    }
    Occupant occupant =
        new Occupant(exchange.delegate(), exchange.language(), out, exchange.stillSignedIn());
    return new SignalEndpoint(desk.room(talk), occupant, out, faults, System::nanoTime);
  }

  /** Strangers learn of no room. */
  static Optional<SignalFault> faultOf(Admission.Standing standing) {
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
