package parley.node.people;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What passkeys and devices are asked to sign where it is no act of a talk: fresh, for one person
 * and purpose, good once. A challenge carries its own seal, so that strangers who ask for many fill
 * no memory. Any thread.
 */
public final class Challenges {
  /** How long a challenge can be answered. Longer helps who looks for her key. */
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final int NONCE_BYTES = 16;
  private static final int SEAL_BYTES = 16;
  private static final int KEY_BYTES = 32;
  private static final int BYTES = Long.BYTES + NONCE_BYTES + SEAL_BYTES;

  private final Clock clock;
  private final RandomGenerator random;
  private final SecretKeySpec key;
  private final Map<ByteBuffer, Instant> used = new ConcurrentHashMap<>();

  /** What a challenge is for; none can be used for another. */
  public enum Purpose {
    REGISTER,
    SIGN_IN,
    PROVE,
    HOLD_DEVICE
  }

  public Challenges(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /** A new challenge as base64url. */
  public String issue(Purpose purpose, DelegateId person) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] head =
        ByteBuffer.allocate(Long.BYTES + NONCE_BYTES).putLong(clock.millis()).put(nonce).array();
    byte[] whole = ByteBuffer.allocate(BYTES).put(head).put(seal(purpose, person, head)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /** Whether it was issued for this, not long ago, and not used. */
  public boolean isGood(byte[] challenge, Purpose purpose, DelegateId person) {
    if (challenge.length != BYTES || used.containsKey(ByteBuffer.wrap(challenge))) {
      return false;
    }
    byte[] head = Arrays.copyOf(challenge, Long.BYTES + NONCE_BYTES);
    byte[] sealed = Arrays.copyOfRange(challenge, head.length, BYTES);
    Duration age =
        Duration.between(Instant.ofEpochMilli(ByteBuffer.wrap(head).getLong()), clock.instant());
    return MessageDigest.isEqual(sealed, seal(purpose, person, head))
        && age.abs().compareTo(LIFETIME) < 0; // also when the clock was put back meanwhile
  }

  /** Uses it up; false if somebody was faster. */
  public boolean use(byte[] challenge) {
    Instant now = clock.instant();
    Instant forgotten = now.minus(LIFETIME.multipliedBy(2));
    used.values().removeIf(forgotten::isAfter);
    return used.putIfAbsent(ByteBuffer.wrap(challenge.clone()), now) == null;
  }

  private byte[] seal(Purpose purpose, DelegateId person, byte[] head) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      String about = purpose.name().toLowerCase(Locale.ROOT) + "\n" + person + "\n";
      mac.update(about.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(head), SEAL_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
