package parley.node.press.joint;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.dossier.model.DelegationId;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;
import parley.node.talk.TalkTopics;
import parley.node.web.Fault;
import parley.node.web.LiveUpdates;

/**
 * Looks, in the hour before a joint statement's instant and a little after it, whether the other
 * sides' press rooms show it. An early one cannot be prevented; it is shown, with the time, and
 * noted. Any thread.
 */
public final class JointWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JointWatch.class);
  private static final Duration BEFORE = Duration.ofHours(1);
  private static final Duration AFTER = Duration.ofMinutes(10);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final JointStore store;
  private final TalkService talks;
  private final Elsewhere elsewhere;
  private final LiveUpdates live;
  private final InstantSource clock;
  private final FeedReader reader = new FeedReader();
  private final Thread looking = Thread.ofVirtual().name("joint-watch").unstarted(this::run);
  private volatile boolean closed;

  public JointWatch(
      JointStore store,
      TalkService talks,
      Elsewhere elsewhere,
      LiveUpdates live,
      InstantSource clock) {
    this.store = store;
    this.talks = talks;
    this.elsewhere = elsewhere;
    this.live = live;
    this.clock = clock;
  }

  /** Looks by itself from now on. */
  public void goOn() {
    looking.start();
  }

  /** Looks once at every press room that is to be watched now. */
  public void look() {
    Instant now = clock.instant();
    for (JointStore.Known known : store.since(now.minus(AFTER))) {
      boolean isNear =
          now.isAfter(known.release().minus(BEFORE)) && now.isBefore(known.release().plus(AFTER));
      if (isNear) {
        talks.look(known.key().talk().value()).ifPresent(talk -> look(known, talk));
      }
    }
  }

  private void look(JointStore.Known known, Snapshot talk) {
    Map<DelegationId, Instant> seen = store.seen(known.key());
    elsewhere
        .rooms(known.key().delegation(), talk)
        .forEach(
            (side, place) -> {
              boolean isThere =
                  !seen.containsKey(side) && reader.shows(place, known.publicId()).orElse(false);
              if (isThere) {
                found(known, talk, side);
              }
            });
  }

  private void found(JointStore.Known known, Snapshot talk, DelegationId side) {
    Instant now = clock.instant();
    if (store.see(known.key(), side, now)) {
      if (now.isBefore(known.release())) {
        elsewhere.early(known.key().delegation(), talk, side, now);
      }
      TalkTopics.of(talk).forEach(live::changed);
    }
  }

  @Override
  public void close() {
    closed = true;
    looking.interrupt();
    reader.close();
  }

  private void run() {
    while (!closed) {
      try {
        look();
      } catch (RuntimeException fault) {
        LOG.error("press rooms could not be watched: {}", Fault.describe(fault));
      }
      try {
        Thread.sleep(EVERY);
      } catch (InterruptedException over) {
        return;
      }
    }
  }
}
