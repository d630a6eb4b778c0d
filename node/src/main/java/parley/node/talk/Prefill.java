package parley.node.talk;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.dossier.model.Attendance;
import parley.dossier.model.DelegationId;
import parley.dossier.model.ItemText;
import parley.dossier.model.Matter;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.Role;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Voice;
import parley.node.web.Form;
import parley.node.words.Slug;

/**
 * What a form for a term begins with: the term that it answers, or else a plain beginning. The
 * counterpart of {@link TermForm}.
 */
record Prefill(Reader reader) {
  private static final int USUAL_MINUTES = 60;
  private static final int USUAL_ITEM_MINUTES = 15;

  Form from(Term term) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    switch (term) {
      case Term.Time time -> moment(fields, time.start());
      case Term.AgendaItem item -> item(fields, item);
      case Term.Format(var medium, int minutes) -> {
        put(fields, "medium", medium.word());
        put(fields, "minutes", String.valueOf(minutes));
      }
      case Term.Participants(var sides) -> {
        List<DelegationId> all = reader.sides().all();
        for (int index = 0; index < all.size(); index++) {
          attendance(fields, index, sides.getOrDefault(all.get(index), List.of()));
        }
      }
      case Term.Disclosure(Subject subject, Voice voice, var level) -> {
        put(fields, "subject", subject.key());
        put(fields, "voice", word(voice));
        put(fields, "level", level.word());
      }
      case Term.AuthenticLanguages languages -> {}
      case Term.Room(DelegationId orders) ->
          put(fields, "orders", String.valueOf(reader.sides().all().indexOf(orders)));
      case Term.JointStatement statement -> {
        moment(fields, statement.release());
        put(fields, "item", statement.id().value());
        reader.talk().jointText(statement.text()).ifPresent(text -> JointForm.fill(fields, text));
      }
    }
    return new Form(fields, Map.of());
  }

  /** A form that answers nothing. */
  Form fresh(ProposalKind kind, Optional<Matter> matter) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    switch (kind) {
      case TIME -> put(fields, "time", "10:00");
      case ITEM -> {
        put(fields, "minutes", String.valueOf(USUAL_ITEM_MINUTES));
        put(fields, "order", String.valueOf(nextPlace()));
      }
      case FORMAT -> {
        put(fields, "medium", "video");
        put(fields, "minutes", String.valueOf(USUAL_MINUTES));
      }
      case PARTICIPANTS -> everybody(fields);
      case ROOM ->
          reader
              .state()
              .orders()
              .map(reader.sides().all()::indexOf)
              .ifPresent(index -> put(fields, "orders", String.valueOf(index)));
      case STATEMENT -> put(fields, "time", "10:00");
      case DISCLOSURE -> {
        put(
            fields,
            "subject",
            matter.map(about -> about.key().replaceFirst("^disclosure/", "")).orElse("date"));
        put(fields, "voice", "either");
        put(fields, "level", "week");
      }
    }
    return new Form(fields, Map.of());
  }

  private void moment(Map<String, List<String>> fields, Instant time) {
    ZonedDateTime local = time.atZone(reader.clock().zone());
    put(fields, "date", local.toLocalDate().toString());
    put(fields, "time", reader.clock().time(time));
    boolean isShownTwice =
        local.getZone().getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
    if (isShownTwice) {
      boolean isFirst = local.isEqual(local.withEarlierOffsetAtOverlap());
      put(fields, "which", isFirst ? "first" : "second");
    }
  }

  private void item(Map<String, List<String>> fields, Term.AgendaItem item) {
    put(fields, "item", item.item().value());
    put(fields, "minutes", String.valueOf(item.minutes()));
    put(fields, "order", String.valueOf(item.order()));
    Optional<ItemText> text = reader.talk().itemText(item.text());
    text.ifPresent(
        found -> {
          found
              .title()
              .byLanguage()
              .forEach((language, title) -> put(fields, "title-" + language, title));
          boolean hasWording = !found.wording().equals(found.title());
          if (hasWording) {
            found
                .wording()
                .byLanguage()
                .forEach((language, wording) -> put(fields, "wording-" + language, wording));
          }
        });
  }

  private static void attendance(
      Map<String, List<String>> fields, int index, List<Attendance> people) {
    for (Attendance each : people) {
      switch (each) {
        case Attendance.Named(var named) ->
            fields.put("named-" + index, named.stream().map(PersonId::value).toList());
        case Attendance.Counted(Role role, int count) ->
            put(fields, "count-" + index + "-" + role.word(), String.valueOf(count));
      }
    }
  }

  /**
   * Own people by name; of the other side as many in each role as it has shown, since whom it sends
   * is its own affair.
   */
  private void everybody(Map<String, List<String>> fields) {
    List<DelegationId> all = reader.sides().all();
    fields.put(
        "named-0",
        new ArrayList<>(
            reader.sides().people(all.getFirst()).stream()
                .map(person -> person.id().value())
                .toList()));
    for (int index = 1; index < all.size(); index++) {
      Map<Role, Integer> counts = new LinkedHashMap<>();
      for (Person person : reader.sides().people(all.get(index))) {
        person.roles().stream()
            .sorted()
            .findFirst()
            .ifPresent(role -> counts.merge(role, 1, Integer::sum));
      }
      for (Map.Entry<Role, Integer> count : counts.entrySet()) {
        put(
            fields,
            "count-" + index + "-" + count.getKey().word(),
            String.valueOf(count.getValue()));
      }
    }
  }

  private String word(Voice voice) {
    return switch (voice) {
      case Voice.Shared shared -> Slug.of(shared);
      case Voice.Side(DelegationId side) -> "side-" + reader.sides().all().indexOf(side);
    };
  }

  private int nextPlace() {
    return 1
        + reader.state().table().stream()
            .flatMap(
                matter ->
                    java.util.stream.Stream.concat(
                        matter.inForce().stream(), matter.open().stream()))
            .mapToInt(
                proposal -> proposal.term() instanceof Term.AgendaItem item ? item.order() : 0)
            .max()
            .orElse(0);
  }

  private static void put(Map<String, List<String>> fields, String name, String value) {
    fields.put(name, List.of(value));
  }
}
