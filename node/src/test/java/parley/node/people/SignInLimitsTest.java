package parley.node.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {
  private static final DelegateId ANNA = new DelegateId("norland", "anna");
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress THERE = InetAddress.ofLiteral("127.0.0.2");

  private Instant now = Instant.parse("2026-11-23T09:00:00Z");
  private final SignInLimits limits = new SignInLimits(clock());

  @Test
  void shouldLetWhoGuessesWaitAndNobodyElse() {
    fail(ANNA, HERE, SignInLimits.PER_PERSON - 1);
    assertThat(limits.wait(ANNA, HERE)).as("control: one more is allowed").isEmpty();
    fail(ANNA, HERE, 1);
    assertThat(limits.wait(ANNA, HERE)).contains(SignInLimits.WINDOW);
    assertThat(limits.wait(ANNA, THERE)).as("she herself, elsewhere").isEmpty();
    assertThat(limits.wait(person(1), HERE)).as("her colleague beside her").isEmpty();
  }

  @Test
  void shouldLetAnAddressWaitThatTriesManyNames() {
    for (int i = 0; i < SignInLimits.PER_ADDRESS - 1; i++) {
      fail(person(i), HERE, 1);
    }
    assertThat(limits.wait(person(999), HERE)).as("control").isEmpty();
    fail(person(500), HERE, 1);
    assertThat(limits.wait(person(999), HERE)).isPresent();
    assertThat(limits.wait(person(999), THERE)).isEmpty();
  }

  @Test
  void shouldForgetAfterAWhileAndOnSuccess() {
    fail(ANNA, HERE, SignInLimits.PER_PERSON);
    now = now.plus(SignInLimits.WINDOW);
    assertThat(limits.wait(ANNA, HERE)).isEmpty();
    fail(ANNA, HERE, SignInLimits.PER_PERSON);
    assertThat(limits.wait(ANNA, HERE)).as("control").isPresent();
    limits.succeeded(ANNA, HERE);
    assertThat(limits.wait(ANNA, HERE)).isEmpty();
  }

  @Test
  void shouldLockNobodyOutForLongWhenTheClockIsPutBackAnHour() {
    fail(ANNA, HERE, SignInLimits.PER_PERSON);
    now = now.minus(Duration.ofHours(1));
    assertThat(limits.wait(ANNA, HERE)).isEmpty();
  }

  private void fail(DelegateId person, InetAddress from, int times) {
    for (int i = 0; i < times; i++) {
      limits.failed(person, from);
    }
  }

  private static DelegateId person(int number) {
    return new DelegateId("norland", "p" + number);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
