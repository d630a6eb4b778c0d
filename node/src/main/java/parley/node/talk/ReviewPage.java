package parley.node.talk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.node.web.Form;

/**
 * A proposal before it is signed: its exact text in every language, and what follows from it.
 *
 * @param fields what was typed, to go on with or back to
 * @param toClear who of her own side has to clear it before she can sign; empty if nobody
 * @param seen what stood on the matter when this page was made
 */
public record ReviewPage(
    String action,
    String talk,
    String title,
    List<TermCopy> copies,
    List<String> consequences,
    Map<String, List<String>> fields,
    Optional<String> toClear,
    String seen,
    Optional<String> notice) {
  private static final List<String> OWN_FIELDS = List.of("_csrf", "step", "seen");

  static Map<String, List<String>> carried(Form form) {
    Map<String, List<String>> fields = new java.util.LinkedHashMap<>(form.fields());
    OWN_FIELDS.forEach(fields::remove);
    return fields;
  }
}
