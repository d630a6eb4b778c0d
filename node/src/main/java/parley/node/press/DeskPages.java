package parley.node.press;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parley.dossier.model.DateLevel;
import parley.dossier.model.Subject;
import parley.node.press.publicview.PressRoom;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.Statement;
import parley.node.press.site.Article;
import parley.node.press.site.PressSite;
import parley.node.talk.Seat;
import parley.node.talk.Snapshot;
import parley.node.words.Language;
import parley.node.words.Words;

/** Builds what the desk's pages show, for one seat in one language, of the talk as it stands. */
record DeskPages(PressOffice office, Snapshot talk, Seat seat, Language language) {
  private static final int THEIRS = 10;

  DeskPage desk() {
    List<DraftStore.Row> rows = office.drafts(seat);
    return new DeskPage(
        seat.talk().toString(),
        words().others(),
        slug(),
        sayings(),
        seat.mayBind(),
        rows.stream().filter(row -> !row.isReleased()).map(this::line).toList(),
        rows.stream()
            .flatMap(row -> row.statement().flatMap(room()::statement).stream())
            .map(this::released)
            .toList(),
        theirs());
  }

  EditPage edit(Draft draft, List<String> faults) {
    return new EditPage(
        seat.talk().toString(),
        words().others(),
        draft,
        text("press.kind." + draft.kind().slug()),
        draft
            .about()
            .flatMap(this::published)
            .map(about -> about.statement().wordingFor(language).headline())
            .orElse(""),
        Arrays.stream(DateLevel.values()).map(level -> level(level, draft)).toList(),
        subjects().stream().map(subject -> choice(subject, draft)).toList(),
        versions(draft),
        draft
            .picture()
            .map(
                picture ->
                    "/press/"
                        + seat.talk()
                        + "/drafts/"
                        + draft.id()
                        + "/picture?"
                        + picture.sha256()),
        faults);
  }

  CheckPage check(Draft draft) {
    Composition composition = office.compose(seat, draft);
    String pictureAddress = "/press/" + seat.talk() + "/drafts/" + draft.id() + "/picture";
    List<CheckPage.Version> versions =
        composition.statement().stream()
            .flatMap(
                statement ->
                    statement.wordings().keySet().stream()
                        .map(
                            each ->
                                new CheckPage.Version(
                                    text("web.language." + each.tag()),
                                    Article.of(room(), statement, each, pictureAddress))))
            .toList();
    return new CheckPage(
        seat.talk().toString(),
        draft.id().value(),
        room().name(language),
        versions,
        composition.objections().stream().map(words()::objection).toList(),
        seat.mayBind() && composition.objections().stream().anyMatch(Objection::isOfDisclosure),
        composition.statement().map(statement -> novelties(draft, statement)).orElse(List.of()),
        composition.isReleasable()
            ? composition.statement().map(statement -> PressOffice.shown(statement).value())
            : Optional.empty());
  }

  /** What a statement of this talk can say that it speaks of. */
  List<Subject> subjects() {
    return words().subjects();
  }

  private List<String> novelties(Draft draft, Statement statement) {
    Novelty novelty = office.novelty(seat, draft, statement);
    List<String> lines = new ArrayList<>();
    if (novelty.existence()) {
      lines.add(text("press.new.existence", words().others()));
    }
    novelty
        .date()
        .ifPresent(
            date ->
                lines.add(
                    text("press.new.date", composer().phrase(draft.level(), language).orElse(""))));
    subjects().stream()
        .filter(subject -> novelty.subjects().contains(subject.key()))
        .forEach(subject -> lines.add(text("press.new.subject", words().subject(subject))));
    if (novelty.picture()) {
      lines.add(text("press.new.picture"));
    }
    return novelty.isNothing() ? List.of(text("press.new.nothing")) : lines;
  }

  private List<DeskPage.Saying> sayings() {
    return Stream.concat(
            Stream.of(Subject.Plain.EXISTENCE, Subject.Plain.DATE), subjects().stream())
        .map(subject -> new DeskPage.Saying(words().subject(subject), words().permission(subject)))
        .toList();
  }

  private DeskPage.DraftLine line(DraftStore.Row row) {
    String title = row.draft().title(language);
    return new DeskPage.DraftLine(
        row.draft().id().value(),
        text("press.kind." + row.draft().kind().slug()),
        title.isEmpty() ? text("press.untitled") : title,
        stamp(row.changed()));
  }

  private DeskPage.ReleasedLine released(Published published) {
    Article article = article(room(), published);
    String mark =
        room().withdrawalOf(published.statement().id()).isPresent()
            ? text("press.site.withdrawn")
            : room()
                .correctionOf(published.statement().id())
                .map(by -> text("press.site.corrected"))
                .orElse("");
    return new DeskPage.ReleasedLine(
        published.statement().id().value(),
        article.headline(),
        article.dateline(),
        PressSite.path(published.statement().id()),
        mark,
        mark.isEmpty() && composer().isOutdated(published.statement()));
  }

  private List<DeskPage.TheirLine> theirs() {
    return talk.local().keySet().stream()
        .filter(slug -> !slug.equals(slug()))
        .sorted()
        .flatMap(slug -> office.room(slug).stream())
        .flatMap(
            room ->
                room.statements().stream()
                    .filter(each -> room.withdrawalOf(each.statement().id()).isEmpty())
                    .limit(THEIRS)
                    .map(each -> theirLine(room, each)))
        .toList();
  }

  private DeskPage.TheirLine theirLine(PressRoom room, Published published) {
    Article article = article(room, published);
    return new DeskPage.TheirLine(
        room.slug(),
        room.name(language),
        published.statement().id().value(),
        article.headline(),
        article.dateline(),
        PressSite.path(published.statement().id()));
  }

  private Article article(PressRoom room, Published published) {
    return Article.of(room, published.statement(), language, "");
  }

  private EditPage.Level level(DateLevel level, Draft draft) {
    Composer composer = office.composer(talk, seat);
    boolean allowed =
        Judgement.of(List.of(Asked.date(level)), talk.state(), seat.delegation()).isEmpty();
    String example =
        composer
            .phrase(level, language)
            .map(
                phrase ->
                    text(
                        "press.level.example", phrase, composer.clause(level, language).orElse("")))
            .orElse("");
    return new EditPage.Level(
        level.word(), words().level(level), example, allowed, level == draft.level());
  }

  private EditPage.Choice choice(Subject subject, Draft draft) {
    return new EditPage.Choice(
        subject.key(),
        words().subject(subject),
        words().permission(subject),
        draft.subjects().contains(subject.key()));
  }

  /** The side's own language first. */
  private List<EditPage.Version> versions(Draft draft) {
    Language own = seat.person().delegation().language();
    return draft.texts().entrySet().stream()
        .sorted((one, other) -> Boolean.compare(other.getKey() == own, one.getKey() == own))
        .map(
            each ->
                new EditPage.Version(
                    each.getKey(), text("web.language." + each.getKey().tag()), each.getValue()))
        .toList();
  }

  private Optional<Published> published(Relation relation) {
    return office.room(relation.room()).flatMap(room -> room.statement(relation.statement()));
  }

  private Composer composer() {
    return office.composer(talk, seat);
  }

  private PressRoom room() {
    return office.room(slug()).orElseThrow();
  }

  private String slug() {
    return seat.person().delegation().id();
  }

  private DeskWords words() {
    return new DeskWords(talk, seat.delegation(), language);
  }

  private String text(String key, Object... arguments) {
    return Words.in(language).text(key, arguments);
  }

  private String stamp(Instant instant) {
    return DateTimeFormatter.ofPattern("d MMMM, HH:mm", language.locale())
        .format(instant.atZone(seat.person().delegation().zone()));
  }
}
