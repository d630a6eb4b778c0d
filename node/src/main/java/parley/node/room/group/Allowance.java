package parley.node.room.group;

import java.util.HashMap;
import java.util.Map;

/** How much of a group's log each person may take up, in characters. One thread. */
final class Allowance {
  /** Twenty times what somebody types in a long day. */
  static final long MOST_WORDS = 8 * 1024 * 1024;

  /** With her commits: five hundred among 32 members. */
  static final long MOST_OF_PERSON = 64 * 1024 * 1024;

  /** Of all together: the disk is others' too. */
  static final long MOST = 512 * 1024 * 1024;

  private final Map<String, Long> words;
  private final Map<String, Long> all;
  private long sum;

  /** What was taken up already; whose commits those were is not known. */
  Allowance(Map<String, Long> kept) {
    words = new HashMap<>(kept);
    all = new HashMap<>(kept);
    sum = kept.values().stream().mapToLong(each -> each).sum();
  }

  boolean admits(String person, GroupRequest.Message message) {
    int length = message.message().length();
    return taken(words, person) + length <= MOST_WORDS && hasRoom(person, length);
  }

  boolean admits(String person, GroupRequest.Commit commit) {
    return hasRoom(person, commit.commit().length());
  }

  private boolean hasRoom(String person, int length) {
    return taken(all, person) + length <= MOST_OF_PERSON && sum + length <= MOST;
  }

  private static long taken(Map<String, Long> by, String person) {
    return by.getOrDefault(person, 0L);
  }

  void take(String person, GroupRequest.Message message) {
    words.merge(person, (long) message.message().length(), Long::sum);
    take(person, message.message().length());
  }

  void take(String person, GroupRequest.Commit commit) {
    take(person, commit.commit().length());
  }

  private void take(String person, long length) {
    all.merge(person, length, Long::sum);
    sum += length;
  }
}
