package parley.node.web;

/**
 * What is logged of a failure: what kind and where, never its message, since messages quote what
 * people typed and what they hold secret.
 */
public final class Fault {
  private static final int DEEPEST_CAUSE = 8;
  private static final int FRAMES = 30;

  private Fault() {}

  public static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      text.append(depth == 0 ? "" : "\ncaused by ").append(cause.getClass().getName());
      StackTraceElement[] frames = cause.getStackTrace();
      for (int at = 0; at < Math.min(FRAMES, frames.length); at++) {
        text.append("\n  at ").append(frames[at]);
      }
      cause = cause.getCause();
    }
    return text.toString();
  }
}
