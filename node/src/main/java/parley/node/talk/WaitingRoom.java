package parley.node.talk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import parley.node.people.DelegateId;

/** What waits for people's touches, in memory. Any thread. */
final class WaitingRoom {
  /** Most of one person's; then her oldest goes. */
  static final int MOST = 8;

  /** After this she will hardly come back to what she was about to sign. */
  static final Duration LIFETIME = Duration.ofHours(1);

  private final Map<DelegateId, LinkedHashMap<String, Waiting>> all = new HashMap<>();

  /**
   * An act and how it goes on.
   *
   * @param why a touch is asked for (again)
   */
  record Waiting(Pending pending, Errand errand, Outcome.Why why, Instant since) {
    Waiting with(Outcome.ToSign again) {
      return new Waiting(again.pending(), errand, again.why(), since);
    }
  }

  synchronized void put(DelegateId person, String id, Waiting waiting, Instant now) {
    all.values().forEach(hers -> hers.values().removeIf(each -> hasPassed(each, now)));
    all.values().removeIf(Map::isEmpty);
    LinkedHashMap<String, Waiting> hers = all.computeIfAbsent(person, any -> new LinkedHashMap<>());
    hers.put(id, waiting);
    if (hers.size() > MOST) {
      hers.pollFirstEntry();
    }
  }

  synchronized Optional<Waiting> look(DelegateId person, String id, Instant now) {
    return Optional.ofNullable(all.getOrDefault(person, new LinkedHashMap<>()).get(id))
        .filter(waiting -> !hasPassed(waiting, now));
  }

  /** Takes it, so that nobody else can. */
  synchronized Optional<Waiting> take(DelegateId person, String id, Instant now) {
    return Optional.ofNullable(all.getOrDefault(person, new LinkedHashMap<>()).remove(id))
        .filter(waiting -> !hasPassed(waiting, now));
  }

  private static boolean hasPassed(Waiting waiting, Instant now) {
    return Duration.between(waiting.since, now).abs().compareTo(LIFETIME) >= 0;
  }
}
