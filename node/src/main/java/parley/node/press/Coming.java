package parley.node.press;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import parley.dossier.model.DateLevel;
import parley.node.press.publicview.StatementKind;
import parley.node.words.Language;
import parley.node.words.Words;

/**
 * The words of a notice that a statement is to come. They are fixed, so that nobody types into one
 * what the disclosure does not allow.
 */
final class Coming {
  private Coming() {}

  /**
   * The draft with its fixed words in place of typed ones; any other draft as it is.
   *
   * @param names of the delegation, by language
   */
  static Draft worded(Draft draft, Function<Language, String> names) {
    if (draft.kind() != StatementKind.NOTICE) {
      return draft;
    }
    Map<Language, DraftText> texts = new EnumMap<>(Language.class);
    draft
        .texts()
        .forEach(
            (language, text) ->
                texts.put(language, worded(draft, language, text, names.apply(language))));
    return draft.writing(texts);
  }

  private static DraftText worded(Draft draft, Language language, DraftText text, String name) {
    Words words = Words.in(language);
    String when = draft.manner().expected().slug();
    String body = words.text("press.coming.body." + when, name);
    return text.saying(
        words.text("press.coming.headline." + when, name),
        draft.level() == DateLevel.CONTACT_POSSIBLE
            ? body
            : body + "\n\n" + DatePlaceholder.CLAUSE + ".");
  }
}
