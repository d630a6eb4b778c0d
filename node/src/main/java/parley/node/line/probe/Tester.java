package parley.node.line.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import parley.node.line.probe.LineTest.Asker;
import parley.node.trunk.ToldEnd;
import parley.relay.clip.ClipReport;

/**
 * Tests one line, one test at a time: either side asks, plays, and tells the other the figures; the
 * other sends back. Any thread, one at a time.
 */
public final class Tester {
  /**
   * Least time between two tests of a line, whoever asks. Lower lets a counterpart load us more.
   */
  public static final Duration PAUSE = Duration.ofMinutes(1);

  /** How long the clip is played. Longer smooths the figures; a call on the same link feels it. */
  public static final Duration PLAYING = Duration.ofSeconds(10);

  /** How long the other side may take to say that it is ready. */
  static final Duration ANSWERING = Duration.ofSeconds(5);

  /** How long all of it may take: the way opens in 5 s or never, the last is back after 2 s. */
  static final Duration WHOLE = PLAYING.plusSeconds(12);

  private final Bench bench;
  private final boolean isFirst;
  private final RandomGenerator random;
  private Optional<Running> running = Optional.empty();
  private Optional<Instant> lastBegan = Optional.empty();

  /**
   * @param isFirst whether our line key sorts first: when both ask at once, our test is done
   */
  public Tester(Bench bench, boolean isFirst, RandomGenerator random) {
    this.bench = bench;
    this.isFirst = isFirst;
    this.random = random;
  }

  /** What is going on. */
  private record Running(
      TestId id, TestRoom room, Asker asker, Instant began, Instant until, boolean isAnswered) {
    boolean isOurs() {
      return asker != Asker.FAR;
    }

    Running answered() {
      return new Running(id, room, asker, began, began.plus(WHOLE), true);
    }
  }

  /** Whether a test is going on. */
  public synchronized boolean isRunning() {
    return running.isPresent();
  }

  /** Asks for a test; or says why there is none. */
  public synchronized Optional<Finding> ask(Instant now, Asker asker) {
    Optional<Finding> why = whyNot(now);
    if (why.isPresent()) {
      return why;
    }
    TestId id = TestId.draw(random);
    Optional<TestRoom> room = bench.room(id);
    if (room.isEmpty()) {
      return Optional.of(Finding.LINE_DOWN);
    }
    begin(new Running(id, room.get(), asker, now, now.plus(ANSWERING), false));
    bench.say(new TestMessage.Ask(id, room.get().end()));
    return Optional.empty();
  }

  private Optional<Finding> whyNot(Instant now) {
    if (running.isPresent()) {
      return Optional.of(Finding.BUSY);
    }
    return lastBegan
        .filter(last -> !last.isAfter(now) && last.plus(PAUSE).isAfter(now))
        .map(last -> Finding.TOO_SOON);
  }

  private void begin(Running test) {
    running = Optional.of(test);
    lastBegan = Optional.of(test.began());
    bench.begun();
  }

  /** The other side says something. What belongs to no test that is going on came too late. */
  public synchronized void received(Instant now, TestMessage message) {
    if (message instanceof TestMessage.Ask(TestId id, var end)) {
      asked(now, id, end);
      return;
    }
    Optional<Running> meant = running.filter(test -> test.id().equals(message.id()));
    meant.ifPresent(test -> received(now, test, message));
  }

  private void received(Instant now, Running test, TestMessage message) {
    switch (message) {
      case TestMessage.Ask ask -> {} // was dealt with
      case TestMessage.Accepted accepted -> accepted(test, accepted);
      case TestMessage.Refused refused -> {
        if (test.isOurs() && !test.isAnswered()) {
          end(test, refused.why(), Optional.empty());
        }
      }
      case TestMessage.Offered offered -> {
        if (test.isAnswered()) {
          test.room().offer(offered.tracks());
        }
      }
      case TestMessage.Wanted wanted -> {
        if (test.isAnswered()) {
          test.room().wanted(wanted.track(), wanted.layers());
        }
      }
      case TestMessage.Done done -> {
        if (!test.isOurs()) {
          Figures figures = done.figures().seenFromThere();
          end(test, PassRule.judge(figures.report()), Optional.of(figures));
        }
      }
      case TestMessage.Failed failed -> end(test, Finding.NO_RESULT, Optional.empty());
    }
  }

  private void asked(Instant now, TestId id, ToldEnd end) {
    boolean weYield =
        !isFirst && running.filter(test -> test.isOurs() && !test.isAnswered()).isPresent();
    if (weYield) {
      running.orElseThrow().room().close();
      running = Optional.empty();
      lastBegan = Optional.empty();
    }
    Optional<Finding> why = whyNot(now);
    if (why.isPresent()) {
      bench.say(new TestMessage.Refused(id, why.get()));
      return;
    }
    bench
        .room(id)
        .ifPresent(
            room -> {
              begin(new Running(id, room, Asker.FAR, now, now.plus(WHOLE), true));
              bench.say(new TestMessage.Accepted(id, room.end()));
              room.join(end);
              room.echo();
            });
  }

  private void accepted(Running test, TestMessage.Accepted accepted) {
    if (test.isOurs() && !test.isAnswered()) {
      running = Optional.of(test.answered());
      test.room().join(accepted.end());
      test.room().play(report -> played(test.id(), report));
    }
  }

  private synchronized void played(TestId id, ClipReport report) {
    running
        .filter(test -> test.id().equals(id))
        .ifPresent(
            test -> {
              Figures figures = new Figures(report, bench.clockOffset(), bench.connectionAge());
              bench.say(new TestMessage.Done(id, figures));
              end(test, PassRule.judge(report), Optional.of(figures));
            });
  }

  /** The line was interrupted, or has another connection: the keys of the test are gone. */
  public synchronized void broken() {
    running.ifPresent(test -> end(test, Finding.LINE_BROKEN, Optional.empty()));
  }

  /** It is that late now. */
  public synchronized void onTime(Instant now) {
    running
        .filter(test -> !test.until().isAfter(now))
        .ifPresent(
            test -> {
              bench.say(new TestMessage.Failed(test.id()));
              end(
                  test,
                  test.isAnswered() ? Finding.NO_RESULT : Finding.NO_ANSWER,
                  Optional.empty());
            });
  }

  private void end(Running test, Finding finding, Optional<Figures> figures) {
    running = Optional.empty();
    test.room().close();
    bench.keep(new LineTest(test.began(), test.asker(), finding, figures));
  }

  /** Gives up what is going on. */
  public synchronized void close() {
    running.ifPresent(test -> test.room().close());
    running = Optional.empty();
  }
}
