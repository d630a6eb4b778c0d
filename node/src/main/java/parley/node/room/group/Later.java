package parley.node.room.group;

import java.time.Duration;

/**
 * Runs something after a while; nobody can take it back, so what runs must look whether it still
 * applies.
 */
@FunctionalInterface
public interface Later {
  void after(Duration delay, Runnable command);
}
