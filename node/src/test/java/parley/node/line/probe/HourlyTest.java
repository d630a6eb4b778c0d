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

  private static SealPublicKey key(RandomGenerator random) {
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    return SealKey.ofSeed(seed).publicKey();
  }
}
