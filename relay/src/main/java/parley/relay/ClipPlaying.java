package parley.relay;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import parley.relay.clip.Clip;
import parley.relay.clip.ClipJudge;
import parley.relay.clip.ClipPlayer;
import parley.relay.clip.ClipReport;
import parley.relay.io.Duty;

/** Plays the test clip into a room and judges what comes back of it. Media thread only. */
final class ClipPlaying implements Duty {
  /** Between two looks at what is due. */
  private static final long TICK_NANOS = 5_000_000L;

  /** How long the way may take to open: both nodes agree on keys, tracks are announced. */
  private static final long OPENING_NANOS = 5_000_000_000L;

  /** For how long the last of it may be under way. */
  private static final long DRAIN_NANOS = 2_000_000_000L;

  private final Duration playing;
  private final Clip clip = Clip.load();
  private final ClipJudge judge = new ClipJudge(clip);
  private final LocalSeat seat;
  private Optional<ClipPlayer> player = Optional.empty();
  private long nextTickNanos;
  private long lastNanos;
  private Consumer<ClipReport> then = report -> {};
  private boolean isOpen;
  private boolean over;

  ClipPlaying(MediaRoom room, PeerId peer, Duration playing) {
    this.playing = playing;
    seat =
        new LocalSeat(
            room,
            peer,
            (now, kind, buffer, offset, length) -> {
              switch (kind) {
                case AUDIO -> judge.onSound(now, buffer, offset, length);
                case VIDEO -> judge.onPicture(now, buffer, offset, length);
              }
            },
            this::end);
  }

  /**
   * Begins.
   *
   * @param whenOver called once, when it was played or could not be
   */
  void begin(long nowNanos, Consumer<ClipReport> whenOver) {
    then = whenOver;
    nextTickNanos = nowNanos;
    lastNanos = nowNanos + OPENING_NANOS;
    player =
        seat.take(nowNanos)
            .map(sink -> new ClipPlayer(nowNanos, clip, LocalSeat.FORMAT, judge, sink));
  }

  @Override
  public long nextDeadlineNanos() {
    return over ? Long.MAX_VALUE : nextTickNanos;
  }

  @Override
  public void onDeadline(long nowNanos) {
    nextTickNanos = nowNanos + TICK_NANOS;
    if (!isOpen && judge.hasHeard()) {
      isOpen = true;
      judge.beginAnew();
      lastNanos = nowNanos + playing.toNanos();
    }
    if (nowNanos - lastNanos < 0) {
      player.ifPresent(each -> each.onDeadline(nowNanos));
    } else if (nowNanos - lastNanos >= DRAIN_NANOS) {
      seat.leave(nowNanos);
    }
  }

  private void end() {
    if (!over) {
      over = true;
      then.accept(judge.report(playing));
    }
  }
}
