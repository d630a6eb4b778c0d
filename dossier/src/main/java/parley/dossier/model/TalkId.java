package parley.dossier.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A talk: 16 bytes as base64url, the start of a hash over its convener and her nonce, so that
 * nobody else can have convened it.
 */
public record TalkId(String value) implements Comparable<TalkId> {
  public TalkId {
    if (Base64Url.decode(value, 22).length != 16) {
      throw Reason.VALUE_INVALID.because("talk id of 16 bytes expected");
    }
  }

  /** The talk that this delegation convenes with this nonce. */
  public static TalkId of(DelegationId convener, String nonce) {
    String seed = "parley-talk " + convener + " " + nonce;
    byte[] hash = Digest.sha256(seed.getBytes(StandardCharsets.US_ASCII));
    return new TalkId(Base64Url.encode(Arrays.copyOf(hash, 16)));
  }

  @Override
  public int compareTo(TalkId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
