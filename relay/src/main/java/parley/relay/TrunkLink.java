package parley.relay;

import java.util.Optional;
import parley.relay.peer.Channels;
import parley.relay.peer.MediaOutlet;
import parley.relay.peer.MediaSink;
import parley.relay.peer.TrunkTransport;

/**
 * The transports of one trunk while its keys change: the one in use, one on trial, one that still
 * hears what the far side sent before it changed over. Media thread only.
 */
final class TrunkLink {
  /** New keys are used after this long even if nothing has come under them. */
  private static final long TRIAL_NANOS = 2_000_000_000L;

  /** Former keys open what is late for so long. */
  private static final long LATE_NANOS = 2_000_000_000L;

  private final Channels channels;
  private Optional<Keyed> trial = Optional.empty();
  private Optional<Keyed> used = Optional.empty();
  private Optional<Keyed> former = Optional.empty();
  private long trialNanos;
  private long formerNanos;

  private record Keyed(TrunkKey in, TrunkKey out, TrunkTransport transport) {
    boolean shares(TrunkParameters parameters) {
      return in.equals(parameters.in()) || out.equals(parameters.out());
    }
  }

  TrunkLink(Channels channels) {
    this.channels = channels;
  }

  /**
   * Tries what was told. Keys that are known already change nothing: under the same key a second
   * transport would use its nonces twice.
   */
  void renew(long nowNanos, TrunkParameters parameters, MediaSink sink) {
    if (knows(trial, parameters) || knows(used, parameters) || knows(former, parameters)) {
      return;
    }
    TrunkTransport transport =
        channels.open(
            nowNanos, parameters, parameters.in().master(), parameters.out().master(), sink);
    Optional<Keyed> opened = Optional.of(new Keyed(parameters.in(), parameters.out(), transport));
    if (used.isEmpty()) {
      used = opened;
      return;
    }
    end(trial);
    trial = opened;
    trialNanos = nowNanos;
  }

  private static boolean knows(Optional<Keyed> keyed, TrunkParameters parameters) {
    return keyed.isPresent() && keyed.get().shares(parameters);
  }

  private void end(Optional<Keyed> keyed) {
    keyed.map(Keyed::transport).ifPresent(channels::close);
  }

  /** Where media goes. */
  MediaOutlet outlet() {
    return used.isPresent() ? used.get().transport() : TransportLease.NoOutlet.INSTANCE;
  }

  /** Whether the far side was heard lately, and hears, under whichever keys. */
  boolean isLive(long nowNanos) {
    return isLive(used, nowNanos) || isLive(trial, nowNanos);
  }

  private static boolean isLive(Optional<Keyed> keyed, long nowNanos) {
    return keyed.isPresent()
        && keyed.get().transport().isHeard()
        && !keyed.get().transport().isSilent(nowNanos)
        && !keyed.get().transport().isUnheard(nowNanos);
  }

  /** Whether media goes on after a break that was too short for a silence. Says so once. */
  boolean isAfterBreak() {
    return used.isPresent() && used.get().transport().isAfterBreak();
  }

  /** Whether there are no keys but the newest, so that ends told before it are of no use. */
  boolean isSettled() {
    return trial.isEmpty() && former.isEmpty();
  }

  void onDeadline(long nowNanos) {
    if (trial.isPresent()
        && (trial.get().transport().isHeard() || nowNanos - trialNanos >= TRIAL_NANOS)) {
      end(former);
      former = used;
      formerNanos = nowNanos;
      used = trial;
      trial = Optional.empty();
    }
    if (former.isPresent() && nowNanos - formerNanos >= LATE_NANOS) {
      end(former);
      former = Optional.empty();
    }
    if (used.isPresent()) {
      used.get().transport().onDeadline(nowNanos);
    }
    if (trial.isPresent()) {
      trial.get().transport().onDeadline(nowNanos);
    }
  }

  void close() {
    end(trial);
    end(used);
    end(former);
  }
}
