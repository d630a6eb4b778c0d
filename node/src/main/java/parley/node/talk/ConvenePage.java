package parley.node.talk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.dossier.model.Texts;
import parley.node.people.Delegation;
import parley.node.web.Form;
import parley.node.words.Language;
import parley.node.words.Words;

/**
 * The form that convenes a talk.
 *
 * @param here delegations of this node that can be invited
 * @param known those of other nodes to which there is a line
 * @param canInvite whether one can be invited that is not known
 * @param form what was typed
 * @param faults what has to be corrected, by field
 */
public record ConvenePage(
    List<Delegation> here,
    List<Abroad.Known> known,
    boolean canInvite,
    Form form,
    Map<String, String> faults) {
  /** Longest name of a delegation. */
  static final int LONGEST = 120;

  /** How many that are not known yet can be invited at once. */
  private static final int STRANGERS = 2;

  public ConvenePage {
    faults = Map.copyOf(faults);
  }

  /** The same with what has to be corrected in it. */
  ConvenePage checked(Words words) {
    Map<String, String> found = new LinkedHashMap<>();
    boolean isNamed = false;
    for (int number : strangers()) {
      boolean begun = isBegun(number);
      isNamed |= begun;
      for (Language language : Language.values()) {
        String name = form.text(field(number, language));
        if (begun && name.isEmpty()) {
          found.put(field(number, language), words.text("talk.fault.name"));
        } else if (name.length() > LONGEST) {
          found.put(
              field(number, language), words.text("talk.fault.name-long", LONGEST, name.length()));
        }
      }
    }
    boolean isAnybody = isNamed || !chosenHere().isEmpty() || !chosenKnown().isEmpty();
    if (!isAnybody || !isOffered()) {
      found.put("delegation", words.text("talk.fault.choice"));
    }
    return new ConvenePage(here, known, canInvite, form, found);
  }

  private boolean isOffered() {
    return chosenHere().size() + chosenKnown().size()
        == form.all("delegation").stream().distinct().count();
  }

  boolean isGood() {
    return faults.isEmpty();
  }

  /** Whether there is anybody to choose. */
  public boolean offersNobody() {
    return here.isEmpty() && known.isEmpty() && !canInvite;
  }

  /** Whether the only one whom one can choose is chosen at once. */
  public boolean isChosen(String id) {
    boolean isOnly = here.size() + known.size() == 1 && !canInvite;
    return isOnly || form.all("delegation").contains(id);
  }

  /** The numbers of the fieldsets for those who are not known. */
  public List<Integer> strangers() {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 1; canInvite && number <= STRANGERS; number++) {
      numbers.add(number);
    }
    return numbers;
  }

  /** Whether anything was typed for this one. */
  public boolean isBegun(int number) {
    for (Language language : Language.values()) {
      if (form.has(field(number, language))) {
        return true;
      }
    }
    return false;
  }

  public String field(int number, Language language) {
    return "name-" + number + "-" + language.tag();
  }

  /** What was typed into a field. */
  public String value(String field) {
    return form.raw(field);
  }

  /** What is wrong with a field, if anything is. */
  public Optional<String> fault(String field) {
    return Optional.ofNullable(faults.get(field));
  }

  List<String> chosenHere() {
    List<String> chosen = form.all("delegation");
    return here.stream().map(Delegation::id).filter(chosen::contains).toList();
  }

  List<String> chosenKnown() {
    List<String> chosen = form.all("delegation");
    return known.stream().map(Abroad.Known::nickname).filter(chosen::contains).toList();
  }

  List<Texts> named() {
    return strangers().stream().filter(this::isBegun).map(this::names).toList();
  }

  private Texts names(int number) {
    Map<Language, String> names = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      names.put(language, form.text(field(number, language)));
    }
    return Abroad.names(names);
  }
}
