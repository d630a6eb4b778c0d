package parley.node.permission;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of people who try everything. */
enum Visitor {
  /** Without a cookie, at the host of a person who exists and of one who does not. */
  NOBODY,
  /** At a person's host with the cookies of somebody else of her side, and of the other side. */
  THIEF,
  /** At the press room, with every cookie of a spokesperson and of a principal. */
  JOURNALIST,
  OPERATOR,
  /** Without a role. */
  ADMINISTRATOR,
  LISTENER,
  TECHNICIAN,
  NOTE_TAKER,
  INTERPRETER,
  SPOKESPERSON,
  NEGOTIATOR,
  PRINCIPAL;

  /** Those who have a seat of their own. */
  static List<Visitor> seated() {
    return Stream.of(values()).filter(visitor -> visitor.ordinal() >= 4).toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Visitor ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
