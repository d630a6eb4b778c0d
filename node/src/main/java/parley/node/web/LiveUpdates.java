package parley.node.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Tells open pages that what they show has changed; each then fetches itself anew, so that no other
 * code renders. Every change has a number, and a page knows the number it was rendered at: what
 * changed before it began to listen is told at once. Numbers are taken from the clock, so that they
 * do not tell how much happened elsewhere on the node. Any thread.
 */
public final class LiveUpdates implements AutoCloseable {
  /**
   * Between signs of life. Longer notices a closed tab or an ended session later; shorter wakes
   * sleeping phones.
   */
  private static final long BEAT_SECONDS = 15;

  private final InstantSource clock;
  private final long begin;
  private final AtomicLong latest;
  private final Map<Topic, Long> changedAt = new ConcurrentHashMap<>();
  private final Map<Topic, Set<Listener>> listeners = new ConcurrentHashMap<>();
  private final Executor sending =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("live-", 0).factory());
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live-heart").factory());

  /** One open page. */
  interface Listener {
    /**
     * Tells it the number of the latest change. Called by one thread at a time for each listener.
     */
    void changed(long number);

    /** A sign of life; {@code false} when the page is gone. */
    boolean beat();

    /** Ends it. */
    void end();
  }

  /**
   * @param clock ahead of what it showed when an earlier run of this node ended; at worst open
   *     pages fetch themselves once more
   */
  public LiveUpdates(InstantSource clock) {
    this.clock = clock;
    this.begin = micros();
    this.latest = new AtomicLong(begin);
    heart.scheduleAtFixedRate(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
  }

  /** Something that {@code topic}'s pages show has changed. */
  public void changed(Topic topic) {
    long number = latest.updateAndGet(last -> Math.max(last + 1, micros()));
    changedAt.merge(topic, number, Math::max);
    for (Listener listener : listeners.getOrDefault(topic, Set.of())) {
      sending.execute(() -> listener.changed(number));
    }
  }

  /**
   * The number of now, not lower than that of any change; taken before a page is built, it is older
   * than or equal to what the page shows.
   */
  public long now() {
    return latest.updateAndGet(last -> Math.max(last, micros()));
  }

  private long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  /** Begins to tell {@code listener}, whose page was built at {@code since}. */
  void listen(Topic topic, long since, Listener listener) {
    listeners.compute( // and not add to a set that leave() takes away meanwhile
        topic,
        (any, all) -> {
          Set<Listener> following = all == null ? ConcurrentHashMap.newKeySet() : all;
          following.add(listener);
          return following;
        });
    long changed = changedAt.getOrDefault(topic, begin);
    if (changed > since) {
      sending.execute(() -> listener.changed(changed));
    }
  }

  void leave(Topic topic, Listener listener) {
    listeners.computeIfPresent(
        topic,
        (any, all) -> {
          all.remove(listener);
          return all.isEmpty() ? null : all;
        });
  }

  /** How many pages follow {@code topic}. */
  int following(Topic topic) {
    return listeners.getOrDefault(topic, Set.of()).size();
  }

  /** Ends at once the streams of those who may no longer have them. */
  public void review() {
    beat();
  }

  private void beat() {
    listeners.forEach(
        (topic, all) ->
            all.forEach(
                listener ->
                    sending.execute(
                        () -> {
                          if (!listener.beat()) {
                            leave(topic, listener);
                          }
                        })));
  }

  @Override
  public void close() {
    heart.shutdownNow();
    listeners.values().forEach(all -> all.forEach(Listener::end));
    listeners.clear();
  }

  /** Ends a listener's stream when {@code allowed} no longer holds. */
  static Listener whileAllowed(BooleanSupplier allowed, Listener listener) {
    return new Listener() {
      @Override
      public void changed(long number) {
        if (allowed.getAsBoolean()) {
          listener.changed(number);
        } else {
          listener.end();
        }
      }

      @Override
      public boolean beat() {
        if (allowed.getAsBoolean()) {
          return listener.beat();
        }
        listener.end();
        return false;
      }

      @Override
      public void end() {
        listener.end();
      }
    };
  }
}
