package parley.node;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import parley.node.demo.DemoCast;
import parley.node.demo.DemoStory;
import parley.node.demo.DemoStory.Stages;
import parley.node.demo.House;
import parley.node.line.Counterparts;
import parley.node.line.LineNicknames;
import parley.node.line.NodeLines;
import parley.node.line.TestLines;
import parley.node.line.probe.LineTests;
import parley.node.office.Administration;
import parley.node.office.JoinPages;
import parley.node.operator.OperatorPages;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Secret;
import parley.node.people.pages.Proof;
import parley.node.press.PressOffices;
import parley.node.room.Nicknames;
import parley.node.room.RoomPages;
import parley.node.storage.DataDirectory;
import parley.node.storage.VaultClosed;
import parley.node.talk.TalkService;
import parley.node.web.Feature;
import parley.node.web.Place;
import parley.node.web.Route;
import parley.node.web.Server;
import parley.relay.Relay;

/** One running node: the parts, joined, and closed in the opposite order. */
public final class Node implements AutoCloseable {
  private static final int FORM_KEY_BYTES = 32;

  private final Foundation foundation;
  private final Administration administration;
  private final PressOffices press;
  private final NodeLines lines;
  private final RoomPages rooms;
  private final TestLines tests;
  private final Server server;

  private Node(
      Foundation foundation,
      Administration administration,
      PressOffices press,
      NodeLines lines,
      RoomPages rooms,
      TestLines tests,
      Server server) {
    this.foundation = foundation;
    this.administration = administration;
    this.press = press;
    this.lines = lines;
    this.rooms = rooms;
    this.tests = tests;
    this.server = server;
  }

  /**
   * Starts a node.
   *
   * @param config what the operator has set
   * @param demo whom of Norland and Sudria it has, if it is a demo's
   * @throws DataDirectory.Busy when another node holds the data folder
   * @throws VaultClosed when the private keys stay locked
   * @throws Server.PortTaken when another program listens on the port
   */
  public static Node start(NodeConfig config, Optional<House> demo)
      throws DataDirectory.Busy, VaultClosed, Server.PortTaken {
    Server.mustBeFree(config.port());
    CompletableFuture<Relay> relay = // takes about as long to start as data take to be opened
        CompletableFuture.supplyAsync(
            () -> RoomPages.relay(config.media()), Thread::startVirtualThread);
    try {
      return start(relay, config, demo);
    } catch (DataDirectory.Busy | VaultClosed | Server.PortTaken | RuntimeException notStarted) {
      relay.thenAccept(Relay::close);
      throw notStarted;
    }
  }

  private static Node start(CompletableFuture<Relay> relay, NodeConfig config, Optional<House> demo)
      throws DataDirectory.Busy, VaultClosed, Server.PortTaken {
    Foundation foundation = Foundation.open(config);
    try {
      return start(foundation, relay, config, demo);
    } catch (Server.PortTaken | RuntimeException notStarted) {
      foundation.close();
      throw notStarted;
    }
  }

  private static Node start(
      Foundation foundation,
      CompletableFuture<Relay> relay,
      NodeConfig config,
      Optional<House> demo)
      throws Server.PortTaken {
    PressOffices press = foundation.press();
    demo.ifPresent(house -> stage(foundation, config.port(), house, press));
    TalkService talks = foundation.talks(foundation.clock());
    NodeLines lines = lines(foundation, config);
    demo.ifPresent(house -> findNeighbour(house, lines.counterparts()));
    lines.join(talks, foundation.ground().live());
    try {
      RoomPages rooms = rooms(foundation, config, talks, lines, relay.join());
      return start(foundation, config, talks, lines, rooms, press, demo);
    } catch (Server.PortTaken | RuntimeException notStarted) {
      lines.close();
      throw notStarted;
    }
  }

  private static Nicknames nicknames(NodeLines lines, TalkService talks) {
    LineNicknames known = new LineNicknames(lines.counterparts(), talks);
    return (chain, names) -> known.of(chain).orElseGet(() -> Nicknames.BY_CHAIN.of(chain, names));
  }

  /** The demo's other node may listen elsewhere than the last time. */
  private static void findNeighbour(House demo, Counterparts counterparts) {
    if (demo instanceof House.Own own) {
      counterparts
          .of(own.delegation())
          .forEach(each -> counterparts.move(each, List.of(own.line())));
    }
  }

  private static NodeLines lines(Foundation foundation, NodeConfig config) {
    return new NodeLines(
        foundation.database(),
        foundation.people(),
        foundation.keys()::line,
        foundation.clock(),
        config.line());
  }

  private static Node start(
      Foundation foundation,
      NodeConfig config,
      TalkService talks,
      NodeLines lines,
      RoomPages rooms,
      PressOffices press,
      Optional<House> demo)
      throws Server.PortTaken {
    TestLines tests = tests(foundation, talks, lines, rooms);
    try {
      Administration administration = foundation.administration();
      NodeFeatures features =
          new NodeFeatures(foundation, administration, talks, lines, tests, rooms, press, demo);
      Server server = server(foundation, features.all());
      endWhatIsNoLongerAllowed(foundation, server, rooms);
      rooms.goOn();
      server.start(config.port());
      rooms.awaitExpected();
      lines.lines().ifPresent(all -> rooms.connect(all, lines.history(), foundation.clock()));
      tests.open();
      lines.open();
      press.goOn();
      return new Node(foundation, administration, press, lines, rooms, tests, server);
    } catch (Server.PortTaken | RuntimeException notStarted) {
      tests.close();
      rooms.close();
      throw notStarted;
    }
  }

  private static RoomPages rooms(
      Foundation foundation, NodeConfig config, TalkService talks, NodeLines lines, Relay relay) {
    return RoomPages.start(
        new RoomPages.Needs(
            talks,
            foundation.people(),
            nicknames(lines, talks),
            foundation.database(),
            foundation.data().files("documents"),
            foundation.random(),
            config.media()),
        relay);
  }

  private static TestLines tests(
      Foundation foundation, TalkService talks, NodeLines lines, RoomPages rooms) {
    return new TestLines(
        lines,
        new LineTests(foundation.database()),
        new TestLines.Media(rooms::openRoom, rooms::trunkEnd),
        talks,
        foundation.ground().live(),
        foundation.clock(),
        foundation.random());
  }

  /** A house of one delegation has been prepared already, together with the other's. */
  private static void stage(Foundation foundation, int port, House house, PressOffices press) {
    foundation.ground().willListenOn(port); // people's authenticators are bound to it
    DemoCast.join(foundation.people(), house);
    foundation.signatures().equip(foundation.clock().instant());
    if (house instanceof House.Neutral && foundation.journal().all().isEmpty()) {
      Instant now = foundation.clock().instant();
      DemoStory.play(clock -> Stages.shared(foundation.stage(press, clock)), now);
    }
  }

  private static Server server(Foundation foundation, List<Feature> features) {
    Proof proof = new Proof(foundation.signIns(), foundation.passkeys());
    byte[] formKey = foundation.vault().readOrCreate("forms", FORM_KEY_BYTES);
    Server.Needs needs =
        new Server.Needs(
            foundation.people(),
            foundation.signIns(),
            foundation.operators(),
            formKey,
            foundation.clock(),
            foundation.random());
    return Server.of(foundation.ground(), needs, features.stream().map(proof::guarding).toList());
  }

  /** Whoever was signed out, or lost a right, loses at once whatever of hers is still open. */
  private static void endWhatIsNoLongerAllowed(
      Foundation foundation, Server server, RoomPages rooms) {
    Runnable review =
        () -> {
          foundation.ground().live().review();
          server.review();
          rooms.review();
        };
    foundation.people().watch(review);
    foundation.signIns().whenEnded(review);
  }

  /** The address to open first. */
  public String address() {
    return foundation.ground().addresses().origin(new Place.Cast()) + "/";
  }

  /** A new one-time link for the operator. */
  public String operatorLink() {
    return foundation.ground().addresses().origin(new Place.Cast())
        + OperatorPages.ENTRANCE
        + "#"
        + foundation.operators().issueLink().reveal();
  }

  /** A new invitation for an administrator, such as {@code anna.norland}; empty if she is none. */
  public Optional<String> recover(String administrator) {
    return foundation.people().delegations().stream()
        .flatMap(delegation -> foundation.people().of(delegation.id()).stream())
        .map(Delegate::id)
        .filter(id -> id.toString().equals(administrator))
        .findFirst()
        .map(administration::recover)
        .flatMap(
            outcome ->
                switch (outcome) {
                  case Administration.Outcome.Invited(DelegateId person, Secret invitation) ->
                      Optional.of(
                          JoinPages.address(foundation.ground().addresses(), person, invitation));
                  case Administration.Outcome.Done done -> Optional.empty();
                  case Administration.Outcome.Refused refused -> Optional.empty();
                });
  }

  /** Its lines to other nodes. */
  public NodeLines lines() {
    return lines;
  }

  /** All that this node answers to. */
  public List<Route> routes() {
    return server.table();
  }

  @Override
  public void close() {
    foundation.ground().close(); // ends open streams first, or stopping would wait for them
    server.close();
    tests.close();
    rooms.close();
    lines.close();
    press.close();
    foundation.close();
  }
}
