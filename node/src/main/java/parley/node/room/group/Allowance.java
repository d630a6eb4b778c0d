package parley.node.room.group;

import java.util.HashMap;
import java.util.Map;

/**
 * How much of a group's log each person may take up, in characters. It never stands in the way of a
 * commit that the node asked for: nobody can use up what a removal takes. One thread.
 */
final class Allowance {
  /** Twenty times what somebody types in a long day. */
  static final long MOST_WORDS = 8 * 1024 * 1024;

  /** Of all together: the disk is others' too. */
  static final long MOST_WORDS_OF_ALL = 512 * 1024 * 1024;

  /** Five hundred among 32 members. */
  static final long MOST_COMMITS = 64 * 1024 * 1024;

  private final Map<String, Long> words;
  private long sum;

  /** By which she came in, and of those that nobody had asked for. */
  private final Map<String, Long> commits = new HashMap<>();

  /** What was taken up already; whose commits those were is not known. */
  Allowance(Map<String, Long> kept) {
    words = new HashMap<>(kept);
    words.remove("");
    sum = words.values().stream().mapToLong(each -> each).sum();
  }

  boolean admits(String person, GroupRequest.Message message) {
    int length = message.message().length();
    return words.getOrDefault(person, 0L) + length <= MOST_WORDS
        && sum + length <= MOST_WORDS_OF_ALL;
  }

  /** Whether she may come in again, or commit unasked. */
  boolean admitsCommits(String person) {
    return commits.getOrDefault(person, 0L) < MOST_COMMITS;
  }

  void take(String person, GroupRequest.Message message) {
    words.merge(person, (long) message.message().length(), Long::sum);
    sum += message.message().length();
  }

  /** Counted for whoever comes in by it; a removal that was asked for counts for nobody. */
  void take(Seat committer, Order order, GroupRequest.Commit commit) {
    if (order == Order.NONE) {
      take(committer, commit);
    }
    order.batch().keySet().forEach(seat -> take(seat, commit));
  }

  private void take(Seat seat, GroupRequest.Commit commit) {
    commits.merge(seat.page().person(), (long) commit.commit().length(), Long::sum);
  }
}
