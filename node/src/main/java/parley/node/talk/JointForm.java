package parley.node.talk;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import parley.dossier.model.JointText;
import parley.dossier.model.Texts;
import parley.node.web.Form;

/**
 * The words of a joint statement as somebody types them: for each language of the talk a headline,
 * and paragraphs with empty lines between them.
 *
 * @param newPublicId names what will be published
 */
record JointForm(Reader reader, Supplier<String> newPublicId) {
  /** Sooner than this the other side could neither read and sign it nor stop it. */
  static final Duration LEAST_NOTICE = Duration.ofMinutes(3);

  /** Longest headline. */
  static final int MAX_HEADLINE = 200;

  /** Longest text in one language. */
  static final int MAX_TEXT = 10_000;

  private static final int MAX_PARAGRAPHS = 100;

  /** The words; empty when {@code fault} was told of a field that needs a correction. */
  Optional<JointText> read(Form form, BiConsumer<String, String> fault) {
    SortedMap<String, String> headlines = new TreeMap<>();
    SortedMap<String, List<String>> texts = new TreeMap<>();
    for (String language : reader.state().languages()) {
      String headline = form.text("headline-" + language).replaceAll("\\s+", " ");
      List<String> paragraphs = paragraphs(form.text("text-" + language));
      boolean isGood =
          check(headline, MAX_HEADLINE, "headline-" + language, "talk.fault.headline", fault)
              & check(
                  String.join("\n", paragraphs),
                  MAX_TEXT,
                  "text-" + language,
                  "talk.fault.statement",
                  fault);
      if (paragraphs.size() > MAX_PARAGRAPHS) {
        fault.accept("text-" + language, reader.text("talk.fault.paragraphs", MAX_PARAGRAPHS));
      } else if (isGood) {
        headlines.put(language, headline);
        texts.put(language, paragraphs);
      }
    }
    return headlines.size() == reader.state().languages().size()
        ? Optional.of(new JointText(newPublicId.get(), Texts.of(headlines), texts))
        : Optional.empty();
  }

  /** The counterpart of {@link #read}. */
  static void fill(Map<String, List<String>> fields, JointText text) {
    text.headline()
        .byLanguage()
        .forEach((language, headline) -> fields.put("headline-" + language, List.of(headline)));
    text.paragraphs()
        .forEach(
            (language, paragraphs) ->
                fields.put("text-" + language, List.of(String.join("\n\n", paragraphs))));
  }

  static List<String> paragraphs(String typed) {
    return Arrays.stream(typed.split("\\R\\s*\\R"))
        .map(paragraph -> paragraph.strip().replaceAll("\\s+", " "))
        .filter(paragraph -> !paragraph.isEmpty())
        .toList();
  }

  private boolean check(
      String text, int most, String field, String missing, BiConsumer<String, String> fault) {
    if (text.isEmpty()) {
      fault.accept(field, reader.text(missing));
    } else if (text.length() > most) {
      fault.accept(field, reader.text("talk.fault.long", most, text.length()));
    } else {
      return true;
    }
    return false;
  }
}
