package parley.node.web;

import java.util.Optional;
import java.util.function.Supplier;
import parley.node.people.Delegate;
import parley.node.words.Language;
import parley.node.words.Words;

/**
 * What every template is given beside its own model.
 *
 * @param place the host that answers
 * @param visitor who is signed in; never on public pages
 * @param words in the language of the page
 * @param notice what to say once, after a form
 * @param live the path of the page's live updates
 * @param number of the latest change when the page was built
 * @param assets styles and scripts
 * @param addresses of other places
 * @param formToken for forms; asking for it may set a cookie, so public pages have none
 */
public record PageFrame(
    Place place,
    Optional<Delegate> visitor,
    Words words,
    Optional<String> notice,
    Optional<String> live,
    long number,
    Assets assets,
    Addresses addresses,
    Supplier<String> formToken,
    String path) {
  /** Words of the page; see {@link Words#text}. */
  public String text(String key, Object... arguments) {
    return words.text(key, arguments);
  }

  /** Words that depend on a number; see {@link Words#count}. */
  public String count(String key, long count, Object... more) {
    return words.count(key, count, more);
  }

  public Language language() {
    return words.language();
  }

  /** The address of a style, script, font or icon. */
  public String asset(String name) {
    return assets.address(name);
  }

  /** What this node's pages run. */
  public ClientManifest client() {
    return assets.client();
  }

  /** The hidden field that proves a form is ours; {@code @template.web.csrf(frame)} writes it. */
  public String csrf() {
    return formToken.get();
  }

  /** The address of a delegation's press room. */
  public String pressRoomOf(String delegation) {
    return addresses.origin(new Place.PressRoom(delegation));
  }

  /**
   * Where the page's script listens for changes since the page was built; nothing, so no attribute,
   * if it has no live updates.
   */
  public String liveAddress() {
    return live.map(path -> path + "?since=" + number).orElse(null);
  }

  /** The languages a reader can choose. */
  public Language[] languages() {
    return Language.values();
  }
}
