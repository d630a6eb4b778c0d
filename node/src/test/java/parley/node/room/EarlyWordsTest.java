package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.node.room.group.Upward;

class EarlyWordsTest {
  private final List<Runnable> later = new ArrayList<>();
  private final List<String> strange = new ArrayList<>();
  private final EarlyWords early =
      new EarlyWords((Duration delay, Runnable command) -> later.add(command), strange::add);

  private static CallRecord.Here here(String person, Link link) {
    return new CallRecord.Here(person, Presence.NOTHING, link);
  }

  @Test
  void ofEachPersonTheLatestWordOfEachKindWaitsUntilSheIsKnown() {
    CallRecord.Marked marked = new CallRecord.Marked("ida", 1, 2, "0123456789abcdef");
    early.keep("ida", here("ida", Link.GOOD));
    early.keep("ida", marked);
    early.keep("ida", here("ida", Link.AWAY));
    early.keep("jon", here("jon", Link.GOOD));
    assertThat(early.of("nobody"::equals)).isEmpty();
    assertThat(early.of("ida"::equals)).containsExactly(here("ida", Link.AWAY), marked);
    assertThat(early.of("ida"::equals)).as("once").isEmpty();
  }

  @Test
  void whoIsNotKnownAfterAWhileIsSaidToBeStrangeAndWhoIsByThenIsNot() {
    early.keep("ida", here("ida", Link.GOOD));
    early.keep("jon", here("jon", Link.GOOD));
    early.of("ida"::equals);
    assertThat(strange).isEmpty();
    later.forEach(Runnable::run);
    assertThat(strange).containsExactly("somebody who may not be in the room");
  }

  @Test
  void noMoreIsKeptThanThereIsRoomForAndThatIsSaidOnce() {
    for (int i = 0; i < 10 * EarlyWords.MOST; i++) {
      early.keep("p" + i, here("p" + i, Link.GOOD));
    }
    assertThat(strange).hasSize(1);
    assertThat(early.of(person -> true)).hasSize(EarlyWords.MOST);
  }

  @Test
  void aPageThatWaitsIsKnownByItsNumberUntilItRises() {
    early.keep("ida", new CallRecord.Up(new Upward.Sit(7, "ida")));
    assertThat(early.hasPage(7)).isTrue();
    assertThat(early.hasPage(8)).isFalse();
    early.rise(7);
    assertThat(early.hasPage(7)).isFalse();
  }

  @Test
  void aNewSessionBeginsWithoutAny() {
    early.keep("ida", here("ida", Link.GOOD));
    early.clear();
    later.forEach(Runnable::run);
    assertThat(strange).isEmpty();
    assertThat(early.of(person -> true)).isEmpty();
  }
}
