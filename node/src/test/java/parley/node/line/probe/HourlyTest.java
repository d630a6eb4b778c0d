package parley.node.line.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.SealKey;
import parley.dossier.model.SealPublicKey;
import parley.line.LineId;
import parley.node.line.probe.LineTest.Asker;

class HourlyTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void bothSidesKnowTheMinuteAndOneOfThemAsks() {
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      SealPublicKey one = key(random);
      SealPublicKey other = key(random);
      Hourly here = Hourly.of(new LineId(one, other));
      Hourly there = Hourly.of(new LineId(other, one));
      assertThat(here.minute()).isBetween(0, 59).isEqualTo(there.minute());
      assertThat(here.isOurs()).isNotEqualTo(there.isOurs());
    }
  }

  @Test
  void itComesOnceInEachHour() {
    Hourly hourly = new Hourly(17, true);
    Instant first = hourly.after(NOON);
    assertThat(first).isEqualTo(NOON.plus(Duration.ofMinutes(17)));
    assertThat(hourly.after(first)).isEqualTo(first.plus(Duration.ofHours(1)));
    assertThat(hourly.after(first.minusNanos(1))).isEqualTo(first);
    assertThat(new Hourly(0, true).after(NOON)).isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void inADayOfSimulatedHoursALineIsTestedOnceEachUnlessItIsDownOrACallIsOn() {
    TestedLine line = new TestedLine(7);
    line.runFor(Duration.ofHours(6));
    assertThat(line.ours.kept).hasSize(6);
    assertThat(line.theirs.kept).as("both sides see each").hasSize(6);
    assertThat(line.ours.kept).extracting(LineTest::asker).containsOnly(Asker.OWN_HOURLY);
    assertThat(line.ours.kept).allMatch(LineTest::isPassed);
    for (int hour = 1; hour < 6; hour++) {
      assertThat(Duration.between(line.ours.kept.get(hour - 1).at(), line.ours.kept.get(hour).at()))
          .isCloseTo(Duration.ofHours(1), Duration.ofSeconds(10));
    }
    line.ours.isCallOn = true;
    line.theirs.isCallOn = true;
    line.runFor(Duration.ofHours(3));
    assertThat(line.ours.findings().subList(6, 9)).containsOnly(Finding.CALL_ON);
    line.ours.isCallOn = false;
    line.theirs.isCallOn = false;
    line.cut();
    line.runFor(Duration.ofHours(2));
    assertThat(line.ours.findings().subList(9, 11)).containsOnly(Finding.LINE_DOWN);
    line.mend();
    line.runFor(Duration.ofHours(13));
    assertThat(line.ours.kept).hasSize(24);
    assertThat(line.ours.findings().subList(11, 24)).containsOnly(Finding.PASSED);
    assertThat(line.ours.openRooms + line.theirs.openRooms).as("no room is left open").isZero();
  }

  private static SealPublicKey key(RandomGenerator random) {
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    return SealKey.ofSeed(seed).publicKey();
  }
}
