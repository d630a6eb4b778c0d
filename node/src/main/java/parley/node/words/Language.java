package parley.node.words;

import java.util.Locale;
import java.util.Optional;

/** A language in which Parley's own words exist. */
public enum Language {
  /** English, of Europe's kind: day before month, Monday first. */
  EN("en", Locale.UK),
  /** Russian. */
  RU("ru", Locale.of("ru", "RU"));

  private final String tag;
  private final Locale locale;

  Language(String tag, Locale locale) {
    this.tag = tag;
    this.locale = locale;
  }

  /** The tag by RFC 5646, as in a page's {@code lang} and in the keys of texts. */
  public String tag() {
    return tag;
  }

  /** For dates and numbers. */
  public Locale locale() {
    return locale;
  }

  /** The language with this tag, when the house has it. */
  public static Optional<Language> ofTag(String tag) {
    for (Language language : values()) {
      if (language.tag.equals(tag)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /**
   * The best of the house's languages for an {@code Accept-Language} header; English if none fits.
   */
  public static Language ofHeader(String acceptLanguage) {
    try {
      Locale found =
          Locale.lookup(
              Locale.LanguageRange.parse(acceptLanguage),
              java.util.List.of(Locale.of("en"), Locale.of("ru")));
      return found == null ? EN : ofTag(found.getLanguage()).orElse(EN);
    } catch (IllegalArgumentException malformed) {
      return EN;
    }
  }
}
