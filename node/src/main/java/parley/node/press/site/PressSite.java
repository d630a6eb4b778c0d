package parley.node.press.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import parley.node.press.publicview.PressRoom;
import parley.node.press.publicview.PublicPicture;
import parley.node.press.publicview.PublicView;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.Statement;
import parley.node.press.publicview.StatementId;
import parley.node.press.publicview.StatementKind;
import parley.node.web.Answer;
import parley.node.web.Feature;
import parley.node.web.Problem;
import parley.node.web.PublicRequest;
import parley.node.web.Route;
import parley.node.words.Language;
import parley.node.words.Words;

/**
 * The public pages of the press rooms. Every answer is made of the public projection and the
 * request alone.
 */
public final class PressSite implements Feature {
  private static final String STATEMENTS = "/statements/";
  private static final String PICTURES = "/pictures/";
  private static final int LISTED = 30;

  private final PublicView view;
  private final UnaryOperator<String> origins;
  private final AtomFeed feed;

  /**
   * @param origins the origin of the press room with a slug, such as {@code
   *     http://press.norland.localhost:8080}
   */
  public PressSite(PublicView view, UnaryOperator<String> origins) {
    this.view = view;
    this.origins = origins;
    this.feed = new AtomFeed(origins);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.press("/", in(this::front)),
        Route.press(STATEMENTS + "{id}", in(this::statement)),
        Route.press(STATEMENTS + "{id}/signed.jws", in(this::signed)),
        Route.press(PICTURES + "{sha256}", in(this::picture)),
        Route.press(
            "/feed.atom",
            in(
                (room, request) ->
                    Answer.content(
                        "application/atom+xml;charset=utf-8", feed.of(room, request.language())))),
        Route.press(
            "/key.jwk",
            in(
                (room, request) ->
                    Answer.content("application/jwk+json", ascii(room.key().jwk())))));
  }

  /** The page of a statement in its press room. */
  public static String path(StatementId id) {
    return STATEMENTS + id;
  }

  private Route.PublicHandler in(BiFunction<PressRoom, PublicRequest, Answer> page) {
    return request ->
        view.room(request.delegation())
            .map(room -> page.apply(room, request))
            .orElseGet(PressSite::nothing);
  }

  private static Answer nothing() {
    return Answer.refuse(Problem.NOT_FOUND);
  }

  private Answer front(PressRoom room, PublicRequest request) {
    List<Published> listed = room.statements().stream().limit(LISTED).toList();
    Optional<Published> latest =
        listed.stream().filter(each -> stands(room, each.statement())).findFirst();
    List<FrontPage.Line> earlier =
        listed.stream()
            .filter(each -> latest.filter(each::equals).isEmpty())
            .map(each -> line(room, each, request.language()))
            .toList();
    return Answer.page(
        "press/site/front.jte",
        new FrontPage(
            room.name(request.language()),
            latest.map(each -> line(room, each, request.language())),
            earlier));
  }

  /** A withdrawal is shown among the earlier ones, with what it withdrew. */
  private static boolean stands(PressRoom room, Statement statement) {
    return statement.kind() != StatementKind.WITHDRAWAL
        && room.withdrawalOf(statement.id()).isEmpty()
        && room.correctionOf(statement.id()).isEmpty();
  }

  private static FrontPage.Line line(PressRoom room, Published published, Language language) {
    Statement statement = published.statement();
    return new FrontPage.Line(
        article(room, statement, language),
        address(statement.id(), language),
        mark(room, statement, Words.in(language)));
  }

  private static String mark(PressRoom room, Statement statement, Words words) {
    if (room.withdrawalOf(statement.id()).isPresent()) {
      return words.text("press.site.withdrawn");
    }
    return room.correctionOf(statement.id()).isPresent() ? words.text("press.site.corrected") : "";
  }

  private Answer statement(PressRoom room, PublicRequest request) {
    return find(room, request)
        .map(each -> Answer.page("press/site/statement.jte", page(room, each, request.language())))
        .map(Answer.class::cast)
        .orElseGet(PressSite::nothing);
  }

  private StatementPage page(PressRoom room, Published published, Language language) {
    Statement statement = published.statement();
    Words words = Words.in(language);
    return new StatementPage(
        room.name(language),
        article(room, statement, language),
        room.withdrawalOf(statement.id())
            .map(
                by ->
                    link(
                        room,
                        by,
                        words.text(
                            "press.site.withdrawn-on",
                            dates(room, language).minute(by.statement().released())),
                        language)),
        room.correctionOf(statement.id())
            .map(
                by ->
                    link(
                        room,
                        by,
                        words.text(
                            "press.site.corrected-on",
                            dates(room, language).minute(by.statement().released())),
                        language)),
        related(room, statement, language),
        path(statement.id()) + "/signed.jws",
        room.key().thumbprint().replaceAll("(.{6})", "$1 ").strip(),
        dates(room, language).minute(statement.released()));
  }

  private List<StatementPage.Link> related(PressRoom room, Statement statement, Language language) {
    Words words = Words.in(language);
    List<StatementPage.Link> links = new ArrayList<>();
    for (Relation relation : statement.relations()) {
      view.room(relation.room())
          .ifPresent(
              other ->
                  other
                      .statement(relation.statement())
                      .ifPresent(
                          each ->
                              links.add(
                                  link(
                                      other,
                                      each,
                                      words.text(
                                          "press.relation." + relation.kind().slug(),
                                          other.name(language)),
                                      language))));
    }
    for (Published reply : room.pointingAt(statement.id(), Relation.Kind.REPLIES_TO)) {
      links.add(
          link(
              room,
              reply,
              words.text("press.relation.answered-by", room.name(language)),
              language));
    }
    return links;
  }

  private StatementPage.Link link(
      PressRoom room, Published published, String words, Language language) {
    Article article = article(room, published.statement(), language);
    String address = origins.apply(room.slug()) + address(published.statement().id(), language);
    return new StatementPage.Link(words, article.headline(), article.dateline(), address);
  }

  private Answer signed(PressRoom room, PublicRequest request) {
    return find(room, request)
        .<Answer>map(
            each ->
                new Answer.Content(
                    200,
                    "application/jose",
                    ascii(each.jws()),
                    Map.of(
                        "Content-Disposition",
                        "attachment; filename=\"statement-" + each.statement().id() + ".jws\"")))
        .orElseGet(PressSite::nothing);
  }

  /** A picture is there while a statement that stands shows it. */
  private Answer picture(PressRoom room, PublicRequest request) {
    Optional<PublicPicture> shown =
        room.statements().stream()
            .map(Published::statement)
            .filter(statement -> room.withdrawalOf(statement.id()).isEmpty())
            .flatMap(statement -> statement.picture().stream())
            .filter(picture -> picture.sha256().equals(request.path("sha256")))
            .findFirst();
    return shown
        .flatMap(
            picture ->
                view.picture(room.slug(), picture)
                    .<Answer>map(bytes -> Answer.content(picture.type(), bytes)))
        .orElseGet(PressSite::nothing);
  }

  private static Optional<Published> find(PressRoom room, PublicRequest request) {
    String id = request.path("id");
    return StatementId.isId(id) ? room.statement(new StatementId(id)) : Optional.empty();
  }

  private static Article article(PressRoom room, Statement statement, Language language) {
    return Article.of(
        room,
        statement,
        language,
        statement.picture().map(picture -> PICTURES + picture.sha256()).orElse(""));
  }

  private static String address(StatementId id, Language language) {
    return path(id) + "?lang=" + language.tag();
  }

  private static Dates dates(PressRoom room, Language language) {
    return new Dates(language, room.zone());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
