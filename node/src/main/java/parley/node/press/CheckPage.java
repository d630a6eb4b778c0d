package parley.node.press;

import java.util.List;
import java.util.Optional;
import parley.node.press.site.Article;

/**
 * What is looked at before a release: exactly what the public will read, and what is new to it.
 *
 * @param versions the statement in each language, as the press room will show it; empty while it
 *     may not be shown
 * @param objections why it cannot be released; empty when it can
 * @param mayDisclose whether the reader may propose a term that would help
 * @param novelties what the public learns that this press room has not told before
 * @param shown names what was shown, so that nothing else is released
 */
public record CheckPage(
    String talk,
    String id,
    String delegation,
    List<Version> versions,
    List<String> objections,
    boolean mayDisclose,
    List<String> novelties,
    Optional<String> shown) {
  public CheckPage {
    versions = List.copyOf(versions);
    objections = List.copyOf(objections);
    novelties = List.copyOf(novelties);
  }

  /** The statement for readers of one language. */
  public record Version(String language, Article article) {}
}
