package parley.line.io;

import java.util.Arrays;

/** What is logged of a failure: what kind and where, never its message, which may quote secrets. */
final class Fault {
  private static final int FRAMES = 20;

  private Fault() {}

  static String describe(Throwable failure) {
    return failure.getClass().getName()
        + " at "
        + Arrays.stream(failure.getStackTrace()).limit(FRAMES).toList();
  }
}
