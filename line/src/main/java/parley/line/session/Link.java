package parley.line.session;

import java.util.Optional;
import parley.line.LineState;

/** One connection, from when both ends have authenticated. */
final class Link {
  /** No session was begun or resumed by it here. */
  static final long NO_SESSION = 0;

  private final long number;
  private final boolean dialled;
  private final Frame.Hello ours;
  private final Pace pace;
  private final ClockEstimate clocks = new ClockEstimate();
  private Optional<Frame.Hello> theirs = Optional.empty();
  private Optional<Frame.Echo> lastClock = Optional.empty(); // held: our micros when it came
  private long session = NO_SESSION;
  private long sent;
  private long heardNanos;
  private long liveSinceNanos;
  private long retiredUntilNanos = Long.MAX_VALUE;
  private int theirPaceMillis = LineCore.CALM_MILLIS;

  Link(Moment now, long number, boolean dialled, Frame.Hello ours) {
    this.number = number;
    this.dialled = dialled;
    this.ours = ours;
    this.pace = Pace.ofSender(now.nanos());
    this.heardNanos = now.nanos();
  }

  long number() {
    return number;
  }

  boolean dialled() {
    return dialled;
  }

  Frame.Hello ours() {
    return ours;
  }

  boolean isGreeted() {
    return theirs.isPresent();
  }

  void greet(Moment now, Frame.Hello hello) {
    theirs = Optional.of(hello);
    hearClock(now, hello.clock());
  }

  void carry(long sessionNumber, long sentAlready, long nowNanos) {
    session = sessionNumber;
    sent = sentAlready;
    liveSinceNanos = nowNanos;
  }

  boolean carries(Session other) {
    return session == other.number();
  }

  long sent() {
    return sent;
  }

  boolean mayPass(long nowNanos, int bytes) {
    return pace.take(nowNanos, bytes);
  }

  void sent(long seq) {
    sent = seq;
  }

  boolean wasSteady(long nowNanos) {
    return nowNanos - liveSinceNanos >= LineCore.STEADY_NANOS;
  }

  void retire(long untilNanos) {
    retiredUntilNanos = untilNanos;
  }

  void heard(long nowNanos) {
    heardNanos = nowNanos;
  }

  /** When it is to be closed if nothing more is heard. */
  long endNanos() {
    long silence =
        theirPaceMillis < LineCore.CALM_MILLIS
            ? LineCore.SILENCE_IN_HURRY_NANOS
            : LineCore.SILENCE_NANOS;
    return Math.min(retiredUntilNanos, heardNanos + silence);
  }

  void hear(Moment now, Frame.Heartbeat beat) {
    theirPaceMillis = beat.everyMillis();
    beat.echo()
        .ifPresent(
            echo ->
                clocks.add(echo.clock(), beat.clock() - echo.held(), beat.clock(), now.micros()));
    hearClock(now, beat.clock());
  }

  private void hearClock(Moment now, long clock) {
    lastClock = Optional.of(new Frame.Echo(clock, now.micros()));
  }

  Optional<Frame.Echo> echo(Moment now) {
    return lastClock.map(
        heard -> new Frame.Echo(heard.clock(), Math.max(0, now.micros() - heard.held())));
  }

  Optional<LineState.Timing> timing() {
    return clocks.timing();
  }
}
