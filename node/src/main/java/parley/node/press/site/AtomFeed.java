package parley.node.press.site;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import parley.node.press.publicview.PressRoom;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Statement;
import parley.node.press.publicview.StatementKind;
import parley.node.press.publicview.Wording;
import parley.node.words.Language;
import parley.node.words.Words;

/** A press room's statements as an Atom feed, RFC 4287, in one language. */
final class AtomFeed {
  private static final int LISTED = 50;

  private final UnaryOperator<String> origins;

  AtomFeed(UnaryOperator<String> origins) {
    this.origins = origins;
  }

  byte[] of(PressRoom room, Language language) {
    String origin = origins.apply(room.slug());
    Feed feed = new Feed("atom_1.0");
    feed.setEncoding("UTF-8");
    feed.setId(origin + "/feed.atom?lang=" + language.tag());
    feed.setTitle(Words.in(language).text("press.site.title", room.name(language)));
    feed.setUpdated(Date.from(room.lastChange()));
    feed.setAuthors(List.of(author(room.name(language))));
    feed.setAlternateLinks(
        List.of(link("alternate", "text/html", origin + "/?lang=" + language.tag())));
    feed.setOtherLinks(
        List.of(
            link("self", "application/atom+xml", origin + "/feed.atom?lang=" + language.tag())));
    feed.setEntries(
        room.statements().stream()
            .limit(LISTED)
            .map(each -> entry(room, each, origin, language))
            .toList());
    try {
      return new WireFeedOutput().outputString(feed).getBytes(StandardCharsets.UTF_8);
    } catch (FeedException ours) {
      throw new IllegalStateException(ours);
    }
  }

  private static Entry entry(
      PressRoom room, Published published, String origin, Language language) {
    Statement statement = published.statement();
    Article article = Article.of(room, statement, language, "");
    Wording wording = statement.wordingFor(language);
    Entry entry = new Entry();
    entry.setId(origin + PressSite.path(statement.id()));
    entry.setTitle(
        isWithdrawn(room, statement)
            ? Words.in(language).text("press.site.withdrawn-entry", article.dateline())
            : article.headline());
    entry.setPublished(Date.from(statement.released()));
    entry.setUpdated(Date.from(lastChange(room, statement)));
    entry.setAuthors(
        List.of(
            author(
                wording.office().isEmpty()
                    ? wording.speaker()
                    : wording.speaker() + ", " + wording.office())));
    if (statement.kind() == StatementKind.JOINT) {
      entry.setCategories(List.of(category(statement.kind(), article.kind())));
    }
    entry.setAlternateLinks(
        List.of(
            link(
                "alternate",
                "text/html",
                origin + PressSite.path(statement.id()) + "?lang=" + language.tag())));
    entry.setOtherLinks(
        List.of(
            link(
                "related",
                "application/jose",
                origin + PressSite.path(statement.id()) + "/signed.jws")));
    entry.setContents(List.of(content(room, statement, article, language)));
    return entry;
  }

  /** The text; a statement that was taken back says only that, here and in the title. */
  private static Content content(
      PressRoom room, Statement statement, Article article, Language language) {
    List<String> paragraphs =
        isWithdrawn(room, statement)
            ? List.of(Words.in(language).text("press.site.withdrawn"))
            : article.body();
    Content content = new Content();
    content.setType("html");
    content.setValue(
        paragraphs.stream()
            .map(each -> "<p>" + escape(each) + "</p>")
            .collect(Collectors.joining("\n")));
    return content;
  }

  private static boolean isWithdrawn(PressRoom room, Statement statement) {
    return room.withdrawalOf(statement.id()).isPresent();
  }

  /** A correction or withdrawal changes the entry of what it is about. */
  private static Instant lastChange(PressRoom room, Statement statement) {
    return room.withdrawalOf(statement.id())
        .or(() -> room.correctionOf(statement.id()))
        .map(by -> by.statement().released())
        .orElse(statement.released());
  }

  private static Person author(String name) {
    Person person = new Person();
    person.setName(name);
    return person;
  }

  private static Category category(StatementKind kind, String label) {
    Category category = new Category();
    category.setTerm(kind.slug());
    category.setLabel(label);
    return category;
  }

  private static Link link(String relation, String type, String address) {
    Link link = new Link();
    link.setRel(relation);
    link.setType(type);
    link.setHref(address);
    return link;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
