package parley.node.demo;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import parley.dossier.model.Role;
import parley.dossier.model.Texts;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.people.People;
import parley.node.words.Language;

/** The people of the reference scenario. */
public final class DemoCast {
  public static final Delegation NORLAND =
      new Delegation(
          "norland",
          Language.EN,
          ZoneId.of("Europe/Lisbon"),
          Map.of(Language.EN, "Norland", Language.RU, "Норландия"));
  public static final Delegation SUDRIA =
      new Delegation(
          "sudria",
          Language.RU,
          ZoneId.of("Asia/Yekaterinburg"),
          Map.of(Language.EN, "Sudria", Language.RU, "Судрия"));

  private static final List<Delegate> NORLANDERS =
      List.of(
          norlander("helen", "Helen Marsh", "Хелен Марш", Role.PRINCIPAL, "President", "Президент"),
          norlander(
              "anna",
              "Anna Whitfield",
              "Анна Уитфилд",
              Role.NEGOTIATOR,
              "Foreign policy adviser",
              "Советник по внешней политике"),
          norlander(
              "peter",
              "Peter Lowe",
              "Питер Лоу",
              Role.SPOKESPERSON,
              "Spokesperson",
              "Пресс-секретарь"),
          norlander(
              "clara", "Clara Voss", "Клара Восс", Role.INTERPRETER, "Interpreter", "Переводчик"),
          norlander(
              "ruth", "Ruth Adler", "Рут Адлер", Role.NOTE_TAKER, "Note-taker", "Протоколист"),
          norlander("tom", "Tom Hale", "Том Хейл", Role.TECHNICIAN, "Technician", "Техник"));
  private static final List<Delegate> SUDRIANS =
      List.of(
          sudrian(
              "viktor", "Viktor Orlov", "Виктор Орлов", Role.PRINCIPAL, "President", "Президент"),
          sudrian(
              "maria",
              "Maria Levina",
              "Мария Левина",
              Role.NEGOTIATOR,
              "Foreign policy adviser",
              "Советник по внешней политике"),
          sudrian(
              "pavel",
              "Pavel Zorin",
              "Павел Зорин",
              Role.SPOKESPERSON,
              "Press secretary",
              "Пресс-секретарь"),
          sudrian(
              "nina",
              "Nina Gromova",
              "Нина Громова",
              Role.INTERPRETER,
              "Interpreter",
              "Переводчик"),
          sudrian(
              "oleg", "Oleg Somov", "Олег Сомов", Role.NOTE_TAKER, "Protocol officer", "Протокол"),
          sudrian("irina", "Irina Belykh", "Ирина Белых", Role.TECHNICIAN, "Technician", "Техник"));

  private DemoCast() {}

  /** Adds both delegations with their people, unless they are there. */
  public static void join(People people) {
    join(people, new House.Neutral());
  }

  /** Adds the delegations of a house with their people, unless they are there. */
  public static void join(People people, House house) {
    for (Delegation each : List.of(NORLAND, SUDRIA)) {
      if (house.has(each.id()) && people.delegation(each.id()).isEmpty()) {
        people.add(each);
        delegates(each).forEach(people::add);
      }
    }
  }

  /** One of the two, by its slug. */
  public static Delegation delegation(String slug) {
    return slug.equals(NORLAND.id()) ? NORLAND : SUDRIA;
  }

  private static List<Delegate> delegates(Delegation delegation) {
    return delegation.equals(NORLAND) ? NORLANDERS : SUDRIANS;
  }

  /** What the delegation that lives elsewhere calls itself. */
  static Delegation neighbour(House.Own house) {
    return house.has(NORLAND.id()) ? SUDRIA : NORLAND;
  }

  /** What a delegation calls itself, as a dossier has it. */
  public static Texts texts(Delegation delegation) {
    Map<String, String> byTag = new TreeMap<>();
    delegation.names().forEach((language, name) -> byTag.put(language.tag(), name));
    return Texts.of(byTag);
  }

  /** The mark of a side in the look: Norland's is a wherever it is shown. */
  static String mark(Delegation delegation) {
    return delegation.id().equals(NORLAND.id()) ? "a" : "b";
  }

  private static Delegate norlander(
      String slug, String en, String ru, Role role, String officeEn, String officeRu) {
    return delegate(NORLAND, slug, en, ru, role, officeEn, officeRu);
  }

  private static Delegate sudrian(
      String slug, String en, String ru, Role role, String officeEn, String officeRu) {
    return delegate(SUDRIA, slug, en, ru, role, officeEn, officeRu);
  }

  /** The technicians look after their delegations' people. */
  private static Delegate delegate(
      Delegation delegation,
      String slug,
      String en,
      String ru,
      Role role,
      String officeEn,
      String officeRu) {
    return new Delegate(
        new DelegateId(delegation.id(), slug),
        delegation,
        Map.of(Language.EN, en, Language.RU, ru),
        Map.of(Language.EN, officeEn, Language.RU, officeRu),
        Set.of(role),
        delegation.language(),
        role == Role.TECHNICIAN);
  }
}
