package parley.node.permission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.node.web.Route;
import parley.node.web.Site;

/**
 * Who may what, as {@code docs/permissions.tsv} says it or as a node does it: a row for each route
 * and message, a cell for each kind of visitor.
 */
record Matrix(Map<String, Map<Visitor, String>> rows) {
  static final Path REVIEWED = Path.of("../docs/permissions.tsv");
  private static final int KEY_COLUMNS = 4;

  /** The key of a route's row. */
  static String key(Route route, boolean demo) {
    String touch = route.audience().isFresh() ? "touch" : "-";
    return String.join(
        "\t", route.method().toString(), place(route.site(), demo), route.path(), touch);
  }

  /** The key of a message's row. */
  static String key(String message) {
    return String.join("\t", "SAY", "room", message, "-");
  }

  private static String place(Site site, boolean demo) {
    return switch (site) {
      case SEAT -> "seat";
      case PRESS -> "press";
      case CAST -> demo ? "demo" : "operator";
    };
  }

  static Matrix read(Path file) throws IOException {
    List<String> lines =
        Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
    List<Visitor> columns =
        Stream.of(lines.getFirst().split("\t")).skip(KEY_COLUMNS).map(Visitor::ofWord).toList();
    Map<String, Map<Visitor, String>> rows = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t");
      Map<Visitor, String> row = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i), cells[KEY_COLUMNS + i]);
      }
      rows.put(String.join("\t", List.of(cells).subList(0, KEY_COLUMNS)), row);
    }
    return new Matrix(rows);
  }

  /** What {@code other} has and does that this does not say, line by line. */
  List<String> differences(Matrix other) {
    List<String> found = new ArrayList<>();
    for (String key : new TreeSet<>(union(other))) {
      if (!rows.containsKey(key)) {
        found.add("not listed: " + key);
      } else if (!other.rows.containsKey(key)) {
        found.add("gone: " + key);
      } else {
        rows.get(key)
            .forEach(
                (visitor, expected) -> {
                  String seen = other.rows.get(key).get(visitor);
                  if (!expected.equals(seen)) {
                    found.add(key + " for " + visitor.word() + ": " + expected + " but " + seen);
                  }
                });
      }
    }
    return found;
  }

  private List<String> union(Matrix other) {
    return Stream.concat(rows.keySet().stream(), other.rows.keySet().stream()).distinct().toList();
  }

  /** The table without its legend, to be looked through and taken over. */
  String write() {
    String head =
        "method\tplace\tpath\ttouch\t"
            + Stream.of(Visitor.values()).map(Visitor::word).collect(Collectors.joining("\t"));
    return rows.entrySet().stream()
        .map(row -> row.getKey() + "\t" + String.join("\t", row.getValue().values()))
        .collect(Collectors.joining("\n", head + "\n", "\n"));
  }
}
