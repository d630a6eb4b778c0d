package parley.node.line;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parley.line.LineCause;
import parley.line.LineState;
import parley.node.line.LineEvent.Kind;
import parley.node.people.Delegate;
import parley.node.words.Language;
import parley.node.words.Moments;
import parley.node.words.Slug;
import parley.node.words.Words;

/** What lines do, in words, by the clock of whoever reads. */
record LineWords(Language language, Moments moments, Instant now) {
  /** Clocks further apart than this make entries look early or late. */
  static final Duration CLOCKS_APART = Duration.ofSeconds(2);

  private static final int MOST_EVENTS = 40;
  private static final int MOST_INCIDENTS = 20;

  static LineWords of(Delegate reader, Language language, Instant now) {
    return new LineWords(language, new Moments(language, reader.delegation().zone()), now);
  }

  private Words words() {
    return Words.in(language);
  }

  String text(String key, Object... arguments) {
    return words().text(key, arguments);
  }

  LineView view(
      Counterpart counterpart,
      LineState state,
      List<LineEvent> events,
      String typed,
      Optional<String> fault,
      TestView tests) {
    DayPlot day = DayPlot.of(events, now);
    Optional<LineState.Timing> timing =
        state instanceof LineState.Connected up ? up.timing() : Optional.empty();
    return new LineView(
        counterpart.nickname(),
        counterpart.name(language),
        state(state, events),
        state instanceof LineState.Connected,
        timing.map(this::timing),
        timing.flatMap(this::warning),
        typed,
        fault,
        KeyWords.digits(counterpart.key()),
        day,
        percent(day),
        day.breaks().stream().map(this::pause).toList(),
        lines(events.stream().filter(each -> each.kind() == Kind.INCIDENT), MOST_INCIDENTS),
        lines(events.stream().filter(each -> each.kind() != Kind.INCIDENT), MOST_EVENTS),
        tests);
  }

  private String state(LineState state, List<LineEvent> events) {
    return switch (state) {
      case LineState.Connected(Instant since, var timing) ->
          text("line.state.up", moments.stamp(since));
      case LineState.Interrupted(Instant since, LineCause cause) ->
          text("line.state.down", moments.stamp(since), cause(Slug.of(cause)));
      case LineState.NeverConnected never ->
          events.stream()
              .filter(each -> each.kind() == Kind.UP)
              .findFirst()
              .map(last -> text("line.state.not-since-start", moments.stamp(last.at())))
              .orElse(text("line.state.never"));
    };
  }

  private LineView.Timing timing(LineState.Timing timing) {
    return new LineView.Timing(
        text("line.millis", number(timing.roundTrip().toNanos() / 1e6)), offset(timing));
  }

  private String offset(LineState.Timing timing) {
    Duration offset = timing.clockOffset();
    if (offset.abs().toMillis() < 10) {
      return text("line.clock.same");
    }
    String how = offset.isNegative() ? "line.clock.behind" : "line.clock.ahead";
    return text(how, number(offset.abs().toMillis() / 1e3));
  }

  private Optional<String> warning(LineState.Timing timing) {
    return timing.clockOffset().abs().compareTo(CLOCKS_APART) > 0
        ? Optional.of(
            text("line.clock.warning", number(timing.clockOffset().abs().toMillis() / 1e3)))
        : Optional.empty();
  }

  private String number(double value) {
    Locale locale = language.locale();
    return value < 10 ? String.format(locale, "%.1f", value) : String.format(locale, "%.0f", value);
  }

  private String percent(DayPlot day) {
    long known = 0;
    long up = 0;
    for (DayPlot.Bar bar : day.bars()) {
      long millis = Duration.between(bar.from(), bar.until()).toMillis();
      known += bar.state() == DayPlot.State.UNKNOWN ? 0 : millis;
      up += bar.state() == DayPlot.State.UP ? millis : 0;
    }
    return known == 0
        ? text("line.day.unknown")
        : text("line.day.up", String.format(language.locale(), "%.1f", 100.0 * up / known));
  }

  private LineView.Break pause(DayPlot.Bar bar) {
    boolean goesOn = !bar.until().isBefore(now);
    return new LineView.Break(
        moments.stamp(bar.from()),
        goesOn ? text("line.day.now") : moments.stamp(bar.until()),
        bar.kind() == Kind.STARTED ? text("line.event.started") : cause(bar.why()));
  }

  List<LineView.Line> lines(java.util.stream.Stream<LineEvent> events, int most) {
    return events.limit(most).map(this::line).toList();
  }

  private LineView.Line line(LineEvent event) {
    return new LineView.Line(
        moments.stamp(event.at()), moments.machine(event.at()), what(event), detail(event));
  }

  private String what(LineEvent event) {
    return switch (event.kind()) {
      case UP, STARTED -> text("line.event." + Slug.of(event.kind()));
      case DOWN -> text("line.event.down", cause(event.what()));
      case INCIDENT -> text("line.incident." + event.what());
      case MOVED ->
          event.what().isEmpty()
              ? text("line.event.moved.there")
              : text("line.event.moved", event.what());
      case TESTED -> text("line.event.tested." + event.what());
    };
  }

  private static String detail(LineEvent event) {
    return event.detail();
  }

  private String cause(String slug) {
    return words().find("line.cause." + slug).orElse(slug);
  }
}
