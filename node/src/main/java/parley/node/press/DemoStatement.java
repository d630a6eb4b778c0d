package parley.node.press;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.dossier.model.DateLevel;
import parley.node.press.publicview.StatementKind;
import parley.node.talk.Seat;
import parley.node.words.Language;

/**
 * Step 2 of the reference scenario: Sudria's spokesperson says that contact may take place in the
 * coming days, no more. And the beginning of step 6: Norland's has written that a date is agreed.
 */
public final class DemoStatement {
  private static final IfAsked WHO_ASKED =
      new IfAsked(
          Map.of(
              Language.EN,
              new IfAsked.Line(
                  "Who asked for the contact?",
                  "The two sides are in touch. I have nothing to add to the statement."),
              Language.RU,
              new IfAsked.Line(
                  "Кто предложил контакт?", "Стороны на связи. Мне нечего добавить к заявлению.")));

  private static final IfAsked WHICH_DAY =
      new IfAsked(
          Map.of(
              Language.EN,
              new IfAsked.Line(
                  "On which day?",
                  "Both sides will announce the day together, when they have agreed to."),
              Language.RU,
              new IfAsked.Line(
                  "В какой день?", "День объявят обе стороны вместе, когда договорятся об этом.")));

  private DemoStatement() {}

  /**
   * Writes and releases the statement from this spokesperson's seat.
   *
   * @param officer who clears it in between
   * @throws IllegalStateException when it is refused, which would be our bug
   */
  public static void release(PressOffice office, Seat spokesperson, Seat officer) {
    Draft begun = office.begin(spokesperson, StatementKind.ANNOUNCEMENT, Optional.empty());
    Draft draft =
        begun
            .writing(texts(begun.texts()))
            .showing(
                Optional.of(office.keep(begun.delegation(), Pictures.encode(DemoPicture.draw()))))
            .answering(List.of(WHO_ASKED));
    if (!office.save(draft, spokesperson.person())) {
      throw new IllegalStateException("the demo's draft was not saved");
    }
    Draft saved = office.find(spokesperson, draft.id().value()).orElseThrow();
    String shown =
        office
            .releasing()
            .compose(spokesperson, saved)
            .statement()
            .map(statement -> Releasing.shown(statement).value())
            .orElse("");
    String read = DraftColumns.digest(saved).value();
    ClearingOffice.Step submitted = office.clearing().submit(spokesperson, saved);
    ClearingOffice.Step cleared = office.clearing().clear(officer, saved, read, shown);
    Release release = office.releasing().release(spokesperson, saved, shown);
    if (!(release instanceof Release.Done)) {
      throw new IllegalStateException(
          "the demo's statement was not released: " + submitted + cleared + release);
    }
  }

  /**
   * Leaves a draft before the clearing officers of this spokesperson's side.
   *
   * @throws IllegalStateException when it is refused, which would be our bug
   */
  public static void leaveForClearance(PressOffice office, Seat spokesperson) {
    Draft begun = office.begin(spokesperson, StatementKind.ANNOUNCEMENT, Optional.empty());
    Draft draft =
        begun
            .writing(ofNextWeek(begun.texts()))
            .telling(DateLevel.WEEK)
            .answering(List.of(WHICH_DAY));
    boolean saved = office.save(draft, spokesperson.person());
    Draft latest = office.find(spokesperson, draft.id().value()).orElseThrow();
    ClearingOffice.Step submitted = office.clearing().submit(spokesperson, latest);
    if (!saved || submitted != ClearingOffice.Step.DONE) {
      throw new IllegalStateException("the demo's draft was not submitted: " + submitted);
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

  private static Map<Language, DraftText> ofNextWeek(Map<Language, DraftText> begun) {
    Map<Language, DraftText> texts = new EnumMap<>(Language.class);
    texts.put(
        Language.EN,
        new DraftText(
            "Norland and Sudria agree on a date",
            "Norhaven",
            begun.get(Language.EN).speaker(),
            begun.get(Language.EN).office(),
            """
            {date-clause}. The presidents of Norland and Sudria will speak by video call, the spokesperson said.

            The two sides are still at work on the agenda.""",
            "",
            "",
            ""));
    texts.put(
        Language.RU,
        new DraftText(
            "Норландия и Судрия согласовали дату",
            "Норхавен",
            begun.get(Language.RU).speaker(),
            begun.get(Language.RU).office(),
            """
            {date-clause}. Президенты Норландии и Судрии поговорят по видеосвязи, сообщил пресс-секретарь.

            Над повесткой стороны ещё работают.""",
            "",
            "",
            ""));
    return texts;
  }
}
