package parley.relay.clip;

import java.time.Duration;

/**
 * What became of the clip on its way there and back.
 *
 * @param sounds packets of sound
 * @param frames whole pictures
 * @param altered sounds and pictures that came back as something else than was sent
 * @param roundTrip from sending a sound to having it back
 * @param jitter how much one sound's round trip differs from the next one's, on average
 * @param bitsPerSecond what came back in each second, without headers
 */
public record ClipReport(
    Share sounds,
    Share frames,
    int altered,
    RoundTrip roundTrip,
    Duration jitter,
    long bitsPerSecond) {

  /** Of so many sent, so many came back. */
  public record Share(int sent, int returned) {
    /** From 0 to 1. */
    public double lost() {
      return sent == 0 ? 1 : 1 - (double) returned / sent;
    }
  }

  /** Zero if nothing came back. */
  public record RoundTrip(Duration median, Duration percentile95) {}
}
