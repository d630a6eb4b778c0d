package parley.node.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import parley.dossier.model.DelegationId;
import parley.line.LineIncident;
import parley.line.LineKeying;
import parley.relay.TrunkEnd;

/**
 * A line between two rooms whose ends learn of its connections at different times, and whose upper
 * layers hear of them later than the keys change: as {@code OpenLine} does it.
 */
final class SlowLine {
  private static final int NONE = 0;

  final SlowWorld world;
  final End one;
  final End other;
  private int connections;
  private int sessions;

  SlowLine(SlowWorld world, DelegationId one, DelegationId other) {
    this.world = world;
    this.one = new End(one, other);
    this.other = new End(other, one);
  }

  private record Keys(int connection, boolean dialled) implements LineKeying {
    @Override
    public byte[] export(String label, byte[] context, int length) {
      byte[] bytes = new byte[length];
      new Random(31L * java.util.Arrays.hashCode(context) + connection).nextBytes(bytes);
      return bytes;
    }

    @Override
    public java.net.InetAddress remote() {
      return java.net.InetAddress.getLoopbackAddress();
    }
  }

  private record Told(int session, Runnable what) {}

  /** One node's end of it, and the process that has it. */
  final class End implements Way {
    private final DelegationId own;
    private final DelegationId far;
    final List<String> incidents = new ArrayList<>();
    Supplier<TalkRoom> room = () -> null;
    Supplier<TrunkEnd> ends = () -> null;
    private SlowWorld.Lane calls;
    private Deque<Told> told;
    private Optional<LineKeying> keying = Optional.empty();
    private int connection;
    private int session;
    private int open;
    private boolean hasBegun;
    private long turns;
    private List<String> sent = new ArrayList<>();
    private int arrived;

    End(DelegationId own, DelegationId far) {
      this.own = own;
      this.far = far;
      restart();
    }

    private End peer() {
      return this == one ? other : one;
    }

    /** A process without any memory of the line. */
    void restart() {
      if (calls != null) {
        calls.die();
      }
      calls = world.new Lane();
      told = new ArrayDeque<>();
      keying = Optional.empty();
      connection = NONE;
      session = NONE;
      open = NONE;
      hasBegun = false;
      turns = 0;
    }

    boolean isUp() {
      return connection != NONE;
    }

    private void tell(int ofSession, Runnable what) {
      told.add(new Told(ofSession, what));
      calls.execute(() -> Optional.ofNullable(told.poll()).ifPresent(next -> next.what.run()));
    }

    private void use(int newConnection, int newSession, boolean dialled) {
      if (newSession != session) {
        keying = Optional.empty();
        session = newSession;
        open = NONE;
        sent = new ArrayList<>();
        arrived = 0;
        told.removeIf(each -> each.session != NONE);
        tell(
            NONE,
            () -> {
              open = newSession;
              hasBegun = true;
              room.get().began(this);
            });
      }
      connection = newConnection;
      keying = Optional.of(new Keys(newConnection, dialled));
      tell(NONE, () -> room.get().connected(this, true));
      peer().pump();
      pump();
    }

    private void interrupt() {
      if (isUp()) {
        connection = NONE;
        keying = Optional.empty();
        tell(NONE, () -> room.get().connected(this, false));
      }
    }

    /** Brings what is under way from here. */
    private void pump() {
      End to = peer();
      while (isUp()
          && to.connection == connection
          && to.session == session
          && to.arrived < sent.size()) {
        String text = sent.get(to.arrived++);
        to.tell(to.session, () -> to.take(text));
      }
    }

    private void take(String text) {
      try {
        room.get().received(this, CallRecords.read(text).record());
      } catch (ClientMessages.Malformed e) {
        incidents.add("MALFORMED " + e.getMessage());
      }
    }

    @Override
    public DelegationId own() {
      return own;
    }

    @Override
    public DelegationId far() {
      return far;
    }

    @Override
    public boolean hasSession() {
      return hasBegun;
    }

    @Override
    public Optional<LineKeying> keying() {
      return keying;
    }

    @Override
    public TrunkEnd trunkEnd() {
      return ends.get();
    }

    @Override
    public long turn() {
      return ++turns;
    }

    @Override
    public void send(String json) {
      if (open == session) { // else nobody was told of a session
        sent.add(json);
        world.within(20, this::pump);
      }
    }

    @Override
    public void hurry(String talk, boolean wanted) {}

    @Override
    public void incident(LineIncident.Kind kind, String detail) {
      incidents.add(kind + " " + detail);
    }
  }

  /**
   * A new connection; the session goes on if both ends know the same. If an end has begun another
   * meanwhile the connection is given up, and a next one follows.
   */
  void connect() {
    boolean resumes = one.session == other.session && one.session != NONE;
    int session = resumes ? one.session : ++sessions;
    int connection = ++connections;
    boolean dialled = world.random.nextBoolean();
    for (End end : List.of(one, other)) {
      boolean hasDialled = dialled == (end == one);
      world.within(
          600,
          () -> {
            if (connection < end.connection) {
              return;
            }
            if (resumes && end.session != session) {
              giveUp();
            } else {
              end.use(connection, session, hasDialled);
            }
          });
    }
  }

  private void giveUp() {
    one.interrupt();
    other.interrupt();
    world.within(500, this::connect);
  }

  /** Both ends notice it, each in its own time. */
  void cut() {
    world.within(1_000, one::interrupt);
    world.within(1_000, other::interrupt);
  }

  /** Until both have one connection and one session. */
  boolean isWhole() {
    return one.isUp() && one.connection == other.connection && one.session == other.session;
  }
}
