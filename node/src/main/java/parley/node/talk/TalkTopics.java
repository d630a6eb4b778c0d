package parley.node.talk;

import java.util.stream.Stream;
import parley.node.people.Delegate;
import parley.node.web.Topic;

/**
 * What open pages of talks follow. Those who see a side's drafts follow topics of their own, so
 * that nobody else's page can tell when that side's press office works.
 */
public final class TalkTopics {
  private static final String PRESS_PEOPLE = "/press-people/";

  private TalkTopics() {}

  /** Everything that follows a talk, on every side of this node: something happened in it. */
  public static Stream<Topic> of(Snapshot now) {
    String talk = now.state().talk().toString();
    return Stream.concat(
        Stream.of(new Topic("talk/" + talk)),
        now.local().keySet().stream()
            .flatMap(
                side ->
                    Stream.concat(
                        Stream.of(new Topic("talks/" + side)), ofPressPeople(side, talk))));
  }

  /** What the press people of one side follow: their own office did something. */
  public static Stream<Topic> ofPressPeople(String side, String talk) {
    return Stream.of(
        new Topic("talk/" + talk + PRESS_PEOPLE + side), new Topic("talks" + PRESS_PEOPLE + side));
  }

  /** What a talk's page follows at this seat. */
  static Topic page(Seat seat) {
    String talk = "talk/" + seat.talk();
    return new Topic(
        PressMoves.READERS.admits(seat.person())
            ? talk + PRESS_PEOPLE + seat.person().delegation().id()
            : talk);
  }

  /** What a person's list of talks follows. */
  static Topic list(Delegate person) {
    String side = person.id().delegation();
    return new Topic(
        PressMoves.READERS.admits(person) ? "talks" + PRESS_PEOPLE + side : "talks/" + side);
  }
}
