package parley.node.line;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parley.node.line.probe.Figures;
import parley.node.line.probe.LineTest;
import parley.node.line.probe.PassRule;
import parley.node.people.Delegate;
import parley.node.words.Language;
import parley.node.words.Moments;
import parley.node.words.Slug;
import parley.node.words.Words;
import parley.relay.clip.ClipReport;

/** Tests of lines in words, by the clock of whoever reads. */
record TestWords(Language language, Moments moments) {
  private static final double KILO = 1_000;
  private static final double NANOS_OF_MILLI = 1e6;
  private static final int SECONDS_OF_MINUTE = 60;

  static TestWords of(Delegate reader, Language language) {
    return new TestWords(language, new Moments(language, reader.delegation().zone()));
  }

  private String text(String key, Object... arguments) {
    return Words.in(language).text(key, arguments);
  }

  /** What is going on, what was, and when it comes by itself. */
  TestView view(
      List<LineTest> newestFirst,
      TestStanding standing,
      boolean isRunning,
      boolean canAsk,
      boolean isKeeper,
      String name) {
    TestPlot plot = plot(newestFirst);
    return new TestView(
        isRunning,
        canAsk,
        isKeeper ? alarm(standing, name) : Optional.empty(),
        standing(standing),
        standing.last().filter(LineTest::isPassed).isPresent(),
        standing.last().flatMap(LineTest::figures).map(this::facts).orElse(List.of()),
        plot,
        text("line.millis", plot.top().toMillis()),
        newestFirst.stream().map(this::row).toList(),
        text(
            "line.test.rule",
            PassRule.LEAST_SOUNDS,
            PassRule.LEAST_FRAMES,
            PassRule.LONGEST_ROUND_TRIP.toMillis()));
  }

  /** Why technicians of both sides should look after the line. */
  Optional<String> alarm(TestStanding standing, String name) {
    return standing
        .alarm()
        .map(test -> text("line.test.alarm", name, moments.stamp(test.at()), finding(test)));
  }

  /** How the last test was. */
  String standing(TestStanding standing) {
    return switch (standing.word()) {
      case NEVER -> text("line.test.standing.never");
      case GOOD, OLD, FAILED ->
          text(
              "line.test.standing." + Slug.of(standing.word()),
              standing.last().map(LineTest::at).map(moments::stamp).orElse(""),
              standing.last().map(this::finding).orElse(""));
    };
  }

  private String finding(LineTest test) {
    return text("line.test.finding." + Slug.of(test.finding()));
  }

  private TestPlot plot(List<LineTest> newestFirst) {
    List<LineTest> last = newestFirst.stream().limit(TestPlot.MOST).toList().reversed();
    List<TestPlot.Column> columns = new ArrayList<>();
    for (LineTest test : last) {
      columns.add(
          new TestPlot.Column(
              columns.size(),
              test.finding(),
              test.figures(),
              moments.stamp(test.at()) + ": " + finding(test)));
    }
    return TestPlot.of(columns);
  }

  private TestView.Row row(LineTest test) {
    Optional<ClipReport> report =
        test.figures().map(Figures::report).filter(each -> each.sounds().returned() > 0);
    return new TestView.Row(
        moments.stamp(test.at()),
        text("line.test.asker." + Slug.of(test.asker())),
        finding(test),
        report.map(each -> millis(each.roundTrip().median())).orElse(""),
        report.map(each -> millis(each.jitter())).orElse(""),
        test.figures().map(each -> back(each.report())).orElse(""));
  }

  private String back(ClipReport report) {
    return text("line.test.back", percent(report.sounds()), percent(report.frames()));
  }

  private List<TestView.Fact> facts(Figures figures) {
    ClipReport report = figures.report();
    List<TestView.Fact> facts = new ArrayList<>();
    if (report.sounds().returned() > 0) {
      facts.add(
          fact(
              "round-trip",
              text(
                  "line.test.round-trip",
                  millis(report.roundTrip().median()),
                  millis(report.roundTrip().percentile95()))));
      facts.add(fact("jitter", millis(report.jitter())));
    }
    facts.add(fact("sounds", share(report.sounds())));
    facts.add(fact("frames", share(report.frames())));
    facts.add(fact("altered", String.valueOf(report.altered())));
    facts.add(
        fact("throughput", text("line.test.kilobits", number(report.bitsPerSecond() / KILO))));
    figures.clockOffset().ifPresent(offset -> facts.add(fact("clock", millis(offset))));
    facts.add(fact("age", age(figures.connectionAge())));
    return facts;
  }

  private TestView.Fact fact(String name, String value) {
    return new TestView.Fact(text("line.test.fact." + name), value);
  }

  private String share(ClipReport.Share share) {
    return text("line.test.share", share.returned(), share.sent(), percent(share));
  }

  private String percent(ClipReport.Share share) {
    double percent = 100 * (1 - share.lost());
    return String.format(language.locale(), percent >= 100 ? "%.0f" : "%.1f", percent);
  }

  private String age(Duration age) {
    return age.toMinutes() < 1
        ? text("line.test.seconds", age.toSeconds() % SECONDS_OF_MINUTE)
        : text("line.test.hours", age.toHours(), age.toMinutesPart());
  }

  private String millis(Duration duration) {
    return text("line.millis", number(duration.toNanos() / NANOS_OF_MILLI));
  }

  private String number(double value) {
    Locale locale = language.locale();
    return String.format(locale, Math.abs(value) < 10 ? "%.1f" : "%.0f", value);
  }
}
