package parley.node.people;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How often signing in may fail: for one person and from one address. Nobody guesses a passkey or a
 * link; this keeps the node from working for those who try. Kept in memory. Any thread.
 */
public final class SignInLimits {
  /** How long a failure is remembered. Longer locks a clumsy person out for longer. */
  public static final Duration WINDOW = Duration.ofMinutes(5);

  /** Failures of one person from one address in a window; then she waits. */
  public static final int PER_PERSON = 10;

  /** Failures from one address in a window, whomever they name: several people may share it. */
  public static final int PER_ADDRESS = 60;

  /** Most addresses and persons remembered; beyond it the oldest are forgotten. */
  private static final int MOST = 20_000;

  private final Clock clock;
  private final Map<Object, Deque<Instant>> failures = new HashMap<>();

  private record At(DelegateId person, InetAddress address) {}

  public SignInLimits(Clock clock) {
    this.clock = clock;
  }

  /** How long she has to wait before she may try again from there; empty if she need not. */
  public synchronized Optional<Duration> wait(DelegateId person, InetAddress from) {
    Instant now = clock.instant();
    return Stream.of(left(new At(person, from), PER_PERSON, now), left(from, PER_ADDRESS, now))
        .flatMap(Optional::stream)
        .max(Duration::compareTo);
  }

  /** Notes that she, or somebody in her name, failed. */
  public synchronized void failed(DelegateId person, InetAddress from) {
    Instant now = clock.instant();
    if (failures.size() >= MOST) {
      failures.values().removeIf(times -> !isRecent(times.getLast(), now));
    }
    if (failures.size() >= MOST) {
      failures.clear();
    }
    add(new At(person, from), now);
    add(from, now);
  }

  /** Notes that she succeeded: what she did wrong before is forgotten. */
  public synchronized void succeeded(DelegateId person, InetAddress from) {
    failures.remove(new At(person, from));
  }

  private void add(Object who, Instant now) {
    Deque<Instant> times = failures.computeIfAbsent(who, any -> new ArrayDeque<>());
    times.addLast(now);
    if (times.size() > PER_ADDRESS) {
      times.removeFirst();
    }
  }

  private Optional<Duration> left(Object who, int most, Instant now) {
    Deque<Instant> times = failures.getOrDefault(who, new ArrayDeque<>());
    times.removeIf(time -> !isRecent(time, now));
    if (times.isEmpty()) {
      failures.remove(who);
    }
    if (times.size() < most) {
      return Optional.empty();
    }
    Instant frees = times.stream().skip(times.size() - most).findFirst().orElseThrow();
    return Optional.of(Duration.between(now, frees.plus(WINDOW)));
  }

  /** A failure from the future was noted before the clock was put back. */
  private static boolean isRecent(Instant time, Instant now) {
    return Duration.between(time, now).abs().compareTo(WINDOW) < 0;
  }
}
