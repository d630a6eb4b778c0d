package parley.relay.sim;

import java.time.Duration;

/**
 * How one direction of a path behaves.
 *
 * @param loss share of packets lost on their own
 * @param burstStart chance per packet that a burst of loss begins (Gilbert-Elliott)
 * @param burstEnd chance per packet that it ends; within a burst everything is lost
 * @param delay of every packet
 * @param jitter at most this more, evenly spread; order is kept
 * @param bitsPerSecond what it carries, 0 for no limit
 * @param queue what waits for longer is lost
 * @param busy at most so much later does a starved processor take packets in; it changes all the
 *     time
 */
public record Network(
    double loss,
    double burstStart,
    double burstEnd,
    Duration delay,
    Duration jitter,
    long bitsPerSecond,
    Duration queue,
    Duration busy) {

  /** Twenty milliseconds and nothing else. */
  public static Network good() {
    return new Network(
        0, 0, 1, Duration.ofMillis(20), Duration.ZERO, 0, Duration.ofMillis(300), Duration.ZERO);
  }

  public Network withLoss(double share) {
    return new Network(share, burstStart, burstEnd, delay, jitter, bitsPerSecond, queue, busy);
  }

  public Network withBursts(double start, double end) {
    return new Network(loss, start, end, delay, jitter, bitsPerSecond, queue, busy);
  }

  public Network withDelay(long millis, long jitterMillis) {
    return new Network(
        loss,
        burstStart,
        burstEnd,
        Duration.ofMillis(millis),
        Duration.ofMillis(jitterMillis),
        bitsPerSecond,
        queue,
        busy);
  }

  public Network withRate(long kilobitsPerSecond) {
    return new Network(
        loss, burstStart, burstEnd, delay, jitter, kilobitsPerSecond * 1_000, queue, busy);
  }

  public Network withQueue(Duration longest) {
    return new Network(loss, burstStart, burstEnd, delay, jitter, bitsPerSecond, longest, busy);
  }

  public Network withBusyReceiver(long millis) {
    return new Network(
        loss, burstStart, burstEnd, delay, jitter, bitsPerSecond, queue, Duration.ofMillis(millis));
  }
}
