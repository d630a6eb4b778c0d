package parley.node.talk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Role;
import parley.dossier.state.MatterState;
import parley.node.web.Form;

/**
 * The form for a term, with what was typed and what is wrong with it.
 *
 * @param action where it is sent
 * @param talk the path of the talk
 * @param answers the proposal or term that it would replace
 * @param form what was typed, or what it begins with
 * @param faults words for each field that needs a correction
 * @param notice what has changed since she began
 * @param choices of languages, people and subjects
 */
public record ProposePage(
    String action,
    String talk,
    ProposalKind kind,
    Optional<ProposalView> answers,
    Form form,
    Map<String, String> faults,
    Optional<String> notice,
    Choices choices) {

  /**
   * What the form offers.
   *
   * @param clocks whose time it is where, for the fields of a time
   */
  public record Choices(
      List<Choice> languages, List<Side> sides, List<Choice> subjects, List<String> clocks) {}

  /** A value and its words. */
  public record Choice(String value, String words) {}

  /**
   * A side in the form for participants.
   *
   * @param isNamed whether its people are chosen by name
   */
  public record Side(
      int index,
      String name,
      String mark,
      boolean isNamed,
      List<Choice> people,
      List<Choice> roles) {}

  static ProposePage of(
      Reader reader,
      ProposalKind kind,
      Optional<ProposalView> answers,
      Form form,
      Map<String, String> faults,
      Optional<String> notice) {
    return new ProposePage(
        reader.path("/propose/" + kind.slug()),
        reader.path(""),
        kind,
        answers,
        form,
        faults,
        notice,
        choices(reader, form));
  }

  public String value(String field) {
    return form.raw(field);
  }

  public boolean has(String field, String value) {
    return form.all(field).contains(value);
  }

  public boolean hasFault(String field) {
    return faults.containsKey(field);
  }

  public String fault(String field) {
    return faults.getOrDefault(field, "");
  }

  private static Choices choices(Reader reader, Form form) {
    Sides sides = reader.sides();
    List<Choice> languages =
        reader.state().languages().stream()
            .sorted(
                (one, other) ->
                    Boolean.compare(
                        other.equals(reader.language().tag()), one.equals(reader.language().tag())))
            .map(tag -> new Choice(tag, reader.words().find("talk.language." + tag).orElse(tag)))
            .toList();
    List<Side> all = new java.util.ArrayList<>();
    for (int index = 0; index < sides.all().size(); index++) {
      all.add(side(reader, form, index));
    }
    List<String> clocks =
        sides.all().stream()
            .map(
                side ->
                    reader.text(
                        "talk.clock-of",
                        sides.name(side),
                        sides.clock(side).offset(reader.now()),
                        sides.zone(side).getId()))
            .toList();
    return new Choices(languages, all, subjects(reader), clocks);
  }

  private static Side side(Reader reader, Form form, int index) {
    Sides sides = reader.sides();
    var id = sides.all().get(index);
    List<Choice> people =
        sides.people(id).stream()
            .map(
                person ->
                    new Choice(
                        person.id().value(),
                        reader.text(
                            "talk.person-office",
                            sides.person(id, person.id()),
                            sides.office(id, person.id()))))
            .toList();
    List<Choice> roles =
        java.util.Arrays.stream(Role.values())
            .map(role -> new Choice(role.word(), role(reader, id, role)))
            .toList();
    boolean isNamed = index == 0 || !form.all("named-" + index).isEmpty();
    return new Side(index, sides.name(id), sides.mark(id), isNamed, people, roles);
  }

  /** The role, and the offices of those who hold it: what it is called there. */
  private static String role(Reader reader, DelegationId side, Role role) {
    String name = reader.text("people.role." + role.word());
    String offices =
        reader.sides().people(side).stream()
            .filter(person -> person.roles().contains(role))
            .map(person -> reader.sides().office(side, person.id()))
            .distinct()
            .collect(Collectors.joining(", "));
    return offices.isEmpty() ? name : reader.text("talk.role-office", name, offices);
  }

  private static List<Choice> subjects(Reader reader) {
    List<Choice> subjects = new java.util.ArrayList<>();
    for (String plain : List.of("existence", "date", "format", "participants")) {
      subjects.add(new Choice(plain, reader.text("talk.subject." + plain)));
    }
    reader.state().table().stream()
        .map(MatterState::matter)
        .filter(matter -> matter.key().startsWith("agenda/"))
        .forEach(
            matter ->
                subjects.add(
                    new Choice(
                        "item/" + matter.key().substring("agenda/".length()),
                        reader.text("talk.subject.item", reader.terms().title(matter)))));
    return subjects;
  }
}
