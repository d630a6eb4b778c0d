package parley.node.press.recogniser;

/**
 * A word, a number or another sign of a text.
 *
 * @param from of its first sign in the text as typed
 * @param to behind its last
 * @param text in small letters, in one script, ё as е
 * @param isCapital whether it begins with a capital
 * @param isGlued whether nothing is between it and the one before
 * @param sentence counts the sentences
 * @param isFirst whether it is the first word of its sentence
 */
record Token(
    int from,
    int to,
    String text,
    Sort sort,
    boolean isCapital,
    boolean isGlued,
    int sentence,
    boolean isFirst) {
  /** What it is made of. */
  enum Sort {
    WORD,
    NUMBER,
    SIGN
  }

  boolean isWord() {
    return sort == Sort.WORD;
  }

  boolean is(String other) {
    return text.equals(other);
  }
}
