package parley.node.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was typed into a form. Nothing is cut or cleaned, so that a form that needs a correction can
 * be shown as it was sent.
 *
 * @param fields values by name, in order of sending
 * @param uploads files by name
 */
public record Form(Map<String, List<String>> fields, Map<String, Upload> uploads) {
  /** A form nobody has filled in. */
  public static final Form EMPTY = new Form(Map.of(), Map.of());

  private static final int MAX_FIELDS = 1_000;

  public Form {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    uploads = Map.copyOf(uploads);
  }

  /** Reads {@code application/x-www-form-urlencoded} in UTF-8. */
  static Form parse(String body) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    int count = 0;
    for (String pair : body.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      if (++count > MAX_FIELDS) {
        throw new IllegalArgumentException("too many fields");
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      fields.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }
    return new Form(fields, Map.of());
  }

  /** The first value of {@code name} without blanks around it; empty when there is none. */
  public String text(String name) {
    return raw(name).strip();
  }

  /** The first value of {@code name} as sent; empty when there is none. */
  public String raw(String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** All values of {@code name}. */
  public List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** Whether {@code name} was sent with something in it: a ticked box, a pressed button. */
  public boolean has(String name) {
    return !text(name).isEmpty();
  }

  /** The file that was chosen for {@code name}, if one was. */
  public Optional<Upload> upload(String name) {
    return Optional.ofNullable(uploads.get(name));
  }

  /** The names of all fields that were sent. */
  public Set<String> names() {
    return fields.keySet();
  }

  private static String decode(String text) {
    boolean isPlain = text.indexOf('%') < 0 && text.indexOf('+') < 0;
    return isPlain ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** What people type is theirs: only the names are printed. */
  @Override
  public String toString() {
    return "Form" + fields.keySet();
  }
}
