package parley.node.press;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import parley.dossier.disclosure.Anchor;
import parley.dossier.disclosure.Clocks;
import parley.dossier.disclosure.DateWords;
import parley.dossier.disclosure.DisclosedDate;
import parley.dossier.disclosure.Reckoning;
import parley.dossier.disclosure.SideClock;
import parley.dossier.disclosure.WeekRule;
import parley.dossier.disclosure.WordLanguage;
import parley.dossier.model.DateLevel;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Matter;
import parley.dossier.model.Term;
import parley.dossier.state.DelegationState;
import parley.dossier.state.TalkState;
import parley.node.press.publicview.PressRoom;
import parley.node.press.publicview.PublicDate;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.Statement;
import parley.node.press.publicview.StatementId;
import parley.node.press.publicview.StoryId;
import parley.node.press.publicview.Wording;
import parley.node.words.Language;
import parley.node.words.Words;

/**
 * Makes a statement of a draft, by the talk as it stands and the instant of release. Pure.
 *
 * <p>Days and weeks are reckoned in the zone in which the agreed time is stated, the same for all
 * sides, and weeks begin on Monday. That zone is thereby told with the week or the day; it is one
 * of the sides' own zones, which their datelines show anyway.
 */
final class Composer {
  /** What comes along from word processors, and would keep the whole feed from being written. */
  private static final Pattern NOT_OF_XML =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  /** The name of a statement that is not released. */
  private static final StatementId UNNAMED = StatementId.of(new byte[16]);

  /** The page of a talk on which nothing stands yet. */
  private static final StoryId UNTOLD = new StoryId(UNNAMED.value());

  private final TalkState talk;
  private final DelegationId speaker;
  private final Instant release;

  Composer(TalkState talk, DelegationId speaker, Instant release) {
    this.talk = talk;
    this.speaker = speaker;
    this.release = release.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * The statement, and what stands against it.
   *
   * @param about the press room that holds the statement this one is about, when there is one
   */
  Composition compose(Draft draft, Optional<PressRoom> about) {
    List<Objection> objections = new ArrayList<>(Completeness.check(draft));
    objections.addAll(checkAbout(draft, about));
    List<Objection> silence = Judgement.of(Asked.by(draft), talk, speaker);
    objections.addAll(silence);
    // A browser cannot lay out a headline of ten megabytes, nor can anybody read it.
    boolean readable = objections.stream().noneMatch(Objection.TooLong.class::isInstance);
    boolean mayBeShown =
        silence.isEmpty()
            && readable
            && draft.texts().values().stream().anyMatch(text -> !text.isUnwritten());
    return new Composition(
        mayBeShown ? Optional.of(statement(draft)) : Optional.empty(), objections);
  }

  /** The words of the date field at a level, in a language; empty when there is no date to tell. */
  Optional<String> phrase(DateLevel level, Language language) {
    return date(level).map(date -> words(language).phrase(date));
  }

  /** As {@link #phrase}, as a clause of its own. */
  Optional<String> clause(DateLevel level, Language language) {
    return date(level).map(date -> words(language).clause(date));
  }

  private Statement statement(Draft draft) {
    Optional<DisclosedDate> date = draft.hasDate() ? date(draft.level()) : Optional.empty();
    Map<Language, Wording> wordings = new EnumMap<>(Language.class);
    draft
        .texts()
        .forEach(
            (language, text) -> {
              if (!text.isUnwritten()) {
                wordings.put(language, wording(draft, text, language, date));
              }
            });
    List<Relation> relations = draft.about().stream().toList();
    return new Statement(
        UNNAMED,
        draft.delegation(),
        draft.kind(),
        release,
        wordings,
        date.map(Composer::forMachines),
        draft.picture(),
        relations,
        draft.manner().onStory() ? Optional.of(UNTOLD) : Optional.empty());
  }

  private Wording wording(
      Draft draft, DraftText text, Language language, Optional<DisclosedDate> date) {
    DateWords words = words(language);
    boolean picture = draft.picture().isPresent();
    boolean named = draft.manner().attribution() == Manner.Attribution.ON_RECORD;
    return new Wording(
        filled(text.headline(), words, date),
        legible(text.place()),
        named ? legible(text.speaker()) : unnamed(language),
        named ? legible(text.office()) : "",
        Arrays.stream(text.body().strip().split("\\R\\s*\\R"))
            .map(paragraph -> filled(paragraph, words, date))
            .toList(),
        picture ? filled(text.caption(), words, date) : "",
        picture ? legible(text.credit()) : "",
        picture ? filled(text.alternative(), words, date) : "",
        hasNote(draft) ? filled(text.note(), words, date) : "");
  }

  private String unnamed(Language language) {
    return Words.in(language)
        .text("press.attribution.speaker", own().presented().names().inOrFirst(language.tag()));
  }

  /** Whether readers are told why in a line of its own. */
  static boolean hasNote(Draft draft) {
    return switch (draft.kind()) {
      case CORRECTION, WITHDRAWAL, NOTICE -> true;
      case ANNOUNCEMENT, REPLY, READOUT, JOINT -> false;
    };
  }

  private static String filled(String text, DateWords words, Optional<DisclosedDate> date) {
    return legible(
        date.map(disclosed -> DatePlaceholder.fill(text, words, disclosed)).orElse(text));
  }

  private static String legible(String text) {
    return NOT_OF_XML.matcher(text).replaceAll(" ").strip();
  }

  private Optional<DisclosedDate> date(DateLevel level) {
    if (level == DateLevel.CONTACT_POSSIBLE) {
      return Optional.of(new DisclosedDate.ContactPossible());
    }
    return time().map(time -> DisclosedDate.of(time.start(), level, reckoning()));
  }

  /** Whether a released statement tells of the time what is not so any more. */
  boolean isOutdated(Statement released) {
    return released
        .date()
        .filter(told -> !told.level().equals(DateLevel.CONTACT_POSSIBLE.word()))
        .filter(
            told ->
                Arrays.stream(DateLevel.values())
                    .filter(level -> level.word().equals(told.level()))
                    .flatMap(level -> date(level).stream())
                    .map(Composer::forMachines)
                    .noneMatch(told::equals))
        .isPresent();
  }

  private static PublicDate forMachines(DisclosedDate date) {
    String value =
        switch (date) {
          case DisclosedDate.ContactPossible() -> "";
          case DisclosedDate.DateAgreed() -> "";
          case DisclosedDate.InWeek(var firstDay) -> firstDay.toString();
          case DisclosedDate.OnDay(var day) -> day.toString();
          case DisclosedDate.AtHour(var minute) -> minute.toString();
        };
    return new PublicDate(date.level().word(), value);
  }

  private DateWords words(Language language) {
    return new DateWords(
        new Anchor(release, reckoning()), clocks(language), wordLanguage(language));
  }

  private Reckoning reckoning() {
    return new Reckoning(time().map(Term.Time::zone).orElseGet(this::ownZone), WeekRule.ISO);
  }

  private Optional<Term.Time> time() {
    return talk.inForce(Matter.TIME).filter(Term.Time.class::isInstance).map(Term.Time.class::cast);
  }

  private ZoneId ownZone() {
    return own().presented().zone();
  }

  private DelegationState own() {
    return talk.delegation(speaker)
        .orElseThrow(() -> new IllegalStateException("the speaker is not of this talk"));
  }

  private Clocks clocks(Language language) {
    List<SideClock> others =
        talk.delegations().stream()
            .filter(side -> !side.id().equals(speaker))
            .map(side -> clock(side, language))
            .toList();
    return new Clocks(clock(own(), language), others);
  }

  private static SideClock clock(DelegationState side, Language language) {
    return new SideClock(
        side.presented().names().inOrFirst(language.tag()), side.presented().zone());
  }

  private static WordLanguage wordLanguage(Language language) {
    return switch (language) {
      case EN -> WordLanguage.ENGLISH;
      case RU -> WordLanguage.RUSSIAN;
    };
  }

  private static List<Objection> checkAbout(Draft draft, Optional<PressRoom> room) {
    if (!draft.kind().isAboutAnother()) {
      return List.of();
    }
    boolean there =
        draft.about().isPresent()
            && room.flatMap(each -> each.statement(draft.about().get().statement())).isPresent();
    boolean ownWhereItMustBe =
        !draft.kind().isAboutOwn()
            || draft.about().filter(about -> about.room().equals(draft.delegation())).isPresent();
    if (!there || !ownWhereItMustBe) {
      return List.of(new Objection.AboutNothing());
    }
    boolean withdrawn =
        draft.kind().isAboutOwn()
            && room.get().withdrawalOf(draft.about().get().statement()).isPresent();
    return withdrawn ? List.of(new Objection.AlreadyWithdrawn()) : List.of();
  }
}
