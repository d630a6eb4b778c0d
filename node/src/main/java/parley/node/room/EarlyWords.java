package parley.node.room;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import parley.node.room.group.Later;
import parley.node.room.group.Upward;

/**
 * What another house has said of people whom the dossier here does not know yet: its node may have
 * the entry that admits them sooner. Of each person the latest word of each kind, for as long as
 * the session lasts. Owned by the room's thread.
 */
final class EarlyWords {
  /** More than people of one side ever come at once; what is beyond it is lost. */
  static final int MOST = 64;

  /** An entry that comes later than this was not merely overtaken. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Later later;
  private final Consumer<String> strange;
  private Map<Key, CallRecord> words = new LinkedHashMap<>();
  private boolean isFull;

  private record Key(String person, Class<? extends CallRecord> kind) {}

  /**
   * No words.
   *
   * @param strange hears what none of our nodes does
   */
  EarlyWords(Later later, Consumer<String> strange) {
    this.later = later;
    this.strange = strange;
  }

  void keep(String person, CallRecord word) {
    Key key = new Key(person, word.getClass());
    if (words.size() >= MOST && !words.containsKey(key)) {
      if (!isFull) {
        strange.accept("more people who may not be in the room than are worth waiting for");
      }
      isFull = true;
      return;
    }
    boolean isNew = words.keySet().stream().noneMatch(known -> known.person.equals(person));
    words.put(key, word);
    if (isNew) {
      Map<Key, CallRecord> session = words;
      later.after(PATIENCE, () -> judge(session, person));
    }
  }

  private void judge(Map<Key, CallRecord> session, String person) {
    if (session == words && words.keySet().stream().anyMatch(key -> key.person.equals(person))) {
      strange.accept("somebody who may not be in the room");
    }
  }

  /** Hands over what was said of whoever is known by now. */
  List<CallRecord> of(Predicate<String> isKnown) {
    List<CallRecord> due =
        words.entrySet().stream()
            .filter(word -> isKnown.test(word.getKey().person))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    words.keySet().removeIf(key -> isKnown.test(key.person));
    return due;
  }

  /** Whether a page of such a person goes by this number. */
  boolean hasPage(long number) {
    return words.values().stream().anyMatch(word -> isSitting(word, number));
  }

  /** The page is gone. */
  void rise(long number) {
    words.values().removeIf(word -> isSitting(word, number));
  }

  private static boolean isSitting(CallRecord word, long number) {
    return word instanceof CallRecord.Up(Upward.Sit(long page, var person)) && page == number;
  }

  /** Words of this kind are said anew. */
  void forget(Class<? extends CallRecord> kind) {
    words.keySet().removeIf(key -> key.kind == kind);
  }

  /** A new session. */
  void clear() {
    words = new LinkedHashMap<>();
    isFull = false;
  }
}
