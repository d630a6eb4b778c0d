package parley.node.press;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import parley.dossier.model.DateLevel;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Matter;
import parley.dossier.model.Person;
import parley.dossier.model.Role;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.state.DelegationState;
import parley.dossier.state.MatterState;
import parley.dossier.state.Permission;
import parley.dossier.state.ProposalState;
import parley.node.press.publicview.StatementKind;
import parley.node.press.recogniser.Known;
import parley.node.press.recogniser.Recogniser;
import parley.node.talk.Snapshot;
import parley.node.words.Language;

/** Reads the typed words of drafts against a talk as it stands. Pure. */
final class Reading {
  private final Snapshot talk;
  private final DelegationId speaker;
  private final Instant release;

  Reading(Snapshot talk, DelegationId speaker, Instant release) {
    this.talk = talk;
    this.speaker = speaker;
    this.release = release;
  }

  /** What the words of a draft tell that is not plainly allowed. Too long a text is not read. */
  List<Finding> of(Draft draft) {
    boolean readable =
        Completeness.check(draft).stream().noneMatch(Objection.TooLong.class::isInstance);
    if (!readable) {
      return List.of();
    }
    Known known = known(draft);
    List<Finding> findings = new ArrayList<>();
    draft
        .texts()
        .forEach(
            (language, text) ->
                fields(draft, text)
                    .forEach((field, words) -> read(known, language, field, words, findings)));
    return findings.stream().distinct().toList();
  }

  /** Every field but who speaks; of a notice what is not fixed. */
  private static Map<Objection.Field, String> fields(Draft draft, DraftText text) {
    if (text.isUnwritten()) {
      return Map.of();
    }
    Map<Objection.Field, String> fields = new EnumMap<>(Objection.Field.class);
    if (draft.kind() != StatementKind.NOTICE) {
      fields.put(Objection.Field.HEADLINE, text.headline());
      fields.put(Objection.Field.BODY, text.body());
    }
    if (draft.picture().isPresent()) {
      fields.put(Objection.Field.CAPTION, text.caption());
      fields.put(Objection.Field.ALTERNATIVE, text.alternative());
    }
    fields.put(Objection.Field.NOTE, text.note());
    return fields;
  }

  private static void read(
      Known known, Language language, Objection.Field field, String words, List<Finding> into) {
    String typed = DatePlaceholder.blanked(words);
    Recogniser.read(typed, known)
        .forEach(mention -> into.add(new Finding(language, field, mention)));
  }

  private Known known(Draft draft) {
    Optional<Term.Time> time = inForce(Matter.TIME, Term.Time.class);
    Set<ZoneId> zones = new LinkedHashSet<>();
    time.ifPresent(agreed -> zones.add(agreed.zone()));
    talk.state().delegations().forEach(side -> zones.add(side.presented().zone()));
    return new Known(
        time.map(Term.Time::start),
        inForce(Matter.FORMAT, Term.Format.class).map(Term.Format::minutes),
        proposed(),
        release,
        List.copyOf(zones),
        allowed(),
        open(),
        people(draft),
        items(),
        names(draft));
  }

  private <T extends Term> Optional<T> inForce(Matter matter, Class<T> kind) {
    return talk.state().inForce(matter).filter(kind::isInstance).map(kind::cast);
  }

  /** Every time that was ever on the table, refused ones too. */
  private List<Instant> proposed() {
    MatterState times = talk.state().matter(Matter.TIME);
    return Stream.of(times.inForce().stream(), times.open().stream(), times.past().stream())
        .flatMap(each -> each)
        .map(ProposalState::term)
        .filter(Term.Time.class::isInstance)
        .map(term -> ((Term.Time) term).start())
        .distinct()
        .toList();
  }

  private DateLevel allowed() {
    Permission date = talk.state().permission(Subject.Plain.DATE);
    return date.voice().alone(speaker) ? date.level() : DateLevel.CONTACT_POSSIBLE;
  }

  private Set<Known.Open> open() {
    Set<Known.Open> open = EnumSet.noneOf(Known.Open.class);
    if (maySay(Subject.Plain.FORMAT)) {
      open.add(Known.Open.FORMAT);
    }
    if (maySay(Subject.Plain.PARTICIPANTS)) {
      open.add(Known.Open.PARTICIPANTS);
    }
    return open;
  }

  private boolean maySay(Subject subject) {
    return Judgement.of(
            List.of(new Asked(subject, DateLevel.CONTACT_POSSIBLE)), talk.state(), speaker)
        .isEmpty();
  }

  /** Principals are known, and who speaks by name is named. */
  private List<Known.Someone> people(Draft draft) {
    boolean byName = draft.manner().attribution() == Manner.Attribution.ON_RECORD;
    String speakers =
        String.join(" ", draft.texts().values().stream().map(DraftText::speaker).toList());
    return talk.state().delegations().stream()
        .flatMap(side -> talk.state().people(side.id()).stream())
        .map(
            person ->
                new Known.Someone(
                    Set.copyOf(person.names().byLanguage().values()),
                    Set.copyOf(person.office().byLanguage().values()),
                    person.roles().contains(Role.PRINCIPAL) || byName && isIn(speakers, person)))
        .toList();
  }

  private static boolean isIn(String speakers, Person person) {
    return person.names().byLanguage().values().stream().anyMatch(speakers::contains);
  }

  private List<Known.Point> items() {
    return talk.state().table().stream()
        .flatMap(matter -> matter.shown().stream())
        .map(ProposalState::term)
        .filter(Term.AgendaItem.class::isInstance)
        .map(Term.AgendaItem.class::cast)
        .flatMap(
            item ->
                talk.itemText(item.text()).stream()
                    .map(
                        text ->
                            new Known.Point(
                                Set.copyOf(text.title().byLanguage().values()),
                                maySay(new Subject.Item(item.item())))))
        .toList();
  }

  private Set<String> names(Draft draft) {
    Set<String> names = new HashSet<>();
    Stream<DelegationState> sides = talk.state().delegations().stream();
    sides.forEach(side -> names.addAll(side.presented().names().byLanguage().values()));
    draft.texts().values().stream()
        .map(text -> text.place().strip().toLowerCase(Locale.ROOT))
        .filter(place -> !place.isEmpty())
        .forEach(names::add);
    return names;
  }
}
