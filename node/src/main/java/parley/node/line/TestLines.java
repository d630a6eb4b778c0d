package parley.node.line;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.line.Line;
import parley.line.LineCause;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineKeying;
import parley.line.LineListener;
import parley.line.LineState;
import parley.line.Parcel;
import parley.node.line.probe.Bench;
import parley.node.line.probe.Finding;
import parley.node.line.probe.Hourly;
import parley.node.line.probe.Hours;
import parley.node.line.probe.LineTest;
import parley.node.line.probe.LineTest.Asker;
import parley.node.line.probe.LineTests;
import parley.node.line.probe.RelayTestRoom;
import parley.node.line.probe.TestId;
import parley.node.line.probe.TestMessage;
import parley.node.line.probe.TestMessages;
import parley.node.line.probe.TestRoom;
import parley.node.line.probe.Tester;
import parley.node.talk.TalkService;
import parley.node.web.LiveUpdates;
import parley.relay.Room;
import parley.relay.TrunkEnd;

/**
 * Tests this node's lines: when somebody asks, here or there, and every hour, unless a call is on
 * over the line. Any thread; closed before the lines and the relay.
 */
public final class TestLines implements LineListener, AutoCloseable {
  /** The channel's name. */
  static final String CHANNEL = "test";

  private static final Logger LOG = LoggerFactory.getLogger(TestLines.class);
  private static final Duration TICK = Duration.ofMillis(500);

  private final NodeLines lines;
  private final LineTests tests;
  private final Media media;
  private final TalkService talks;
  private final LineTopics pages;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<LineId, Tested> tested = new ConcurrentHashMap<>();
  private final ScheduledExecutorService turn =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("line-tests").factory());

  /**
   * The relay, as far as a test needs it.
   *
   * @param rooms opens one, by its name for the log
   */
  public record Media(Function<String, Room> rooms, Supplier<TrunkEnd> ends) {}

  /**
   * @param random unpredictable outside tests
   */
  public TestLines(
      NodeLines lines,
      LineTests tests,
      Media media,
      TalkService talks,
      LiveUpdates live,
      InstantSource clock,
      RandomGenerator random) {
    this.lines = lines;
    this.tests = tests;
    this.media = media;
    this.talks = talks;
    this.pages = new LineTopics(lines, talks, live);
    this.clock = clock;
    this.random = random;
  }

  /** Begins, before the lines are opened. */
  public void open() {
    lines.lines().ifPresent(all -> all.listen(CHANNEL, this));
    lines.watch(this::of);
    lines.counterparts().all().forEach(this::of);
    turn.scheduleWithFixedDelay(
        this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Tested of(Counterpart counterpart) {
    return tested.computeIfAbsent(lines.id(counterpart), line -> new Tested(counterpart, line));
  }

  private Optional<Tested> of(LineId line) {
    return lines.counterpart(line).map(this::of);
  }

  /** Tests a line now; or says why not. */
  Optional<Finding> ask(Counterpart counterpart) {
    return lines.state(counterpart) instanceof LineState.Connected
        ? of(counterpart).tester.ask(clock.instant(), Asker.OWN)
        : Optional.of(Finding.LINE_DOWN);
  }

  boolean isRunning(Counterpart counterpart) {
    return of(counterpart).tester.isRunning();
  }

  /** The latest tests of a line, newest first. */
  List<LineTest> latest(Counterpart counterpart, int most) {
    return tests.latest(counterpart.delegation(), counterpart.key().x(), most);
  }

  /** What is to be said of a line before a call. */
  TestStanding standing(Counterpart counterpart) {
    String key = counterpart.key().x();
    return new TestStanding(
        tests.last(counterpart.delegation(), key),
        tests.lastPassed(counterpart.delegation(), key),
        clock.instant());
  }

  private void tick() {
    Instant now = clock.instant();
    for (Tested each : tested.values()) {
      try {
        each.hours.onTime(now);
      } catch (RuntimeException fault) { // or no line would be tested any more
        LOG.error("a line could not be tested: {}", fault.getClass().getSimpleName());
      }
    }
  }

  @Override
  public void began(Line line) {
    of(line.id()).ifPresent(each -> each.tester.broken());
  }

  @Override
  public void connected(Line line, LineKeying keying) {
    of(line.id()).ifPresent(each -> each.tester.broken());
  }

  @Override
  public void interrupted(Line line, LineCause cause) {
    of(line.id()).ifPresent(each -> each.tester.broken());
  }

  @Override
  public void received(Line line, Parcel parcel) {
    TestMessages.read(parcel.text())
        .ifPresentOrElse(
            message ->
                of(line.id()).ifPresent(each -> each.tester.received(clock.instant(), message)),
            () -> malformed(line));
  }

  private void malformed(Line line) {
    lines
        .history()
        .incident(
            new LineIncident(
                LineIncident.Kind.MALFORMED,
                clock.instant(),
                Optional.of(line.id()),
                Optional.empty(),
                "a parcel on the channel " + CHANNEL));
  }

  /** Gives up what is going on. */
  @Override
  public void close() {
    turn.shutdownNow();
    tested.values().forEach(each -> each.tester.close());
  }

  private void later(Runnable command) {
    try {
      turn.execute(command);
    } catch (RejectedExecutionException closed) {
      LOG.debug("what a room of a test says after the end is of no use");
    }
  }

  /** One line. */
  private final class Tested implements Bench {
    private final Counterpart counterpart;
    private final LineId id;
    private final Tester tester;
    private final Hours hours;

    Tested(Counterpart counterpart, LineId id) {
      this.counterpart = counterpart;
      this.id = id;
      Hourly hourly = Hourly.of(id);
      this.tester = new Tester(this, hourly.isOurs(), random);
      this.hours = new Hours(hourly, tester, this, this::obstacle, clock.instant());
    }

    private Optional<Finding> obstacle() {
      return !(lines.state(counterpart) instanceof LineState.Connected)
          ? Optional.of(Finding.LINE_DOWN)
          : Optional.of(Finding.CALL_ON).filter(on -> isCallOn());
    }

    /** Whether anybody is in the room of a talk that goes over this line. */
    private boolean isCallOn() {
      return lines.counterparts().talks(counterpart).stream()
          .flatMap(talk -> talks.look(talk.value()).stream())
          .anyMatch(
              talk ->
                  talk.state().room().inside().values().stream()
                      .anyMatch(people -> !people.isEmpty()));
    }

    private Optional<Line> line() {
      return lines.lines().flatMap(all -> all.line(id));
    }

    @Override
    public Optional<TestRoom> room(TestId test) {
      return line()
          .flatMap(Line::keying)
          .map(
              keying ->
                  new RelayTestRoom(
                      test,
                      media.rooms().apply("test of a line"),
                      media.ends().get(),
                      keying,
                      TestLines.this::later,
                      this::say));
    }

    @Override
    public void say(TestMessage message) {
      line().ifPresent(line -> line.send(new Parcel(CHANNEL, TestMessages.write(message))));
    }

    @Override
    public void begun() {
      pages.changed(counterpart);
    }

    @Override
    public void keep(LineTest test) {
      String key = counterpart.key().x();
      try {
        boolean wasGood =
            tests.last(counterpart.delegation(), key).filter(LineTest::isPassed).isPresent();
        tests.add(counterpart.delegation(), key, test);
        if (test.finding().kind() != Finding.Kind.NOT_TESTED && wasGood != test.isPassed()) {
          lines.history().tested(id, test.at(), test.isPassed(), "");
        }
      } catch (RuntimeException notWritten) { // a test of the line must not end the line
        LOG.error("a test was not written: {}", notWritten.getClass().getSimpleName());
      }
      pages.changed(counterpart);
    }

    @Override
    public Optional<Duration> clockOffset() {
      return lines.state(counterpart) instanceof LineState.Connected(var since, var timing)
          ? timing.map(LineState.Timing::clockOffset)
          : Optional.empty();
    }

    @Override
    public Duration connectionAge() {
      return lines.state(counterpart) instanceof LineState.Connected(var since, var timing)
              && since.isBefore(clock.instant())
          ? Duration.between(since, clock.instant())
          : Duration.ZERO;
    }
  }
}
