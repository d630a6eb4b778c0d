package parley.node.press;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import parley.node.press.joint.JointNews;
import parley.node.press.joint.JointStore;
import parley.node.press.publicview.PressRoom;
import parley.node.press.publicview.PublicView;
import parley.node.press.publicview.Published;
import parley.node.press.site.Article;
import parley.node.press.site.PressSite;
import parley.node.talk.Snapshot;
import parley.node.words.Language;
import parley.node.words.Moments;

/** What the press reads now in the press rooms of a talk's sides, for the talk's page. */
final class PublicNow implements parley.node.talk.PublicView {
  private static final int LISTED = 6;

  private final PublicView view;
  private final DraftStore drafts;
  private final JointStore joint;
  private final UnaryOperator<String> origins;

  PublicNow(PublicView view, DraftStore drafts, JointStore joint, UnaryOperator<String> origins) {
    this.joint = joint;
    this.view = view;
    this.drafts = drafts;
    this.origins = origins;
  }

  /** A statement and where it stands. */
  private record Found(PressRoom room, Published published) {}

  @Override
  public List<Item> now(Snapshot talk, Language language) {
    return talk.local().keySet().stream()
        .flatMap(slug -> view.room(slug).stream())
        .flatMap(PublicNow::standing)
        .sorted(
            Comparator.comparing((Found found) -> found.published().statement().released())
                .reversed())
        .limit(LISTED)
        .map(found -> item(found, language))
        .toList();
  }

  @Override
  public List<Joint> joint(Snapshot talk, String delegation, Moments clock, Instant now) {
    return new JointNews(joint, talk, delegation, clock, now).all();
  }

  @Override
  public boolean hasOutdated(Snapshot talk, String delegation) {
    Composer composer = new Composer(talk.state(), talk.local().get(delegation), Instant.EPOCH);
    return view.room(delegation).stream()
        .flatMap(
            room ->
                drafts.of(delegation, talk.state().talk().value()).stream()
                    .flatMap(row -> row.statement().stream())
                    .filter(room::stands)
                    .flatMap(id -> room.statement(id).stream()))
        .anyMatch(published -> composer.isOutdated(published.statement()));
  }

  private static Stream<Found> standing(PressRoom room) {
    return room.statements().stream()
        .filter(each -> room.withdrawalOf(each.statement().id()).isEmpty())
        .map(each -> new Found(room, each));
  }

  private Item item(Found found, Language language) {
    Article article = Article.of(found.room(), found.published().statement(), language, "");
    String address =
        origins.apply(found.room().slug())
            + PressSite.path(found.published().statement().id())
            + "?lang="
            + language.tag();
    return new Item(
        found.room().name(language), article.headline(), article.dateline(), Optional.of(address));
  }
}
