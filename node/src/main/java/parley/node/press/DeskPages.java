package parley.node.press;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.model.DateLevel;
import parley.dossier.model.Subject;
import parley.node.press.clearing.Clearing;
import parley.node.press.publicview.PressRoom;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Relation;
import parley.node.press.site.Article;
import parley.node.press.site.PressSite;
import parley.node.talk.Seat;
import parley.node.talk.Snapshot;
import parley.node.words.Language;
import parley.node.words.Words;

/** Builds what the desk's pages show, for one seat in one language, of the talk as it stands. */
record DeskPages(PressOffice office, Snapshot talk, Seat seat, Language language) {
  private static final int THEIRS = 10;
  private static final int SPARE_PAIRS = 2;

  DeskPage desk() {
    List<DraftStore.Row> rows = office.drafts(seat);
    return new DeskPage(
        seat.talk().toString(),
        words().others(),
        slug(),
        office.waiting(seat, language),
        office.joint(seat, language),
        sayings(),
        seat.mayBind(),
        rows.stream().filter(row -> !row.isReleased()).map(this::line).toList(),
        rows.stream()
            .flatMap(
                row ->
                    row.statement().flatMap(room()::statement).stream()
                        .map(published -> released(row.draft(), published)))
            .toList(),
        theirs());
  }

  EditPage edit(Draft draft, List<String> faults) {
    Clearing clearing = office.clearing().of(draft);
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
        ifAsked(draft),
        clearing.open().map(open -> clearing.clearances().size()),
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

  /** What a statement of this talk can say that it speaks of. */
  List<Subject> subjects() {
    return words().subjects();
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
        stamp(row.changed()),
        StageView.of(office.clearing().of(row.draft()), language));
  }

  private DeskPage.ReleasedLine released(Draft draft, Published published) {
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
        mark.isEmpty() && composer().isOutdated(published.statement()),
        draft.id().value());
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
    Composer composer = office.releasing().composer(talk, seat);
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

  /** What typed words tell too much, by the field in which they stand. */
  private Map<String, List<String>> tells(Draft draft, Language of) {
    return office.releasing().reading(talk, seat).of(draft).stream()
        .filter(each -> each.isStop() && each.language() == of)
        .collect(
            Collectors.groupingBy(
                each -> each.field().slug(),
                Collectors.mapping(
                    each ->
                        text(
                            "press.tells.at",
                            each.mention().quoted(),
                            words().tells(each.mention())),
                    Collectors.toList())));
  }

  /** The side's own language first. */
  private List<EditPage.Version> versions(Draft draft) {
    Language own = seat.person().delegation().language();
    return draft.texts().entrySet().stream()
        .sorted((one, other) -> Boolean.compare(other.getKey() == own, one.getKey() == own))
        .map(
            each ->
                new EditPage.Version(
                    each.getKey(),
                    text("web.language." + each.getKey().tag()),
                    each.getValue(),
                    tells(draft, each.getKey())))
        .toList();
  }

  /** The pairs that there are and a few to fill in, in the order of the versions. */
  private List<List<EditPage.AskedLine>> ifAsked(Draft draft) {
    int rows = Math.min(IfAsked.MOST, draft.ifAsked().size() + SPARE_PAIRS);
    List<IfAsked> pairs = new ArrayList<>(draft.ifAsked());
    while (pairs.size() < rows) {
      pairs.add(new IfAsked(Map.of()));
    }
    return pairs.stream()
        .map(
            pair ->
                versions(draft).stream()
                    .map(
                        version ->
                            new EditPage.AskedLine(
                                version.language(), version.label(), pair.in(version.language())))
                    .toList())
        .toList();
  }

  private Optional<Published> published(Relation relation) {
    return office.room(relation.room()).flatMap(room -> room.statement(relation.statement()));
  }

  Composer composer() {
    return office.releasing().composer(talk, seat);
  }

  PressRoom room() {
    return office.room(slug()).orElseThrow();
  }

  private String slug() {
    return seat.person().delegation().id();
  }

  DeskWords words() {
    return new DeskWords(talk, seat.delegation(), language);
  }

  String text(String key, Object... arguments) {
    return Words.in(language).text(key, arguments);
  }

  String stamp(Instant instant) {
    return DateTimeFormatter.ofPattern("d MMMM, HH:mm", language.locale())
        .format(instant.atZone(seat.person().delegation().zone()));
  }
}
