package parley.dossier.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One text in several languages. */
public record Texts(SortedMap<String, String> byLanguage) {
  /** Longest text in one language, in characters. */
  public static final int MAX_LENGTH = 20_000;

  public Texts {
    if (byLanguage.isEmpty() || byLanguage.size() > Languages.MAX) {
      throw Reason.VALUE_INVALID.because("a text needs one to " + Languages.MAX + " languages");
    }
    byLanguage.forEach(Texts::check);
    byLanguage = Collections.unmodifiableSortedMap(new TreeMap<>(byLanguage));
  }

  public static Texts of(Map<String, String> byLanguage) {
    return new Texts(new TreeMap<>(byLanguage));
  }

  public static Texts of(String language, String text) {
    return of(Map.of(language, text));
  }

  public Optional<String> in(String language) {
    return Optional.ofNullable(byLanguage.get(language));
  }

  /** The text in this language, or else in the first one there is. */
  public String inOrFirst(String language) {
    return in(language).orElseGet(() -> byLanguage.get(byLanguage.firstKey()));
  }

  private static void check(String language, String text) {
    Languages.tag(language);
    if (text.isBlank()) {
      throw Reason.VALUE_INVALID.because("an empty text");
    }
    if (text.length() > MAX_LENGTH) {
      throw Reason.TOO_LARGE.because("a text of " + text.length() + " characters");
    }
  }
}
