package parley.node.room.group;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
  private final Map<String, Long> commits;

  /** What was taken up already. */
  Allowance(GroupLog log) {
    words = new HashMap<>(log.volume());
    words.remove("");
    commits = new HashMap<>(log.commits());
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

  void take(Collection<String> persons, GroupRequest.Commit commit) {
    persons.forEach(person -> commits.merge(person, (long) commit.commit().length(), Long::sum));
  }

  /** For whom it counts: whoever comes in by it; of a removal that was asked for, nobody. */
  static List<String> takers(Seat committer, Order order) {
    Stream<Seat> unasked = order == Order.NONE ? Stream.of(committer) : Stream.empty();
    return Stream.concat(unasked, order.batch().keySet().stream())
        .map(seat -> seat.page().person())
        .toList();
  }
}
