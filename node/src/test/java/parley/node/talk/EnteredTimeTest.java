package parley.node.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import parley.node.talk.EnteredTime.At;
import parley.node.talk.EnteredTime.Never;
import parley.node.talk.EnteredTime.Past;
import parley.node.talk.EnteredTime.TooFar;
import parley.node.talk.EnteredTime.Twice;
import parley.node.talk.EnteredTime.Unreadable;
import parley.node.talk.EnteredTime.Which;

class EnteredTimeTest {
  private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void readsATimeByTheClocksOfItsZone() {
    assertThat(read("2026-12-01", "13:00"))
        .isEqualTo(new At(Instant.parse("2026-12-01T13:00:00Z")));
    assertThat(read("2026-07-01", "13:00"))
        .isEqualTo(new At(Instant.parse("2026-07-01T12:00:00Z")));
  }

  @Test
  void saysBetweenWhichTimesTheClockJumpsWhenItIsPutForward() {
    assertThat(read("2026-03-29", "01:30"))
        .isEqualTo(
            new Never(
                LocalDateTime.parse("2026-03-29T00:59"), LocalDateTime.parse("2026-03-29T02:00")));
    assertThat(read("2026-03-29", "02:00")).isInstanceOf(At.class);
    assertThat(read("2026-03-29", "00:59")).isInstanceOf(At.class);
  }

  @Test
  void asksWhichOfTwoIsMeantWhenTheClockIsPutBack() {
    Instant first = Instant.parse("2026-10-25T00:30:00Z");
    Instant second = Instant.parse("2026-10-25T01:30:00Z");
    assertThat(read("2026-10-25", "01:30")).isEqualTo(new Twice(first, second));
    assertThat(EnteredTime.read("2026-10-25", "01:30", Which.FIRST, LISBON, NOW))
        .isEqualTo(new At(first));
    assertThat(EnteredTime.read("2026-10-25", "01:30", Which.SECOND, LISBON, NOW))
        .isEqualTo(new At(second));
  }

  @Test
  void refusesWhatHasPassedToTheMinute() {
    assertThat(read("2026-03-01", "12:00")).isEqualTo(new Past());
    assertThat(read("2026-03-01", "12:01")).isInstanceOf(At.class);
    assertThat(read("2025-10-26", "01:30")).isEqualTo(new Past());
  }

  @Test
  void refusesAYearThatIsProbablyMistyped() {
    assertThat(read("2062-12-01", "13:00")).isEqualTo(new TooFar());
  }

  @Test
  void doesNotGuessWhatIsNotADate() {
    assertThat(read("", "")).isEqualTo(new Unreadable());
    assertThat(read("2026-02-30", "10:00")).isEqualTo(new Unreadable());
    assertThat(read("1.12.2026", "10:00")).isEqualTo(new Unreadable());
    assertThat(read("+999999999-12-31", "10:00")).isEqualTo(new Unreadable());
  }

  private static EnteredTime read(String date, String time) {
    return EnteredTime.read(date, time, Which.UNSAID, LISBON, NOW);
  }
}
