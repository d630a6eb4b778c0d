package parley.relay;

import java.util.Objects;

/** Names one trunk of a room. The caller chooses it; bridging again under it renews its keys. */
public record TrunkId(String value) {
  public TrunkId {
    Objects.requireNonNull(value);
    if (value.isBlank() || value.length() > 128) {
      throw new IllegalArgumentException("a trunk id has 1 to 128 characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
