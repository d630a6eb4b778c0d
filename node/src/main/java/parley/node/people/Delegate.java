package parley.node.people;

import java.util.Map;
import java.util.Set;
import parley.dossier.model.Role;
import parley.node.words.Language;

/**
 * A delegate.
 *
 * @param id who she is
 * @param delegation her side
 * @param names her name by language
 * @param offices her office by language
 * @param roles what she is there for
 * @param language the language she reads pages in
 * @param administrator whether she also looks after her delegation's people; with no role beside it
 *     she sees no talk
 */
public record Delegate(
    DelegateId id,
    Delegation delegation,
    Map<Language, String> names,
    Map<Language, String> offices,
    Set<Role> roles,
    Language language,
    boolean administrator) {
  public Delegate {
    names = Map.copyOf(names);
    offices = Map.copyOf(offices);
    roles = Set.copyOf(roles);
  }

  /** A delegate who administers nobody. */
  public Delegate(
      DelegateId id,
      Delegation delegation,
      Map<Language, String> names,
      Map<Language, String> offices,
      Set<Role> roles,
      Language language) {
    this(id, delegation, names, offices, roles, language, false);
  }

  /** Her name in {@code language}, or else in her delegation's own. */
  public String name(Language language) {
    return in(names, language);
  }

  /** Her office in {@code language}, or else in her delegation's own. */
  public String office(Language language) {
    return in(offices, language);
  }

  /** Whether she has {@code role}. */
  public boolean is(Role role) {
    return roles.contains(role);
  }

  private String in(Map<Language, String> texts, Language wanted) {
    String text = texts.get(wanted);
    return text != null ? text : texts.getOrDefault(delegation.language(), "");
  }
}
