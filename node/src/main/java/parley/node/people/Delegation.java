package parley.node.people;

import java.time.ZoneId;
import java.util.Map;
import parley.node.words.Language;

/**
 * A side, in its own words.
 *
 * @param id its slug, as in host names
 * @param language its own language, in which its people begin
 * @param zone where its people's clocks are
 * @param names what it calls itself, by language
 */
public record Delegation(String id, Language language, ZoneId zone, Map<Language, String> names) {
  public Delegation {
    names = Map.copyOf(names);
  }

  /** What it calls itself in {@code language}, or else in its own. */
  public String name(Language language) {
    String name = names.get(language);
    return name != null ? name : names.get(this.language);
  }
}
