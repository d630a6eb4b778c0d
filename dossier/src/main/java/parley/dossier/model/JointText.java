package parley.dossier.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The words of a joint statement.
 *
 * @param publicId 16 random bytes as base64url, under which both sides publish it; the log itself
 *     does not hold it
 * @param headline in every language
 * @param paragraphs in the languages of the headline
 */
public record JointText(
    String publicId, Texts headline, SortedMap<String, List<String>> paragraphs) {
  private static final int MAX_PARAGRAPHS = 100;

  public JointText {
    if (Base64Url.decode(publicId, 22).length != 16) {
      throw Reason.VALUE_INVALID.because("public id of 16 bytes expected");
    }
    var copy = new TreeMap<String, List<String>>();
    paragraphs.forEach((language, text) -> copy.put(language, List.copyOf(text)));
    paragraphs = Collections.unmodifiableSortedMap(copy);
    if (!paragraphs.keySet().equals(headline.byLanguage().keySet())) {
      throw Reason.VALUE_INVALID.because("headline and paragraphs in the same languages expected");
    }
    for (List<String> text : paragraphs.values()) {
      if (text.isEmpty()
          || text.size() > MAX_PARAGRAPHS
          || text.stream().anyMatch(String::isBlank)) {
        throw Reason.VALUE_INVALID.because("1 to " + MAX_PARAGRAPHS + " paragraphs expected");
      }
    }
  }

  /** The languages of these in which it says nothing. */
  public List<String> lacks(Collection<String> languages) {
    return languages.stream().filter(tag -> !paragraphs.containsKey(tag)).toList();
  }
}
