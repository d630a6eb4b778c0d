package parley.relay.stun;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import parley.relay.IceCredentials;
import parley.relay.wire.Drop;

/**
 * One peer's ICE agent, lite and controlled (RFC 8445 section 2.5). It sends nothing but answers; a
 * pair is valid once an authenticated check came by it, and selected once a check nominated it. The
 * latest nomination wins, so a peer whose address changes takes its media along.
 */
public final class IceLite {
  /** How long checks may stay away before the peer counts as gone (RFC 7675 section 5.1). */
  public static final long CONSENT_NANOS = 30_000_000_000L;

  /** Most pairs that one peer may validate; the oldest gives way. Browsers use one or two each. */
  static final int MAX_PAIRS = 16;

  private static final int ROLE_CONFLICT = 487;
  private static final int UNKNOWN_ATTRIBUTE = 420;
  private static final String HMAC = "HmacSHA1";
  private static final String ICE_CHARS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final String username;
  private final Mac hmac;
  private final StunWriter answer = new StunWriter();
  private final List<CandidatePair> valid = new ArrayList<>();
  private Optional<CandidatePair> nominated = Optional.empty();
  private long consentedNanos;

  /** An agent that expects checks from now on. */
  public IceLite(long nowNanos, IceCredentials local, IceCredentials remote) {
    username = local.ufrag() + ":" + remote.ufrag();
    hmac = hmac(local.pwd());
    consentedNanos = nowNanos;
  }

  /** Fresh credentials for our side: 48 bits of name, 192 bits of password. */
  public static IceCredentials freshCredentials(RandomGenerator random) {
    return new IceCredentials(iceChars(random, 8), iceChars(random, 32));
  }

  private static String iceChars(RandomGenerator random, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
    }
    return text.toString();
  }

  static Mac hmac(String password) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), HMAC));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA1", e);
    }
  }

  /** Answers a STUN message that came by {@code pair}. */
  public Drop onMessage(
      long nowNanos, CandidatePair pair, StunMessage message, DatagramOutbox outbox) {
    Drop drop = authenticate(message);
    if (drop != Drop.NONE) {
      return drop;
    }
    if (message.unknownRequiredAttribute() != 0) {
      answer
          .begin(StunMessage.BINDING_ERROR, message)
          .error(UNKNOWN_ATTRIBUTE, "Unknown Attribute")
          .unknownAttribute(message.unknownRequiredAttribute());
    } else if (message.isFromControlled()) {
      // Our tie-breaker counts as 0: a full agent that faces a lite one must control.
      answer.begin(StunMessage.BINDING_ERROR, message).error(ROLE_CONFLICT, "Role Conflict");
    } else {
      accept(nowNanos, pair, message);
    }
    answer.end(hmac);
    return outbox.send(pair, answer.buffer(), 0, answer.length());
  }

  private Drop authenticate(StunMessage message) {
    if (message.type() != StunMessage.BINDING_REQUEST) {
      return Drop.STUN_UNEXPECTED;
    }
    if (!message.isComplete()) {
      return Drop.STUN_INCOMPLETE;
    }
    if (!message.fingerprintMatches()) {
      return Drop.STUN_BAD_FINGERPRINT;
    }
    boolean ours = message.username().equals(username) && message.integrityMatches(hmac);
    return ours ? Drop.NONE : Drop.STUN_BAD_INTEGRITY;
  }

  private void accept(long nowNanos, CandidatePair pair, StunMessage message) {
    consentedNanos = nowNanos;
    if (!valid.contains(pair)) {
      if (valid.size() == MAX_PAIRS) {
        valid.remove(nominated.filter(valid.getFirst()::equals).isPresent() ? 1 : 0);
      }
      valid.add(pair);
    }
    if (message.hasUseCandidate()) {
      nominated = Optional.of(pair);
    }
    answer.begin(StunMessage.BINDING_SUCCESS, message).xorMappedAddress(pair.remote());
  }

  /** Where to send: the nominated pair, or the first valid one until there is a nomination. */
  public Optional<CandidatePair> selected() {
    return nominated.isPresent() || valid.isEmpty() ? nominated : Optional.of(valid.getFirst());
  }

  /** Whether the peer has nominated a pair. */
  public boolean isNominated() {
    return nominated.isPresent();
  }

  /** Whether a check of this peer came by {@code pair}. */
  public boolean isValid(CandidatePair pair) {
    return valid.contains(pair);
  }

  /** When consent runs out unless another check comes. */
  public long consentDeadlineNanos() {
    return consentedNanos + CONSENT_NANOS;
  }
}
