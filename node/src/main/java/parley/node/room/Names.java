package parley.node.room;

import java.util.Map;
import java.util.stream.Collectors;
import parley.dossier.model.Texts;
import parley.node.words.Language;

/**
 * What somebody is called.
 *
 * @param byTag by the language's tag
 * @param own the language to fall back on
 */
public record Names(Map<String, String> byTag, String own) {
  public Names {
    byTag = Map.copyOf(byTag);
  }

  /** In words of this node's languages. */
  static Names of(Map<Language, String> names, Language own) {
    return new Names(
        names.entrySet().stream()
            .collect(Collectors.toMap(each -> each.getKey().tag(), Map.Entry::getValue)),
        own.tag());
  }

  /** As credentials have them; {@code own} is the first language of these. */
  static Names of(Texts names, String own) {
    return new Names(
        names.byLanguage(), names.in(own).isPresent() ? own : names.byLanguage().firstKey());
  }

  public String in(Language language) {
    String name = byTag.get(language.tag());
    return name != null ? name : byTag.getOrDefault(own, "");
  }
}
