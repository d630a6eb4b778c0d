package parley.node.press;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import parley.dossier.model.DateLevel;
import parley.node.press.publicview.StatementKind;
import parley.node.talk.Seat;
import parley.node.words.Language;

/**
 * Step 2 of the reference scenario: Sudria's spokesperson says that contact may take place in the
 * coming days, no more.
 */
public final class DemoStatement {
  private DemoStatement() {}

  /**
   * Releases the statement from this spokesperson's seat.
   *
   * @throws IllegalStateException when it is refused, which would be our bug
   */
  public static void release(PressOffice office, Seat spokesperson) {
    Draft begun = office.begin(spokesperson, StatementKind.ANNOUNCEMENT, Optional.empty());
    Draft draft =
        begun
            .saying(DateLevel.CONTACT_POSSIBLE, begun.subjects(), texts(begun.texts()))
            .showing(
                Optional.of(office.keep(begun.delegation(), Pictures.encode(DemoPicture.draw()))));
    if (!office.save(draft, spokesperson.person())) {
      throw new IllegalStateException("the demo's draft was not saved");
    }
    Draft saved = office.find(spokesperson, draft.id().value()).orElseThrow();
    Composition composition = office.compose(spokesperson, saved);
    String shown =
        composition.statement().map(statement -> PressOffice.shown(statement).value()).orElse("");
    Release release = office.release(spokesperson, saved, shown);
    if (!(release instanceof Release.Done)) {
      throw new IllegalStateException("the demo's statement was not released: " + release);
    }
  }

  private static Map<Language, DraftText> texts(Map<Language, DraftText> begun) {
    Map<Language, DraftText> texts = new EnumMap<>(Language.class);
    texts.put(
        Language.EN,
        new DraftText(
            "Sudria sees room for contact with Norland",
            "Sudgrad",
            begun.get(Language.EN).speaker(),
            begun.get(Language.EN).office(),
            """
            Contact between the President of Sudria and the President of Norland may take place {date}, the President’s press secretary said.

            “We have always said that open questions between neighbours are best discussed directly,” he told journalists. “The two sides are in touch. When there is more to say, we shall say it here.”

            Details will follow once both sides have agreed on them.""",
            "The House on the Embankment in Sudgrad, the seat of the President",
            "Drawing: Press Office of the President of Sudria",
            "A domed house with a flag stands by the water in the evening; its windows are lit and mirrored in the river."));
    texts.put(
        Language.RU,
        new DraftText(
            "Судрия считает возможным контакт с Норландией",
            "Судград",
            begun.get(Language.RU).speaker(),
            begun.get(Language.RU).office(),
            """
            Контакт между президентом Судрии и президентом Норландии может состояться {date}, сообщил пресс-секретарь президента.

            «Мы всегда говорили, что открытые вопросы между соседями лучше обсуждать напрямую, — сказал он журналистам. — Стороны на связи. Когда появится что сказать, мы скажем это здесь».

            Подробности будут объявлены, когда обе стороны их согласуют.""",
            "Дом на Набережной в Судграде, резиденция президента",
            "Рисунок: пресс-служба президента Судрии",
            "Дом с куполом и флагом стоит у воды вечером; окна освещены и отражаются в реке."));
    return texts;
  }
}
