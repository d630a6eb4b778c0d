package parley.node.line.probe;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import parley.node.trunk.ToldEnd;
import parley.relay.TrackId;
import parley.relay.TrunkTrack;
import parley.relay.clip.ClipReport;

/** Two testers over a simulated line, each with rooms that only count what is done to them. */
final class TestedLine {
  private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");
  private static final int SLOWEST_MILLIS = 400;

  /** At which the line is tested by itself: long after what other tests look at. */
  private static final int MINUTE = 55;

  final Side ours;
  final Side theirs;
  private final RandomGenerator random;
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private Instant now = BEGIN;
  private long order;
  private int session;
  private boolean isUp = true;

  /** Whether media cross the line. */
  boolean mediaPass = true;

  /** Whether the relay ever says how the clip came back. */
  boolean reports = true;

  TestedLine(long seed) {
    this.random = new Random(seed);
    this.ours = new Side(true);
    this.theirs = new Side(false);
  }

  private record Due(Instant at, long order, Runnable what) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private void in(Duration wait, Runnable what) {
    due.add(new Due(now.plus(wait), order++, what));
  }

  Instant now() {
    return now;
  }

  /** Lets time pass; testers are told of it twice a second. */
  void runFor(Duration duration) {
    Instant end = now.plus(duration);
    for (Instant tick = now; tick.isBefore(end); tick = tick.plusMillis(500)) {
      due.add(new Due(tick, order++, this::tick));
    }
    while (!due.isEmpty() && !due.peek().at().isAfter(end)) {
      Due next = due.remove();
      now = next.at();
      next.what().run();
    }
    now = end;
  }

  private void tick() {
    ours.hours.onTime(now);
    theirs.hours.onTime(now);
  }

  void cut() {
    isUp = false;
    session++;
    ours.tester.broken();
    theirs.tester.broken();
  }

  void mend() {
    isUp = true;
  }

  static ClipReport report(int sounds, int frames, long millis) {
    return new ClipReport(
        new ClipReport.Share(500, sounds),
        new ClipReport.Share(300, frames),
        0,
        new ClipReport.RoundTrip(Duration.ofMillis(millis), Duration.ofMillis(millis + 20)),
        Duration.ofMillis(3),
        400_000);
  }

  /** One end. */
  final class Side implements Bench {
    final Tester tester;
    final Hours hours;
    boolean isCallOn;
    final List<LineTest> kept = new ArrayList<>();
    final List<TestMessage> said = new ArrayList<>();
    int openRooms;
    ClipReport outcome = report(500, 300, 40);

    Side(boolean isFirst) {
      tester = new Tester(this, isFirst, random);
      hours = new Hours(new Hourly(MINUTE, isFirst), tester, this, this::obstacle, BEGIN);
    }

    private Optional<Finding> obstacle() {
      return isUp
          ? Optional.of(Finding.CALL_ON).filter(any -> isCallOn)
          : Optional.of(Finding.LINE_DOWN);
    }

    private Side other() {
      return this == ours ? theirs : ours;
    }

    @Override
    public Optional<TestRoom> room(TestId id) {
      if (!isUp) {
        return Optional.empty();
      }
      openRooms++;
      return Optional.of(new CountedRoom(this));
    }

    @Override
    public void say(TestMessage message) {
      said.add(message);
      TestMessage read = TestMessages.read(TestMessages.write(message)).orElseThrow();
      int sentIn = session;
      in(
          Duration.ofMillis(200 + random.nextInt(SLOWEST_MILLIS)),
          () -> {
            if (sentIn == session) {
              other().tester.received(now, read);
            }
          });
    }

    @Override
    public void keep(LineTest test) {
      kept.add(test);
    }

    @Override
    public void begun() {}

    @Override
    public Optional<Duration> clockOffset() {
      return Optional.of(Duration.ofMillis(7));
    }

    @Override
    public Duration connectionAge() {
      return Duration.ofHours(2);
    }

    List<Finding> findings() {
      return kept.stream().map(LineTest::finding).toList();
    }
  }

  private final class CountedRoom implements TestRoom {
    private final Side side;
    private boolean closed;

    CountedRoom(Side side) {
      this.side = side;
    }

    @Override
    public ToldEnd end() {
      return new ToldEnd(
          0x4000 + random.nextInt(0x1000), 1, List.of(new InetSocketAddress("192.0.2.1", 40_000)));
    }

    @Override
    public void join(ToldEnd far) {}

    @Override
    public void play(Consumer<ClipReport> then) {
      if (reports) {
        in(
            Tester.PLAYING.plusSeconds(2),
            () -> then.accept(mediaPass ? side.outcome : report(0, 0, 0)));
      }
    }

    @Override
    public void echo() {}

    @Override
    public void offer(List<TrunkTrack> tracks) {}

    @Override
    public void wanted(TrackId track, Set<Integer> layers) {}

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        side.openRooms--;
      }
    }
  }
}
