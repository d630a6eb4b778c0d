package parley.dossier.model;

/** A talk: 16 random bytes as base64url. */
public record TalkId(String value) implements Comparable<TalkId> {
  public TalkId {
    if (Base64Url.decode(value, 22).length != 16) {
      throw Reason.VALUE_INVALID.because("talk id of 16 bytes expected");
    }
  }

  public static TalkId of(byte[] random16) {
    return new TalkId(Base64Url.encode(random16));
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
