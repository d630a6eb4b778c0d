package parley.node.demo;

import java.time.Instant;
import java.time.InstantSource;

/** The time at which the demo's story is at; it is moved by hand and never back. One thread. */
final class StoryClock implements InstantSource {
  private Instant now;

  StoryClock(Instant begin) {
    this.now = begin;
  }

  @Override
  public Instant instant() {
    return now;
  }

  void moveTo(Instant later) {
    if (later.isBefore(now)) {
      throw new IllegalArgumentException("the story does not go back");
    }
    now = later;
  }
}
