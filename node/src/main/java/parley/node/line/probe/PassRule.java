package parley.node.line.probe;

import java.time.Duration;
import parley.relay.clip.ClipReport;

/** When a line is good enough for a call. Pages say these numbers to their readers. */
public final class PassRule {
  /** Least share of sounds that come back, in per cent. Opus conceals a loss of 2 % unheard. */
  public static final int LEAST_SOUNDS = 98;

  /** Least share of whole pictures that come back, in per cent. */
  public static final int LEAST_FRAMES = 95;

  /** Longest median of the round trip: twice what ITU-T G.114 grants one way. */
  public static final Duration LONGEST_ROUND_TRIP = Duration.ofMillis(800);

  private static final int ALL = 100;

  private PassRule() {}

  /** The first thing that is wrong, the worst first. */
  public static Finding judge(ClipReport report) {
    if (report.altered() > 0) {
      return Finding.ALTERED;
    }
    if (report.sounds().returned() + report.frames().returned() == 0) {
      return Finding.NOTHING_BACK;
    }
    if (isLess(report.sounds(), LEAST_SOUNDS)) {
      return Finding.SOUNDS_LOST;
    }
    if (isLess(report.frames(), LEAST_FRAMES)) {
      return Finding.FRAMES_LOST;
    }
    return report.roundTrip().median().compareTo(LONGEST_ROUND_TRIP) > 0
        ? Finding.SLOW
        : Finding.PASSED;
  }

  private static boolean isLess(ClipReport.Share share, int percent) {
    return share.sent() == 0 || (long) share.returned() * ALL < (long) share.sent() * percent;
  }
}
