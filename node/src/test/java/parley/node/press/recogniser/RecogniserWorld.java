package parley.node.press.recogniser;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import parley.dossier.model.DateLevel;
import parley.node.press.recogniser.Known.Point;
import parley.node.press.recogniser.Known.Someone;

/** The one world of the corpus: a talk agreed for 1 December 2026, 18:00 in Yekaterinburg. */
final class RecogniserWorld {
  static final ZoneId YEKATERINBURG = ZoneId.of("Asia/Yekaterinburg");
  static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
  static final Instant AGREED = Instant.parse("2026-12-01T13:00:00Z");
  static final Instant REFUSED = Instant.parse("2026-12-02T06:00:00Z");
  static final Instant BEFORE = Instant.parse("2026-11-26T07:00:00Z");
  static final Instant AFTER = Instant.parse("2026-12-03T07:00:00Z");

  private RecogniserWorld() {}

  static Known known(Instant release, DateLevel allowed, Set<Known.Open> open, boolean items) {
    return new Known(
        Optional.of(AGREED),
        Optional.of(90),
        List.of(REFUSED),
        release,
        List.of(YEKATERINBURG, LISBON),
        allowed,
        open,
        people(),
        points(items),
        Set.of("Norland", "Норландия", "Sudria", "Судрия"));
  }

  static Known known(DateLevel allowed) {
    return known(BEFORE, allowed, Set.of(), false);
  }

  private static List<Point> points(boolean told) {
    return Stream.of(
            Set.of("Bilateral relations", "Двусторонние отношения"),
            Set.of("The situation in the north", "Положение на севере"),
            Set.of("The situation at sea", "Положение на море"),
            Set.of("Dialogue on strategic stability", "Диалог о стабильности"),
            Set.of("Legal guarantees", "Правовые гарантии"))
        .map(titles -> new Point(titles, told))
        .toList();
  }

  private static List<Someone> people() {
    return List.of(
        someone("Helen Marsh", "Хелен Марш", "President", "Президент", true),
        someone(
            "Anna Whitfield",
            "Анна Уитфилд",
            "Foreign policy adviser",
            "Советник по внешней политике",
            false),
        someone("Peter Lowe", "Питер Лоу", "Spokesperson", "Пресс-секретарь", true),
        someone("Clara Voss", "Клара Восс", "Interpreter", "Переводчик", false),
        someone("Ruth Adler", "Рут Адлер", "Note-taker", "Протоколист", false),
        someone("Tom Hale", "Том Хейл", "Technician", "Техник", false),
        someone("Viktor Orlov", "Виктор Орлов", "President", "Президент", true),
        someone(
            "Maria Levina",
            "Мария Левина",
            "Foreign policy adviser",
            "Советник по внешней политике",
            false),
        someone("Pavel Zorin", "Павел Зорин", "Press secretary", "Пресс-секретарь", true),
        someone("Nina Gromova", "Нина Громова", "Interpreter", "Переводчик", false),
        someone("Oleg Somov", "Олег Сомов", "Protocol officer", "Протокол", false),
        someone("Irina Belykh", "Ирина Белых", "Technician", "Техник", false));
  }

  private static Someone someone(
      String english, String russian, String office, String russianOffice, boolean named) {
    return new Someone(Set.of(english, russian), Set.of(office, russianOffice), named);
  }
}
