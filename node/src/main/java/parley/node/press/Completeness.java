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
    boolean linesTooLong =
        List.of(text.headline(), text.place(), text.speaker(), text.office(), text.credit())
            .stream()
            .anyMatch(line -> line.length() > LINE);
    boolean textsTooLong =
        text.caption().length() > PARAGRAPH
            || text.alternative().length() > PARAGRAPH
            || text.body().length() > BODY;
    if (linesTooLong || textsTooLong) {
      objections.add(new Objection.Incomplete(language, Objection.Gap.TOO_LONG));
    }
  }

  private static void require(
      Language language, String text, Objection.Gap gap, List<Objection> objections) {
    if (text.isBlank()) {
      objections.add(new Objection.Incomplete(language, gap));
    }
  }
}
