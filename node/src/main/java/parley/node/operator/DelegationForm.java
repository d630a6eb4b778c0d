package parley.node.operator;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import parley.node.office.PersonForm;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.web.Form;
import parley.node.words.Language;
import parley.node.words.Words;

/**
 * What is typed about a delegation and its first administrator.
 *
 * @param faults of the delegation's own fields
 * @param administrator the same form as far as it is about her
 */
public record DelegationForm(Form form, Map<String, String> faults, PersonForm administrator) {
  private static final int LONGEST = 120;

  public DelegationForm {
    faults = Map.copyOf(faults);
  }

  static DelegationForm empty() {
    return new DelegationForm(Form.EMPTY, Map.of(), PersonForm.empty());
  }

  /** Checks what was sent. */
  static DelegationForm of(Form form, Words words) {
    Map<String, String> faults = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      String name = form.text(field(language));
      if (name.isEmpty()) {
        faults.put(field(language), words.text("office.fault.empty"));
      } else if (name.length() > LONGEST) {
        faults.put(field(language), words.text("office.fault.long", LONGEST, name.length()));
      }
    }
    if (zone(form).isEmpty()) {
      faults.put("zone", words.text("operator.fault.zone"));
    }
    if (language(form).isEmpty()) {
      faults.put("language", words.text("operator.fault.language"));
    }
    if (slug(form).isEmpty()) {
      faults.put("delegation", words.text("office.fault.slug"));
    }
    PersonForm administrator = PersonForm.named(form, words);
    if (administrator.slug(any -> false).isEmpty()) {
      administrator = administrator.with("slug", words.text("office.fault.slug"));
    }
    return new DelegationForm(form, faults, administrator);
  }

  DelegationForm with(String field, String fault) {
    Map<String, String> more = new LinkedHashMap<>(faults);
    more.put(field, fault);
    return new DelegationForm(form, more, administrator);
  }

  boolean isGood() {
    return faults.isEmpty() && administrator.isGood();
  }

  /** What was typed into a field, or {@code other} when the form was not sent yet. */
  public String value(String field, String other) {
    return administrator.value(field, other);
  }

  /** What is wrong with a field; nothing if it is good. */
  public String fault(String field) {
    return faults.get(field);
  }

  Delegation delegation() {
    Map<Language, String> names = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      names.put(language, form.text(field(language)));
    }
    return new Delegation(
        slug(form).orElseThrow(), language(form).orElseThrow(), zone(form).orElseThrow(), names);
  }

  Delegate first(Delegation delegation) {
    String slug = administrator.slug(any -> false).orElseThrow();
    return administrator.person(delegation, slug, Set.of(), true);
  }

  private static String field(Language language) {
    return "delegation-" + language.tag();
  }

  private static Optional<Language> language(Form form) {
    return Language.ofTag(form.text("language"));
  }

  private static Optional<ZoneId> zone(Form form) {
    String name = form.text("zone");
    return ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.empty();
  }

  /** As typed, or made of the English name. */
  private static Optional<String> slug(Form form) {
    String typed = form.text("delegation").toLowerCase(Locale.ROOT);
    String wanted =
        typed.isEmpty()
            ? String.join(
                "-",
                List.of(form.text("delegation-en").toLowerCase(Locale.ROOT).split("[^a-z0-9]+")))
            : typed;
    return DelegateId.isLabel(wanted) && !wanted.endsWith("-")
        ? Optional.of(wanted)
        : Optional.empty();
  }

  /** The zones that can be chosen: those of a place, not of a mere offset. */
  static List<String> zones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(
            zone ->
                zone.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
        .sorted()
        .toList();
  }
}
