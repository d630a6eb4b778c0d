package parley.node.words;

import java.util.Locale;

/**
 * How constants are named in keys of words, addresses and forms: {@code TOO_LARGE} is {@code
 * too-large}.
 */
public final class Slug {
  private Slug() {}

  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
