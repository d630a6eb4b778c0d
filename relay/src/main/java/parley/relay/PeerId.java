package parley.relay;

import java.util.Objects;

/**
 * Names one person's place in a room. The caller chooses it; a second join under the same id
 * replaces the first, which is how a reloaded page comes back.
 */
public record PeerId(String value) {
  public PeerId {
    Objects.requireNonNull(value);
    if (value.isBlank() || value.length() > 128) {
      throw new IllegalArgumentException("a peer id has 1 to 128 characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
