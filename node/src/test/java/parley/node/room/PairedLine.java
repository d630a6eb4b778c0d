package parley.node.room;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import parley.dossier.model.DelegationId;
import parley.line.LineIncident;
import parley.line.LineKeying;
import parley.relay.TrunkEnd;

/** A line between two rooms in memory: what is sent waits for {@link #settle}. */
final class PairedLine {
  final End one;
  final End other;
  private boolean hasSession;
  private boolean isConnected;
  private int connections;

  PairedLine(DelegationId one, DelegationId other) {
    this.one = new End(one, other);
    this.other = new End(other, one);
  }

  /** One end of it; a test puts the room there that now is. */
  final class End implements Way {
    private final DelegationId own;
    private final DelegationId far;
    private final Queue<String> toHere = new ArrayDeque<>();
    final List<String> incidents = new ArrayList<>();
    int ends;
    private long turns;
    final List<Integer> closed = new ArrayList<>();
    final List<String> sent = new ArrayList<>();
    Optional<Consumer<CallRecord>> take = Optional.empty();
    Optional<Supplier<TalkRoom>> room = Optional.empty();

    /** Ends of a relay that is there; none is by default. */
    Optional<Supplier<TrunkEnd>> relay = Optional.empty();

    End(DelegationId own, DelegationId far) {
      this.own = own;
      this.far = far;
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
      return hasSession;
    }

    @Override
    public Optional<LineKeying> keying() {
      return isConnected ? Optional.of(new NoKeys(this == one, connections)) : Optional.empty();
    }

    @Override
    public long turn() {
      return ++turns;
    }

    @Override
    public TrunkEnd trunkEnd() {
      ends++;
      return relay.map(Supplier::get).orElseGet(() -> new FakeEnd(0x4000 + ends, closed));
    }

    @Override
    public void send(String json) {
      sent.add(json);
      if (hasSession) {
        (this == one ? other : one).toHere.add(json);
      }
    }

    PairedLine line() {
      return PairedLine.this;
    }

    /** As if the other node had said so. */
    void forge(String json) {
      toHere.add(json);
    }

    @Override
    public void hurry(String talk, boolean wanted) {}

    @Override
    public void incident(LineIncident.Kind kind, String detail) {
      incidents.add(kind + " " + detail);
    }

    private boolean deliver() {
      Optional<String> next = isConnected ? Optional.ofNullable(toHere.poll()) : Optional.empty();
      next.ifPresent(
          text -> {
            try {
              CallRecord record = CallRecords.read(text).record();
              take.ifPresent(ear -> ear.accept(record));
              room.ifPresent(here -> here.get().received(this, record));
            } catch (ClientMessages.Malformed e) {
              incidents.add("MALFORMED " + e.getMessage());
            }
          });
      return next.isPresent();
    }
  }

  private record FakeEnd(int channel, List<Integer> closed) implements TrunkEnd {
    @Override
    public List<InetSocketAddress> candidates() {
      return List.of(new InetSocketAddress("127.0.0.1", 40_000));
    }

    @Override
    public void close() {
      closed.add(channel);
    }
  }

  private record NoKeys(boolean dialled, int connection) implements LineKeying {
    @Override
    public byte[] export(String label, byte[] context, int length) {
      byte[] bytes = new byte[length];
      new Random(java.util.Arrays.hashCode(context)).nextBytes(bytes);
      return bytes;
    }

    @Override
    public java.net.InetAddress remote() {
      return java.net.InetAddress.getLoopbackAddress();
    }
  }

  /** A new session, as at the start or when a node was started again. */
  void begin() {
    one.toHere.clear();
    other.toHere.clear();
    hasSession = true;
    isConnected = true;
    connections++;
    both(end -> end.room.ifPresent(room -> room.get().began(end)));
  }

  void cut() {
    isConnected = false;
    both(end -> end.room.ifPresent(room -> room.get().connected(end, false)));
  }

  /** The same session goes on. */
  void goOn() {
    isConnected = true;
    connections++;
    both(end -> end.room.ifPresent(room -> room.get().connected(end, true)));
  }

  private void both(Consumer<End> what) {
    what.accept(one);
    what.accept(other);
  }

  /** Brings everything that is under way. */
  void settle() {
    boolean isMore = true;
    for (int i = 0; isMore && i < 10_000; i++) {
      isMore = one.deliver() | other.deliver();
    }
  }
}
