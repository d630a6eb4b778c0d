package parley.dossier.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import parley.dossier.model.Reason;
import parley.dossier.model.Texts;

/** Takes the members of an object one by one, and refuses what nobody asked for. */
public final class Members {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final Map<String, Json> members;
  private final Set<String> taken = new HashSet<>();

  private Members(Map<String, Json> members) {
    this.members = members;
  }

  /** Reads an object: every member of it must be taken by the reader. */
  public static <T> T read(Json json, Function<Members, T> reader) {
    if (!(json instanceof Json.Obj(Map<String, Json> members))) {
      throw Reason.VALUE_INVALID.because("an object expected");
    }
    Members object = new Members(members);
    T value = reader.apply(object);
    for (String name : members.keySet()) {
      if (!object.taken.contains(name)) {
        throw Reason.MEMBER_UNKNOWN.because(name);
      }
    }
    return value;
  }

  public Optional<Json> optional(String name) {
    taken.add(name);
    return Optional.ofNullable(members.get(name));
  }

  public Json json(String name) {
    return optional(name).orElseThrow(() -> Reason.MEMBER_MISSING.because(name));
  }

  public String string(String name) {
    return string(json(name));
  }

  public <T> T string(String name, Function<String, T> reader) {
    return reader.apply(string(name));
  }

  public <T> Optional<T> optionalString(String name, Function<String, T> reader) {
    return optional(name).map(Members::string).map(reader);
  }

  public long integer(String name) {
    if (json(name) instanceof Json.Int(long value)) {
      return value;
    }
    throw Reason.VALUE_INVALID.because(name + ": an integer expected");
  }

  int small(String name) {
    long value = integer(name);
    if (value != (int) value) {
      throw Reason.VALUE_INVALID.because(name);
    }
    return (int) value;
  }

  public boolean bool(String name) {
    if (json(name) instanceof Json.Bool(boolean value)) {
      return value;
    }
    throw Reason.VALUE_INVALID.because(name + ": true or false expected");
  }

  Instant instant(String name) {
    return string(name, Members::instantOf);
  }

  public Texts texts(String name) {
    return textsOf(json(name));
  }

  static Texts textsOf(Json json) {
    return new Texts(map(json, (language, text) -> language, (language, text) -> string(text)));
  }

  public <T> List<T> list(String name, Function<Json, T> reader) {
    return listOf(json(name), reader);
  }

  public <T> List<T> strings(String name, Function<String, T> reader) {
    return list(name, item -> reader.apply(string(item)));
  }

  public <K extends Comparable<K>, V> SortedMap<K, V> map(
      String name, Function<String, K> key, Function<Json, V> value) {
    return map(json(name), (k, v) -> key.apply(k), (k, v) -> value.apply(v));
  }

  public static <T> List<T> listOf(Json json, Function<Json, T> reader) {
    if (json instanceof Json.Arr(List<Json> items)) {
      return items.stream().map(reader).toList();
    }
    throw Reason.VALUE_INVALID.because("an array expected");
  }

  private static <K extends Comparable<K>, V> SortedMap<K, V> map(
      Json json, BiFunction<String, Json, K> key, BiFunction<String, Json, V> value) {
    if (!(json instanceof Json.Obj(Map<String, Json> members))) {
      throw Reason.VALUE_INVALID.because("an object expected");
    }
    SortedMap<K, V> map = new TreeMap<>();
    members.forEach((k, v) -> map.put(key.apply(k, v), value.apply(k, v)));
    return map;
  }

  static String string(Json json) {
    if (json instanceof Json.Str(String value)) {
      return value;
    }
    throw Reason.VALUE_INVALID.because("a string expected");
  }

  /** An RFC 3339 time in UTC, to the millisecond, in the one form that {@link #text} writes. */
  static Instant instantOf(String text) {
    try {
      Instant instant = Instant.parse(text);
      if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
        throw Reason.VALUE_INVALID.because("time out of range");
      }
      if (!text(instant).equals(text)) {
        throw Reason.VALUE_INVALID.because("time is not in canonical form");
      }
      return instant;
    } catch (DateTimeException e) {
      throw Reason.VALUE_INVALID.because("time");
    }
  }

  static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
