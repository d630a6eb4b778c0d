package parley.node.office;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import parley.dossier.model.Role;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.web.Form;
import parley.node.words.Language;
import parley.node.words.Words;

/**
 * What is typed about a person, and what has to be corrected in it.
 *
 * @param form as it was sent, so that nothing typed is lost
 * @param faults by the name of the field
 */
public record PersonForm(Form form, Map<String, String> faults) {
  /** Longest name or office. */
  static final int LONGEST = 120;

  /** The host name that the press room has. */
  private static final String PRESS = "press";

  public PersonForm {
    faults = Map.copyOf(faults);
  }

  /** A form with nothing typed yet. */
  public static PersonForm empty() {
    return new PersonForm(Form.EMPTY, Map.of());
  }

  /** A person as she is. */
  static PersonForm of(Delegate person) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      fields.put("name-" + language.tag(), optional(person.names().get(language)));
      fields.put("office-" + language.tag(), optional(person.offices().get(language)));
    }
    fields.put("role", person.roles().stream().map(Role::word).toList());
    fields.put("administrator", person.administrator() ? List.of("yes") : List.of());
    return new PersonForm(new Form(fields, Map.of()), Map.of());
  }

  private static List<String> optional(String text) {
    return text == null ? List.of() : List.of(text);
  }

  /** Checks names and offices. */
  public static PersonForm named(Form form, Words words) {
    Map<String, String> faults = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      for (String field : List.of("name-" + language.tag(), "office-" + language.tag())) {
        fault(form.text(field), words).ifPresent(fault -> faults.put(field, fault));
      }
    }
    return new PersonForm(form, faults);
  }

  /** Checks names, offices and rights. */
  static PersonForm entitled(Form form, Words words) {
    PersonForm named = named(form, words);
    return named.roles().isEmpty() && !named.isAdministrator()
        ? named.with("role", words.text("office.fault.role"))
        : named;
  }

  private static Optional<String> fault(String text, Words words) {
    if (text.isEmpty()) {
      return Optional.of(words.text("office.fault.empty"));
    }
    return text.length() > LONGEST
        ? Optional.of(words.text("office.fault.long", LONGEST, text.length()))
        : Optional.empty();
  }

  /** The same form with one more correction to be made. */
  public PersonForm with(String field, String fault) {
    Map<String, String> more = new LinkedHashMap<>(faults);
    more.put(field, fault);
    return new PersonForm(form, more);
  }

  /** Whether nothing has to be corrected. */
  public boolean isGood() {
    return faults.isEmpty();
  }

  /** What was typed into a field. */
  public String value(String field) {
    return form.raw(field);
  }

  /** What was typed into a field, or {@code other} when the form was not sent yet. */
  public String value(String field, String other) {
    return form.names().contains(field) ? form.raw(field) : other;
  }

  /** What is wrong with a field; nothing if it is good. */
  public String fault(String field) {
    return faults.get(field);
  }

  /** Whether the box of this role is ticked. */
  public boolean has(Role role) {
    return roles().contains(role);
  }

  public boolean isAdministrator() {
    return form.has("administrator");
  }

  Set<Role> roles() {
    return Arrays.stream(Role.values())
        .filter(role -> form.all("role").contains(role.word()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  Map<Language, String> texts(String field) {
    Map<Language, String> texts = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      texts.put(language, form.text(field + "-" + language.tag()));
    }
    return texts;
  }

  /** The person, changed as the form says. */
  Delegate changed(Delegate before) {
    return new Delegate(
        before.id(),
        before.delegation(),
        texts("name"),
        texts("office"),
        roles(),
        before.language(),
        isAdministrator());
  }

  /** A new person of {@code delegation}, who reads pages in her delegation's language. */
  public Delegate person(
      Delegation delegation, String slug, Set<Role> roles, boolean administrator) {
    return new Delegate(
        new DelegateId(delegation.id(), slug),
        delegation,
        texts("name"),
        texts("office"),
        roles,
        delegation.language(),
        administrator);
  }

  /**
   * The name in addresses: as typed, or made of her English name, first of one word and then of
   * more until nobody has it. Empty when none can be made.
   */
  public Optional<String> slug(Predicate<String> isTaken) {
    String typed = form.text("slug").toLowerCase(Locale.ROOT);
    if (!typed.isEmpty()) {
      return Optional.of(typed).filter(PersonForm::isPossible);
    }
    String[] words = form.text("name-en").toLowerCase(Locale.ROOT).split("[^a-z0-9]+");
    for (int count = 1; count <= words.length; count++) {
      String slug = String.join("-", Arrays.copyOf(words, count));
      if (isPossible(slug) && !isTaken.test(slug)) {
        return Optional.of(slug);
      }
    }
    return Optional.empty();
  }

  private static boolean isPossible(String slug) {
    return DelegateId.isLabel(slug) && !slug.endsWith("-") && !slug.equals(PRESS);
  }
}
