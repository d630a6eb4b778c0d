package parley.node.room;

import java.util.List;
import java.util.stream.Stream;
import parley.dossier.model.Credentials;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.state.DelegationState;
import parley.node.talk.Snapshot;

/** The delegations of a talk that live beyond lines, as their credentials in the dossier say. */
record FarSides(Snapshot now, Nicknames nicknames) {
  List<RoomSide> sides() {
    return far()
        .map(
            each ->
                new RoomSide(
                    nickname(each),
                    each.id().value(),
                    Names.of(counting(each).names(), counting(each).languages().getFirst()),
                    now.mark(each.id()),
                    false,
                    now.state().orders().filter(each.id()::equals).isPresent()))
        .toList();
  }

  /** Whoever of them may enter: of credentials that nobody has accepted that is nobody. */
  List<RoomPerson> people() {
    return far().flatMap(each -> peopleOf(each).stream()).toList();
  }

  private List<RoomPerson> peopleOf(DelegationState side) {
    List<PersonId> inside = now.state().room().inside().getOrDefault(side.id(), List.of());
    return counting(side).people().stream()
        .filter(each -> now.state().mayEnter(side.id(), each.id()))
        .map(each -> person(side, each, inside.contains(each.id())))
        .toList();
  }

  private RoomPerson person(DelegationState side, Person person, boolean isInside) {
    String language = counting(side).languages().getFirst();
    return new RoomPerson(
        nickname(side),
        person.id().value(),
        Names.of(person.names(), language),
        person.roles(),
        language,
        now.state().devices(side.id(), person.id()).size(),
        isInside,
        false);
  }

  private String nickname(DelegationState side) {
    return nicknames.of(side.id(), side.presented().names());
  }

  private static Credentials counting(DelegationState side) {
    return side.accepted().orElse(side.presented());
  }

  private Stream<DelegationState> far() {
    return now.state().delegations().stream().filter(each -> !now.local().containsValue(each.id()));
  }
}
