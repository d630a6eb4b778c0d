package parley.dossier.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value of our formats: no null and no fractions exist in them. */
public sealed interface Json {
  /** An object; members keep the order in which they stand. */
  record Obj(Map<String, Json> members) implements Json {}

  /** An array. */
  record Arr(List<Json> items) implements Json {}

  /** A string. */
  record Str(String value) implements Json {}

  /** An integer within the range that I-JSON calls interoperable. */
  record Int(long value) implements Json {}

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** Starts an object to be written. */
  static Builder object() {
    return new Builder();
  }

  /** An array of strings. */
  static Arr strings(Iterable<?> values) {
    var items = new java.util.ArrayList<Json>();
    values.forEach(value -> items.add(new Str(value.toString())));
    return new Arr(items);
  }

  /** The text of this value without white space. */
  default String text() {
    StringBuilder out = new StringBuilder();
    write(this, out);
    return out.toString();
  }

  /** Collects the members of an object in order. */
  final class Builder {
    private final Map<String, Json> members = new LinkedHashMap<>();

    private Builder() {}

    public Builder put(String name, Json value) {
      members.put(name, value);
      return this;
    }

    public Builder put(String name, Object value) {
      return put(name, new Str(value.toString()));
    }

    public Builder put(String name, long value) {
      return put(name, new Int(value));
    }

    public Obj build() {
      return new Obj(members);
    }
  }

  private static void write(Json json, StringBuilder out) {
    switch (json) {
      case Str(String value) -> quote(value, out);
      case Int(long value) -> out.append(value);
      case Bool(boolean value) -> out.append(value);
      case Arr(List<Json> items) -> {
        String separator = "[";
        for (Json item : items) {
          write(item, out.append(separator));
          separator = ",";
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      case Obj(Map<String, Json> members) -> {
        String separator = "{";
        for (var member : members.entrySet()) {
          quote(member.getKey(), out.append(separator));
          write(member.getValue(), out.append(':'));
          separator = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
      }
    }
  }

  private static void quote(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
