package parley.node.room;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import parley.dossier.model.Role;
import parley.relay.PeerId;
import parley.relay.Relay;
import parley.relay.RelaySettings;
import parley.relay.Room;

/**
 * Nodes with real relays on loopback, each two of their delegations joined by a line in memory and
 * a counted network for media. People play the clip of line tests, and hear all that others play.
 */
final class MediaHouses implements AutoCloseable {
  private static final Duration PLAYING = Duration.ofMinutes(2);

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Joint> joints = new LinkedHashMap<>();

  /** A line with its media, from one delegation to another. */
  record Joint(PairedLine line, MediaWire wire, Node one, Node other) {}

  /** One node with these delegations. */
  final class Node {
    final Relay relay =
        Relay.start(new RelaySettings(List.of(InetAddress.getLoopbackAddress()), 0));
    final Room room = relay.openRoom("t");
    final List<String> delegations;
    final FarTrunks trunks = trunks();
    final Map<String, FarTrunks> trunksOf = new LinkedHashMap<>();
    final Map<PairedLine.End, FarHouse> houses = new LinkedHashMap<>();

    /**
     * @param choosing whether its delegations' trunks are one room's, which chooses among them
     */
    Node(List<String> delegations, boolean choosing) {
      this.delegations = delegations;
      delegations.forEach(each -> trunksOf.put(each, choosing ? trunks : trunks()));
    }

    private FarTrunks trunks() {
      return new FarTrunks(
          "t",
          room,
          MediaHouses.this::run,
          (delay, command) ->
              thread.schedule(() -> run(command), delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Somebody is in the room. */
    void joins(String person) {
      room.play(new PeerId(person), PLAYING, report -> {});
    }

    /** All who are in the room leave it. */
    void empties(String... people) {
      List.of(people).forEach(person -> room.leave(new PeerId(person)));
      run(() -> houses.values().forEach(house -> trunksOf.get(house.own().id()).close(house)));
    }

    /** The first come back. */
    void fills(String... people) {
      List.of(people).forEach(this::joins);
      run(() -> houses.values().forEach(house -> trunksOf.get(house.own().id()).open(house)));
    }

    private void meet(PairedLine.End end, MediaWire.End media, String own, String far) {
      FarHouse house =
          new FarHouse("t", end, side(own, true), side(far, false), (delay, command) -> {});
      houses.put(end, house);
      trunksOf.get(own).meet(house);
      end.relay = Optional.of(() -> media.inFrontOf(relay.trunkEnd()));
      end.take =
          Optional.of(
              record -> {
                if (record instanceof CallRecord.OfTrunk about) {
                  trunksOf.get(own).hear(house, about, name -> person(far, name));
                }
              });
    }

    private void begin(PairedLine.End end) {
      FarTrunks all = trunksOf.get(houses.get(end).own().id());
      all.begin(houses.get(end));
      all.open(houses.get(end));
    }
  }

  private static RoomSide side(String slug, boolean isLocal) {
    return new RoomSide(
        slug, HouseAdmission.chain(slug).value(), new Names(Map.of(), "en"), "a", isLocal, true);
  }

  private static Optional<RoomPerson> person(String side, String name) {
    return Optional.of(
        new RoomPerson(
            side, name, new Names(Map.of(), "en"), Set.of(Role.NEGOTIATOR), "en", 1, true, false));
  }

  /** Another node; the lines to those that are there come up. */
  Node node(String... delegations) {
    return add(new Node(Arrays.asList(delegations), true));
  }

  /** One that takes tracks from each delegation's trunks by themselves: for controls. */
  Node careless(String... delegations) {
    return add(new Node(Arrays.asList(delegations), false));
  }

  private Node add(Node node) {
    CompletableFuture.runAsync(() -> connect(node), thread).join();
    return node;
  }

  private void connect(Node node) {
    for (Node other : nodes) {
      for (String far : other.delegations) {
        node.delegations.forEach(own -> join(node, own, other, far));
      }
    }
    nodes.add(node);
  }

  private void join(Node one, String own, Node other, String far) {
    Joint joint =
        new Joint(
            new PairedLine(HouseAdmission.chain(own), HouseAdmission.chain(far)),
            new MediaWire(),
            one,
            other);
    one.meet(joint.line.one, joint.wire.one, own, far);
    other.meet(joint.line.other, joint.wire.other, far, own);
    joints.put(own + " " + far, joint);
    begin(own, far);
  }

  Joint joint(String one, String other) {
    return Optional.ofNullable(joints.get(one + " " + other))
        .orElseGet(() -> joints.get(other + " " + one));
  }

  /** A new session of a line: both sides say everything anew. */
  void begin(String one, String other) {
    Joint joint = joint(one, other);
    run(
        () -> {
          joint.line.begin();
          joint.one.begin(joint.line.one);
          joint.other.begin(joint.line.other);
        });
  }

  private void run(Runnable command) {
    thread.execute(
        () -> {
          command.run();
          joints.values().forEach(joint -> joint.line.settle());
        });
  }

  /** The end of a wire at which comes what is for the node of a delegation. */
  MediaWire.End to(String delegation, String from) {
    Joint joint = joint(delegation, from);
    return joint.one.delegations.contains(delegation) ? joint.wire.one : joint.wire.other;
  }

  void forget() {
    joints.values().stream()
        .flatMap(joint -> Stream.of(joint.wire.one, joint.wire.other))
        .forEach(MediaWire.End::forget);
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.room.close());
    nodes.forEach(node -> node.relay.close());
    thread.shutdownNow();
    joints.values().forEach(joint -> joint.wire.close());
  }
}
