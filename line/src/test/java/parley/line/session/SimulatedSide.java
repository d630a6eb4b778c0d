package parley.line.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.dossier.chain.SealKey;
import parley.line.LineAddress;
import parley.line.LineCause;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineState;
import parley.line.Parcel;

/** One node of a {@link SimulatedLine}, with an upper layer that numbers what it sends. */
final class SimulatedSide implements Outbox {
  private static final SealKey ONE = key(1);
  private static final SealKey OTHER = key(2);

  /** What this side heard in one session: whose counting it was, and up to where. */
  static final class Heard {
    String tag = "";
    long count;
  }

  private final SimulatedLine world;
  private final String name;
  private final long wallAheadMicros;
  private final Set<Long> known = new HashSet<>();
  private final Set<String> tagsEver = new HashSet<>();
  private final Map<String, Long> sentByTag = new HashMap<>();
  final List<LineIncident.Kind> incidents = new ArrayList<>();
  private LineCore core;
  private int life;
  private int sessions;
  private boolean talking;
  private long deliverAt;
  Heard heard = new Heard();
  int connected;
  int interrupted;
  int began;
  String tag = "none";

  SimulatedSide(SimulatedLine world, String name, long wallAheadMicros) {
    this.world = world;
    this.name = name;
    this.wallAheadMicros = wallAheadMicros;
  }

  private static SealKey key(int fill) {
    byte[] seed = new byte[32];
    seed[0] = (byte) fill;
    return SealKey.ofSeed(seed);
  }

  String name() {
    return name;
  }

  int life() {
    return life;
  }

  boolean knows(long link) {
    return known.contains(link);
  }

  LineState state() {
    return core.state();
  }

  long sent() {
    return sentByTag.getOrDefault(tag, 0L);
  }

  // ------------------------------------------------------------------ its life

  void start() {
    life++;
    LineId id =
        name.equals("one")
            ? new LineId(ONE.publicKey(), OTHER.publicKey())
            : new LineId(OTHER.publicKey(), ONE.publicKey());
    core =
        new LineCore(now(), id, List.of(LineAddress.of(name + ".example:9")), world.random, this);
    talking = false;
    tag = "none";
    heard = new Heard();
    wake();
  }

  void restart(long downNanos) {
    world.died(this);
    known.clear();
    life++;
    core = null;
    int mine = life;
    world.at(
        downNanos,
        () -> {
          if (life == mine) {
            start();
          }
        });
  }

  boolean isRunning() {
    return core != null;
  }

  void say(int parcels) {
    for (int i = 0; i < parcels && talking && core != null; i++) {
      long n = sentByTag.merge(tag, 1L, Long::sum);
      core.send(now(), new Parcel("test", tag + " " + n));
    }
    wake();
  }

  void hurry(boolean wanted) {
    if (core != null) {
      core.hurry(now(), wanted);
      wake();
    }
  }

  void violate() {
    if (core != null) {
      List.copyOf(known)
          .forEach(
              link -> core.violated(now(), link, LineIncident.Kind.MALFORMED, "as the test wants"));
      wake();
    }
  }

  private Moment now() {
    return new Moment(world.nanos(), 1_000_000_000_000L + wallAheadMicros + world.nanos() / 1_000);
  }

  private void wake() {
    if (core == null) {
      return;
    }
    long next = core.nextNanos();
    int mine = life;
    if (next < Long.MAX_VALUE) {
      world.at(
          Math.max(0, next - world.nanos()),
          () -> {
            if (life == mine && core.nextNanos() <= world.nanos()) {
              core.tick(now());
              wake();
            }
          });
    }
  }

  // ------------------------------------------------------------------ from the network

  void opened(long link, boolean dialled) {
    if (core == null) {
      world.close(this, link);
      return;
    }
    known.add(link);
    core.opened(now(), link, dialled);
    wake();
  }

  void dialFailed(int ofLife) {
    if (life == ofLife && core != null) {
      core.dialFailed(now());
      wake();
    }
  }

  void closed(long link) {
    if (known.remove(link)) {
      core.closed(now(), link);
      wake();
    }
  }

  void received(long link, byte[] frame) {
    if (known.contains(link)) {
      core.received(now(), link, FrameFormat.read(frame));
      wake();
    }
  }

  // ------------------------------------------------------------------ what the core asks for

  @Override
  public void dial() {
    world.dial(this);
  }

  @Override
  public void send(long link, Frame frame) {
    world.send(this, link, FrameFormat.write(frame));
  }

  @Override
  public void close(long link) {
    known.remove(link);
    world.close(this, link);
  }

  @Override
  public void connected(long link, boolean again) {
    connected++;
  }

  @Override
  public void began(long session) {
    began++;
    later(
        () -> {
          core.told(session);
          tag = name + "/" + life + "/" + ++sessions;
          talking = true;
          heard = new Heard();
        });
  }

  @Override
  public void interrupted(LineCause cause) {
    interrupted++;
  }

  @Override
  public void deliver(long session, long seq, Parcel parcel) {
    later(
        () -> {
          String[] words = parcel.text().split(" ");
          if (heard.count == 0) {
            heard.tag = words[0];
            assertThat(tagsEver.add(words[0])).as("each session is heard once").isTrue();
          }
          assertThat(words[0]).as("nothing of another session").isEqualTo(heard.tag);
          assertThat(Long.parseLong(words[1])).as("in order, once").isEqualTo(++heard.count);
          core.delivered(now(), session, seq);
        });
  }

  /** The upper layer is slow at times, and keeps the order. */
  private void later(Runnable action) {
    int mine = life;
    deliverAt = Math.max(deliverAt, world.nanos() + world.random.nextLong(20_000_000L));
    world.at(
        deliverAt - world.nanos(),
        () -> {
          if (life == mine) {
            action.run();
            wake();
          }
        });
  }

  @Override
  public void incident(LineIncident.Kind kind, String detail) {
    incidents.add(kind);
  }

  @Override
  public void moved(List<LineAddress> addresses) {
    assertThat(addresses).hasSize(1);
  }
}
