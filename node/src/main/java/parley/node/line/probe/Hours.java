package parley.node.line.probe;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import parley.node.line.probe.LineTest.Asker;

/** Tests one line by itself: every hour, unless it is down or a call is on over it. */
public final class Hours {
  private final Hourly hourly;
  private final Tester tester;
  private final Bench bench;
  private final Supplier<Optional<Finding>> obstacle;
  private Instant due;

  /**
   * @param obstacle why the line cannot be tested now, if so
   */
  public Hours(
      Hourly hourly,
      Tester tester,
      Bench bench,
      Supplier<Optional<Finding>> obstacle,
      Instant now) {
    this.hourly = hourly;
    this.tester = tester;
    this.bench = bench;
    this.obstacle = obstacle;
    this.due = hourly.after(now);
  }

  /** Time has passed; to be called more than once a minute. */
  public void onTime(Instant now) {
    tester.onTime(now);
    if (!due.isAfter(now)) {
      due = hourly.after(now);
      hour(now);
    }
  }

  private void hour(Instant now) {
    Optional<Finding> why = obstacle.get();
    if (why.isEmpty() && hourly.isOurs()) {
      why = tester.ask(now, Asker.OWN_HOURLY);
    }
    why.filter(each -> each == Finding.LINE_DOWN || each == Finding.CALL_ON)
        .ifPresent(each -> bench.keep(new LineTest(now, Asker.OWN_HOURLY, each, Optional.empty())));
  }
}
