package parley.relay;

import java.util.Objects;

/** Names one published track within a room; never used again in that room. */
public record TrackId(String value) {
  public TrackId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
