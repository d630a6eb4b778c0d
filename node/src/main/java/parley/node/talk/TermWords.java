package parley.node.talk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.model.Attendance;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemId;
import parley.dossier.model.JointText;
import parley.dossier.model.Matter;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Voice;
import parley.dossier.state.MatterState;
import parley.dossier.state.ProposalState;
import parley.dossier.wire.Bodies;
import parley.node.words.Language;
import parley.node.words.Moments;
import parley.node.words.Slug;
import parley.node.words.Words;

/**
 * Puts terms into the exact words of one language, in the order of one side.
 *
 * @param texts finds the body of a text; empty where it was erased
 */
record TermWords(Sides sides, Function<Digest, Optional<Body>> texts) {
  static TermWords of(Sides sides) {
    return new TermWords(sides, sides.talk()::body);
  }

  /** The term in every authentic language of the talk, the reader's own first. */
  List<TermCopy> copies(Term term) {
    String own = sides.language().tag();
    Stream<String> tags = sides.talk().state().languages().stream();
    return tags.sorted((one, other) -> Boolean.compare(other.equals(own), one.equals(own)))
        .flatMap(tag -> Language.ofTag(tag).stream())
        .map(
            language ->
                new TermWords(sides.as(sides.authorIn(language.tag()), language), texts).copy(term))
        .toList();
  }

  /** The term in this language. */
  TermCopy copy(Term term) {
    return new TermCopy(
        sides.language().tag(),
        words().text("talk.language." + sides.language().tag()),
        title(term),
        lines(term));
  }

  /** What the term is about: {@code Time}, or an item's own title. */
  String title(Term term) {
    return switch (term) {
      case Term.Time time -> words().text("talk.matter.time");
      case Term.Format format -> words().text("talk.matter.format");
      case Term.Participants participants -> words().text("talk.matter.participants");
      case Term.AuthenticLanguages languages -> words().text("talk.matter.languages");
      case Term.Disclosure(Subject subject, var voice, var level) -> disclosureOf(subject);
      case Term.AgendaItem item -> itemTitle(item);
      case Term.Room room -> words().text("talk.matter.room");
      case Term.JointStatement statement -> words().text("talk.matter.statement");
    };
  }

  /** A matter's name, also when nothing was proposed on it yet. */
  String title(Matter matter) {
    MatterState state = sides.talk().state().matter(matter);
    return Stream.of(state.inForce().stream(), state.open().stream(), state.past().stream())
        .flatMap(each -> each)
        .map(ProposalState::term)
        .findFirst()
        .map(this::title)
        .orElseGet(
            () ->
                words()
                    .text(
                        "talk.matter." + matter.key().replaceFirst("^statement/.*", "statement")));
  }

  /** What the term says, one line for each part. */
  List<String> lines(Term term) {
    return switch (term) {
      case Term.Time time ->
          sides.all().stream().map(side -> timeLine(time.start(), side)).toList();
      case Term.Format(var medium, int minutes) ->
          List.of(words().count("talk.format." + medium.word(), minutes));
      case Term.Participants(var attendances) ->
          sides.all().stream()
              .filter(attendances::containsKey)
              .map(side -> attendance(side, attendances.get(side)))
              .toList();
      case Term.AuthenticLanguages(var tags) ->
          List.of(
              tags.stream()
                  .map(tag -> words().text("talk.language." + tag))
                  .collect(Collectors.joining(", ")));
      case Term.Disclosure(Subject subject, Voice voice, var level) ->
          subject == Subject.Plain.DATE
              ? List.of(voiceLine(voice), words().text("talk.level." + level.word()))
              : List.of(voiceLine(voice));
      case Term.AgendaItem item -> itemLines(item);
      case Term.Room(var orders) -> List.of(words().text("talk.room.line", sides.name(orders)));
      case Term.JointStatement statement -> statementLines(statement);
    };
  }

  private String timeLine(Instant time, DelegationId side) {
    Moments clock = sides.clock(side);
    return words().text("talk.time.line", clock.full(time), sides.name(side), clock.offset(time));
  }

  /** All that will be published, word for word, and when by each side's clock. */
  private List<String> statementLines(Term.JointStatement statement) {
    List<String> lines = new ArrayList<>();
    Optional<JointText> text = texts.apply(statement.text()).map(Bodies::jointText);
    String tag = sides.language().tag();
    text.ifPresentOrElse(
        found -> {
          lines.add(found.headline().inOrFirst(tag));
          lines.addAll(found.paragraphs().getOrDefault(tag, List.of()));
        },
        () -> lines.add(words().text("talk.statement.erased")));
    sides
        .all()
        .forEach(
            side ->
                lines.add(
                    words().text("talk.statement.release", timeLine(statement.release(), side))));
    return lines;
  }

  private String attendance(DelegationId side, List<Attendance> people) {
    String list =
        people.stream().map(each -> attendance(side, each)).collect(Collectors.joining("; "));
    return words().text("talk.participants.line", sides.name(side), list);
  }

  private String attendance(DelegationId side, Attendance attendance) {
    return switch (attendance) {
      case Attendance.Named(var people) ->
          people.stream()
              .map(person -> sides.person(side, person))
              .collect(Collectors.joining(", "));
      case Attendance.Counted(var role, int count) -> sides.count(role, count);
    };
  }

  private String voiceLine(Voice voice) {
    return switch (voice) {
      case Voice.Shared shared -> words().text("talk.voice." + Slug.of(shared));
      case Voice.Side(DelegationId side) -> words().text("talk.voice.side", sides.name(side));
    };
  }

  private String disclosureOf(Subject subject) {
    return switch (subject) {
      case Subject.Plain plain -> words().text("talk.matter.disclosure/" + plain.key());
      case Subject.Item(ItemId item) ->
          words().text("talk.matter.disclosure-item", title(Matter.item(item)));
    };
  }

  private String itemTitle(Term.AgendaItem item) {
    return texts
        .apply(item.text())
        .map(Bodies::itemText)
        .map(text -> text.title().inOrFirst(sides.language().tag()))
        .orElseGet(() -> words().text("talk.item.erased"));
  }

  private List<String> itemLines(Term.AgendaItem item) {
    List<String> lines = new ArrayList<>();
    texts
        .apply(item.text())
        .map(Bodies::itemText)
        .map(text -> text.wording().inOrFirst(sides.language().tag()))
        .filter(wording -> !wording.equals(itemTitle(item)))
        .ifPresent(lines::add);
    lines.add(
        words()
            .text("talk.item.place", item.order(), words().count("talk.minutes", item.minutes())));
    return lines;
  }

  Words words() {
    return Words.in(sides.language());
  }
}
