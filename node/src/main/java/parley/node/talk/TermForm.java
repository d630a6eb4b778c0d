package parley.node.talk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import parley.dossier.model.Attendance;
import parley.dossier.model.Body;
import parley.dossier.model.DateLevel;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemId;
import parley.dossier.model.ItemText;
import parley.dossier.model.JointText;
import parley.dossier.model.Medium;
import parley.dossier.model.Person;
import parley.dossier.model.Refusal;
import parley.dossier.model.Role;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.model.Voice;
import parley.node.web.Form;
import parley.node.words.Moments;

/**
 * Reads a term from what was typed. It decides nothing about the talk; it says what cannot be read,
 * field by field.
 *
 * @param talks lays texts beside the log and gives names to what is new
 */
record TermForm(Reader reader, TalkService talks) {
  /** Longest title of an item: a line of the agenda. */
  static final int MAX_TITLE = 200;

  /** Longest wording of an item and longest reason: a page of paper and a half. */
  static final int MAX_WORDING = 5_000;

  /** What the fields come to. */
  sealed interface Reading {}

  /** A term, and the texts that go beside the log. */
  record Good(Term term, List<Body> bodies) implements Reading {
    Optional<Body> text(Digest digest) {
      return bodies.stream().filter(body -> body.digest().equals(digest)).findFirst();
    }
  }

  /** Words for each field that needs a correction. */
  record Faulty(Map<String, String> faults) implements Reading {}

  Reading read(ProposalKind kind, Form form) {
    Map<String, String> faults = new LinkedHashMap<>();
    Optional<Good> good =
        switch (kind) {
          case TIME -> time(form, faults);
          case ITEM -> item(form, faults);
          case FORMAT -> format(form, faults);
          case PARTICIPANTS -> participants(form, faults);
          case ROOM -> room(form, faults);
          case STATEMENT -> statement(form, faults);
          case DISCLOSURE -> disclosure(form, faults);
        };
    return good.isPresent() && faults.isEmpty() ? good.get() : new Faulty(faults);
  }

  private Optional<Good> time(Form form, Map<String, String> faults) {
    return moment(form, faults)
        .map(start -> new Good(new Term.Time(start, reader.clock().zone(), List.of()), List.of()));
  }

  /** Who orders the room: one of the parties. */
  private Optional<Good> room(Form form, Map<String, String> faults) {
    List<DelegationId> parties =
        reader.sides().all().stream().filter(reader.state().parties()::contains).toList();
    return parties.stream()
        .filter(party -> form.text("orders").equals(index(party)))
        .findFirst()
        .map(party -> new Good(new Term.Room(party), List.of()))
        .or(() -> fault(faults, "orders", "talk.fault.choice"));
  }

  private String index(DelegationId side) {
    return String.valueOf(reader.sides().all().indexOf(side));
  }

  private Optional<Good> statement(Form form, Map<String, String> faults) {
    Optional<Instant> release =
        moment(form, faults)
            .filter(
                at ->
                    at.isAfter(reader.now().plus(JointForm.LEAST_NOTICE))
                        || fault(faults, "time", "talk.fault.notice").isPresent());
    Optional<JointText> text =
        new JointForm(reader, () -> talks.newItem().value())
            .read(form, (field, words) -> faults.putIfAbsent(field, words));
    if (release.isEmpty() || text.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    Body body = talks.body(text.get());
    ItemId id = form.has("item") ? itemId(form, faults) : talks.newItem();
    return Optional.of(
        new Good(new Term.JointStatement(id, release.get(), body.digest()), List.of(body)));
  }

  private Optional<Instant> moment(Form form, Map<String, String> faults) {
    EnteredTime.Which which =
        switch (form.text("which")) {
          case "first" -> EnteredTime.Which.FIRST;
          case "second" -> EnteredTime.Which.SECOND;
          default -> EnteredTime.Which.UNSAID;
        };
    Moments clock = reader.clock();
    EnteredTime entered =
        EnteredTime.read(form.text("date"), form.text("time"), which, clock.zone(), reader.now());
    return switch (entered) {
      case EnteredTime.At(var instant) -> Optional.of(instant);
      case EnteredTime.Twice twice -> fault(faults, "which", "talk.fault.twice");
      case EnteredTime.Never(var before, var after) ->
          fault(faults, "time", "talk.fault.never", clock.time(before), clock.time(after));
      case EnteredTime.Past past ->
          fault(faults, "date", "talk.fault.past", clock.full(reader.now()));
      case EnteredTime.TooFar far -> fault(faults, "date", "talk.fault.far");
      case EnteredTime.Unreadable unreadable -> fault(faults, "date", "talk.fault.date");
    };
  }

  private Optional<Good> item(Form form, Map<String, String> faults) {
    Map<String, String> titles = new TreeMap<>();
    Map<String, String> wordings = new TreeMap<>();
    for (String language : reader.state().languages()) {
      titles.put(language, title(form, "title-" + language, faults));
      String wording = form.text("wording-" + language);
      check(wording, MAX_WORDING, "wording-" + language, faults);
      wordings.put(language, wording);
    }
    boolean hasWording = wordings.values().stream().anyMatch(text -> !text.isEmpty());
    if (hasWording) {
      wordings.forEach(
          (language, text) -> missing(text, "wording-" + language, "talk.fault.wording", faults));
    }
    int minutes = number(form, "minutes", 1, Term.MAX_MINUTES, faults);
    int order = number(form, "order", 1, 1000, faults);
    if (!faults.isEmpty()) {
      return Optional.empty();
    }
    Body body =
        talks.body(new ItemText(Texts.of(titles), Texts.of(hasWording ? wordings : titles)));
    ItemId item = form.has("item") ? itemId(form, faults) : talks.newItem();
    return Optional.of(
        new Good(new Term.AgendaItem(item, order, minutes, body.digest()), List.of(body)));
  }

  private String title(Form form, String field, Map<String, String> faults) {
    String title = form.text(field).replaceAll("\\s+", " ");
    missing(title, field, "talk.fault.title", faults);
    check(title, MAX_TITLE, field, faults);
    return title;
  }

  private ItemId itemId(Form form, Map<String, String> faults) {
    try {
      return new ItemId(form.text("item"));
    } catch (Refusal notOne) {
      fault(faults, "title-" + reader.language().tag(), "talk.fault.choice");
      return talks.newItem();
    }
  }

  private Optional<Good> format(Form form, Map<String, String> faults) {
    int minutes = number(form, "minutes", 1, Term.MAX_MINUTES, faults);
    return choice(form, "medium", Medium.values(), Medium::word, faults)
        .filter(medium -> faults.isEmpty())
        .map(medium -> new Good(new Term.Format(medium, minutes), List.of()));
  }

  private Optional<Good> participants(Form form, Map<String, String> faults) {
    SortedMap<DelegationId, List<Attendance>> sides = new TreeMap<>();
    List<DelegationId> all = reader.sides().all();
    for (int index = 0; index < all.size(); index++) {
      List<Attendance> side =
          attendance(form, index, reader.sides().people(all.get(index)), faults);
      if (side.isEmpty()) {
        fault(faults, "side-" + index, "talk.fault.nobody", reader.sides().name(all.get(index)));
      }
      sides.put(all.get(index), side);
    }
    return faults.isEmpty()
        ? Optional.of(new Good(new Term.Participants(sides), List.of()))
        : Optional.empty();
  }

  private List<Attendance> attendance(
      Form form, int index, List<Person> people, Map<String, String> faults) {
    List<Attendance> attendance = new ArrayList<>();
    List<String> named = form.all("named-" + index);
    var ids = people.stream().map(Person::id).filter(id -> named.contains(id.value())).toList();
    if (!ids.isEmpty()) {
      attendance.add(new Attendance.Named(ids));
    }
    for (Role role : Role.values()) {
      String field = "count-" + index + "-" + role.word();
      int count = form.has(field) ? number(form, field, 0, 50, faults) : 0;
      if (count > 0) {
        attendance.add(new Attendance.Counted(role, count));
      }
    }
    return attendance;
  }

  private Optional<Good> disclosure(Form form, Map<String, String> faults) {
    Optional<Subject> subject = subject(form.text("subject"));
    if (subject.isEmpty()) {
      fault(faults, "subject", "talk.fault.choice");
    }
    Optional<Voice> voice = voice(form.text("voice"));
    if (voice.isEmpty()) {
      fault(faults, "voice", "talk.fault.choice");
    }
    Optional<DateLevel> level =
        subject.filter(about -> about != Subject.Plain.DATE).isPresent()
            ? Optional.of(DateLevel.HOUR)
            : choice(form, "level", DateLevel.values(), DateLevel::word, faults);
    return subject.isPresent() && voice.isPresent() && level.isPresent()
        ? Optional.of(
            new Good(new Term.Disclosure(subject.get(), voice.get(), level.get()), List.of()))
        : Optional.empty();
  }

  static Optional<Subject> subject(String key) {
    for (Subject.Plain plain : Subject.Plain.values()) {
      if (plain.key().equals(key)) {
        return Optional.of(plain);
      }
    }
    try {
      return key.startsWith("item/")
          ? Optional.of(new Subject.Item(new ItemId(key.substring(5))))
          : Optional.empty();
    } catch (Refusal notAnItem) {
      return Optional.empty();
    }
  }

  private Optional<Voice> voice(String word) {
    return switch (word) {
      case "either" -> Optional.of(Voice.Shared.EITHER);
      case "jointly" -> Optional.of(Voice.Shared.JOINTLY);
      case "nobody" -> Optional.of(Voice.Shared.NOBODY);
      case "side-0", "side-1" -> side(word).map(Voice.Side::new);
      default -> Optional.empty();
    };
  }

  private Optional<DelegationId> side(String word) {
    List<DelegationId> all = reader.sides().all();
    int index = word.charAt(5) - '0';
    return index < all.size() ? Optional.of(all.get(index)) : Optional.empty();
  }

  private <T> Optional<T> choice(
      Form form, String field, T[] values, Function<T, String> word, Map<String, String> faults) {
    for (T value : values) {
      if (word.apply(value).equals(form.text(field))) {
        return Optional.of(value);
      }
    }
    return fault(faults, field, "talk.fault.choice");
  }

  private int number(Form form, String field, int least, int most, Map<String, String> faults) {
    try {
      int number = Integer.parseInt(form.text(field));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // said below: for her it is the same fault
    }
    fault(faults, field, "talk.fault.number", least, most);
    return least;
  }

  private void missing(String text, String field, String key, Map<String, String> faults) {
    if (text.isEmpty()) {
      fault(faults, field, key);
    }
  }

  private void check(String text, int most, String field, Map<String, String> faults) {
    if (text.length() > most) {
      fault(faults, field, "talk.fault.long", most, text.length());
    }
  }

  private <T> Optional<T> fault(
      Map<String, String> faults, String field, String key, Object... arguments) {
    faults.putIfAbsent(field, reader.text(key, arguments));
    return Optional.empty();
  }
}
