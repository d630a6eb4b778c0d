package parley.node.talk;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.Role;
import parley.dossier.state.DelegationState;
import parley.node.people.Delegation;
import parley.node.words.Language;
import parley.node.words.Moments;
import parley.node.words.Words;

/**
 * The sides of a talk in one language and in the order of one of them: itself first, as in each
 * side's copy of a treaty.
 *
 * @param first whose copy it is
 * @param hosts this node's delegations by slug, for a side that was invited and has not shown
 *     itself yet
 */
record Sides(Snapshot talk, DelegationId first, Language language, Map<String, Delegation> hosts) {

  /** All of them, but for those elsewhere that have not shown themselves. */
  List<DelegationId> all() {
    List<DelegationId> all = new ArrayList<>();
    all.add(first);
    talk.state().delegations().stream()
        .map(DelegationState::id)
        .filter(id -> !id.equals(first))
        .forEach(all::add);
    talk.sides().stream().filter(id -> !all.contains(id)).forEach(all::add);
    return all;
  }

  List<DelegationId> others() {
    return all().subList(1, all().size());
  }

  /** The same sides in another language and another's order. */
  Sides as(DelegationId newFirst, Language newLanguage) {
    return new Sides(talk, newFirst, newLanguage, hosts);
  }

  /** What the side calls itself. */
  String name(DelegationId side) {
    return credentials(side)
        .map(shown -> shown.names().inOrFirst(language.tag()))
        .or(() -> host(side).map(host -> host.name(language)))
        .orElse("?");
  }

  /** The others by name, those that have not shown themselves as they were invited. */
  String namesOfOthers() {
    return Stream.concat(
            others().stream().map(this::name),
            talk.awaited().stream().map(invited -> invited.inOrFirst(language.tag())))
        .collect(Collectors.joining(", "));
  }

  /** The mark of a side, the same on everybody's pages. */
  String mark(DelegationId side) {
    return talk.mark(side);
  }

  String markOfOthers() {
    return talk.markOfOthers(first);
  }

  ZoneId zone(DelegationId side) {
    return credentials(side)
        .map(Credentials::zone)
        .or(() -> host(side).map(Delegation::zone))
        .orElse(ZoneId.of("UTC"));
  }

  Moments clock(DelegationId side) {
    return new Moments(language, zone(side));
  }

  String person(DelegationId side, PersonId id) {
    return find(side, id)
        .map(person -> person.names().inOrFirst(language.tag()))
        .orElse(id.value());
  }

  String office(DelegationId side, PersonId id) {
    return find(side, id).map(person -> person.office().inOrFirst(language.tag())).orElse("");
  }

  /** The people that the side has shown. */
  List<Person> people(DelegationId side) {
    return credentials(side).map(Credentials::people).orElse(List.of());
  }

  /** So many persons of a role, in words. */
  String count(Role role, int count) {
    return Words.in(language).count("talk.role." + role.word(), count);
  }

  /**
   * The side whose own language this is: its copy of a text in this language is the one that names
   * it first.
   */
  DelegationId authorIn(String languageTag) {
    return all().stream()
        .filter(
            side ->
                credentials(side)
                    .map(shown -> shown.languages().getFirst().equals(languageTag))
                    .orElse(false))
        .findFirst()
        .orElse(first);
  }

  private Optional<Person> find(DelegationId side, PersonId id) {
    return credentials(side).flatMap(shown -> shown.person(id));
  }

  private Optional<Credentials> credentials(DelegationId side) {
    return talk.state().delegation(side).map(DelegationState::presented);
  }

  private Optional<Delegation> host(DelegationId side) {
    return talk.local().entrySet().stream()
        .filter(entry -> entry.getValue().equals(side))
        .findFirst()
        .flatMap(entry -> Optional.ofNullable(hosts.get(entry.getKey())));
  }
}
