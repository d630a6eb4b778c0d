package parley.node.press;

import java.util.ArrayList;
import java.util.List;
import parley.node.words.Language;

/** What the form itself must hold, whatever the talk says. */
final class Completeness {
  private static final int LINE = 200;
  private static final int PARAGRAPH = 600;
  private static final int BODY = 20_000;

  private Completeness() {}

  static List<Objection> check(Draft draft) {
    List<Objection> objections = new ArrayList<>();
    draft
        .texts()
        .forEach(
            (language, text) -> {
              if (!text.isUnwritten()) {
                check(language, text, draft.picture().isPresent(), objections);
              }
            });
    if (draft.texts().values().stream().allMatch(DraftText::isUnwritten)) {
      objections.add(new Objection.Unwritten());
    }
    return objections;
  }

  private static void check(
      Language language, DraftText text, boolean picture, List<Objection> objections) {
    require(language, text.headline(), Objection.Gap.NO_HEADLINE, objections);
    require(language, text.body(), Objection.Gap.NO_BODY, objections);
    require(language, text.place(), Objection.Gap.NO_PLACE, objections);
    require(language, text.speaker(), Objection.Gap.NO_SPEAKER, objections);
    if (picture) {
      require(language, text.caption(), Objection.Gap.NO_CAPTION, objections);
      require(language, text.credit(), Objection.Gap.NO_CREDIT, objections);
      require(language, text.alternative(), Objection.Gap.NO_ALTERNATIVE, objections);
    }
    limit(language, Objection.Field.HEADLINE, text.headline(), LINE, objections);
    limit(language, Objection.Field.PLACE, text.place(), LINE, objections);
    limit(language, Objection.Field.BODY, text.body(), BODY, objections);
    limit(language, Objection.Field.SPEAKER, text.speaker(), LINE, objections);
    limit(language, Objection.Field.OFFICE, text.office(), LINE, objections);
    limit(language, Objection.Field.CAPTION, text.caption(), PARAGRAPH, objections);
    limit(language, Objection.Field.CREDIT, text.credit(), LINE, objections);
    limit(language, Objection.Field.NOTE, text.note(), PARAGRAPH, objections);
    limit(language, Objection.Field.ALTERNATIVE, text.alternative(), PARAGRAPH, objections);
  }

  private static void limit(
      Language language, Objection.Field field, String text, int most, List<Objection> objections) {
    if (text.length() > most) {
      objections.add(new Objection.TooLong(language, field, text.length(), most));
    }
  }

  private static void require(
      Language language, String text, Objection.Gap gap, List<Objection> objections) {
    if (text.isBlank()) {
      objections.add(new Objection.Incomplete(language, gap));
    }
  }
}
