package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parley.node.people.Delegate;
import parley.node.room.group.MemoryLog;
import parley.node.web.SocketOut;
import parley.node.words.Language;

/**
 * A call of two nodes, one of which is killed at any instant and started again, while the line
 * breaks and every thread may be seconds late. A failure names its seed.
 */
class KilledNodeSimulationTest {
  private static final long FIRST_SEED = 51;
  private static final int SEEDS = 300;
  private static final int MOST_AWAY = 15_000;

  private static final Delegate HELEN =
      TalkRoomTest.delegate("norland", "helen", Language.EN, "Helen", "Хелен");
  private static final Delegate VIKTOR =
      TalkRoomTest.delegate("sudria", "viktor", Language.RU, "Viktor", "Виктор");

  private static final class World {
    final SlowWorld time;
    final SlowLine line;
    final Set<String> inside = new HashSet<>();
    final House north;
    final House south;

    World(long seed) {
      time = new SlowWorld(seed);
      line = new SlowLine(time, HouseAdmission.chain("norland"), HouseAdmission.chain("sudria"));
      north = new House(this, HELEN, VIKTOR, line.one);
      south = new House(this, VIKTOR, HELEN, line.other);
    }

    void connect() {
      line.connect();
      time.run(2_500);
      for (int i = 0; i < 10 && !line.isWhole(); i++) {
        line.connect();
        time.run(2_500);
      }
    }

    /** The line as it comes up after a start: perhaps twice, perhaps broken again. */
    void comeUp() {
      line.connect();
      if (time.random.nextBoolean()) {
        time.within(900, line::connect);
      }
      if (time.random.nextInt(3) == 0) {
        time.within(3_000, line::cut);
        time.after(4_100 + time.random.nextInt(1_000), line::connect);
      }
    }
  }

  /** A node as far as this room goes. */
  private static final class House {
    final World world;
    final Delegate own;
    final SlowLine.End end;
    final HouseAdmission admission;
    final MemoryLog log = new MemoryLog();
    SlowRelay relay;
    SlowWorld.Lane turn;
    SlowWorld.Lane record;
    TalkRoom room;

    House(World world, Delegate own, Delegate far, SlowLine.End end) {
      this.world = world;
      this.own = own;
      this.end = end;
      this.admission =
          new HouseAdmission(List.of(own), List.of(far), world.inside, new ArrayList<>());
      end.room = () -> room;
      end.ends = () -> relay.end();
      start();
    }

    void start() {
      relay = new SlowRelay(world.time.new Lane());
      turn = world.time.new Lane();
      record = world.time.new Lane();
      SlowWorld.Lane now = turn;
      room =
          new TalkRoom(
              "t",
              relay,
              admission,
              log,
              new NoDocuments(),
              talk -> List.of(end),
              now,
              record,
              (wait, command) -> world.time.after(wait, command));
      if (world.inside.contains(own.id().toString())) {
        room.expect(List.of(own));
        world.time.within(3_000, room::awaitExpected);
      }
    }

    void kill() {
      relay.die();
      turn.die();
      record.die();
      end.restart();
    }

    void enter() {
      try {
        room.join(
            new Occupant(own, own.language(), new Nothing(), () -> true),
            (ClientMessage.Join) ClientMessages.read(ClientMessagesTest.JOIN));
      } catch (ClientMessages.Malformed e) {
        throw new AssertionError(e);
      }
    }
  }

  private static final class Nothing implements SocketOut {
    @Override
    public void send(String text) {}

    @Override
    public void close(int code, String reason) {}
  }

  @Test
  void afterEveryKillAllThatIsSentComesOnBothSides() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      World world = new World(seed);
      world.connect();
      world.north.enter();
      world.south.enter();
      world.time.run(20_000);
      assertThat(fault(world)).as("before, seed " + seed).isEmpty();
      int kills = 1 + world.time.random.nextInt(3);
      for (int i = 0; i < kills; i++) {
        kill(world, world.time.random.nextInt(4) == 0 ? world.north : world.south);
        world.time.run(world.time.random.nextInt(12_000));
      }
      world.time.run(MOST_AWAY + 20_000);
      if (!world.line.isWhole()) {
        world.connect();
      }
      world.time.run(30_000);
      assertThat(fault(world)).as("seed " + seed).isEmpty();
    }
  }

  private static void kill(World world, House house) {
    house.kill();
    world.line.cut();
    world.time.run(500 + world.time.random.nextInt(3_000));
    house.start();
    assertThat(fault(world)).as("control: as long as nothing was said").isPresent();
    world.comeUp();
    TalkRoom room = house.room;
    world.time.within(
        world.time.random.nextBoolean() ? 2_000 : MOST_AWAY,
        () -> {
          if (house.room == room) {
            house.enter();
          }
        });
  }

  private static Optional<String> fault(World world) {
    return world
        .north
        .relay
        .fault(world.south.relay)
        .or(() -> world.south.relay.fault(world.north.relay));
  }
}
