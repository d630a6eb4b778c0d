package parley.node.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.PersonId;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.people.People;
import parley.node.talk.Outcome;
import parley.node.talk.Seat;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;

/** Asks the talk's dossier who may be in the room, and puts comings and goings into it. */
final class DossierAdmission implements Admission {
  private static final Logger LOG = LoggerFactory.getLogger(DossierAdmission.class);

  private final TalkService talks;
  private final People people;
  private final Nicknames nicknames;

  DossierAdmission(TalkService talks, People people, Nicknames nicknames) {
    this.talks = talks;
    this.people = people;
    this.nicknames = nicknames;
  }

  @Override
  public Standing standing(Delegate person, String talk) {
    Optional<Seat> seat = talks.seat(person, talk);
    if (seat.isEmpty()) {
      return new Stranger();
    }
    Snapshot now = talks.look(seat.get());
    if (now.state().closed() || !mayEnter(now, seat.get().delegation(), person)) {
      return new Outside();
    }
    return roster(now);
  }

  @Override
  public Admitted roster(String talk) {
    return talks
        .look(talk)
        .filter(now -> !now.state().closed())
        .map(this::roster)
        .orElse(Admitted.NOBODY);
  }

  private Admitted roster(Snapshot now) {
    List<RoomSide> sides = new ArrayList<>();
    List<RoomPerson> all = new ArrayList<>();
    new TreeMap<>(now.local())
        .forEach(
            (slug, chain) -> {
              people
                  .delegation(slug)
                  .map(
                      local ->
                          RoomSide.of(local, chain.value(), now.mark(chain), orders(now, chain)))
                  .ifPresent(sides::add);
              admitted(now, slug).forEach(all::add);
            });
    FarSides far = new FarSides(now, nicknames);
    all.addAll(far.people());
    sides.addAll(far.sides());
    return new Admitted(sides, all);
  }

  private static boolean orders(Snapshot now, DelegationId chain) {
    return now.state().orders().filter(chain::equals).isPresent();
  }

  @Override
  public int devices(Delegate person, String talk) {
    return talks
        .seat(person, talk)
        .map(seat -> talks.look(seat).state().devices(seat.delegation(), seat.personId()).size())
        .orElse(0);
  }

  @Override
  public void entered(Delegate person, String talk) {
    talks
        .seat(person, talk)
        .ifPresent(seat -> record(talks.perform(seat, new Act.Enter(seat.personId())), "enter"));
  }

  @Override
  public void left(Delegate person, String talk) {
    talks
        .seat(person, talk)
        .ifPresent(seat -> record(talks.perform(seat, new Act.Leave(seat.personId())), "leave"));
  }

  @Override
  public Map<String, List<Delegate>> inside() {
    Map<String, List<Delegate>> inside = new TreeMap<>();
    for (Delegation delegation : people.delegations()) {
      for (Snapshot talk : talks.all(delegation.id())) {
        talk
            .state()
            .room()
            .inside()
            .getOrDefault(talk.local().get(delegation.id()), List.of())
            .stream()
            .flatMap(id -> people.person(new DelegateId(delegation.id(), id.value())).stream())
            .forEach(
                person ->
                    inside
                        .computeIfAbsent(talk.state().talk().value(), id -> new ArrayList<>())
                        .add(person));
      }
    }
    return inside;
  }

  @Override
  public List<Entry> entries(Delegate person, String talk) {
    return talks.seat(person, talk).map(talks::entries).orElse(List.of());
  }

  private Stream<RoomPerson> admitted(Snapshot now, String slug) {
    DelegationId delegation = now.local().get(slug);
    List<PersonId> inside = now.state().room().inside().getOrDefault(delegation, List.of());
    return people.of(slug).stream()
        .filter(each -> mayEnter(now, delegation, each))
        .map(
            each -> {
              PersonId id = new PersonId(each.id().person());
              int devices = now.state().devices(delegation, id).size();
              return RoomPerson.of(each, devices, inside.contains(id));
            });
  }

  private static boolean mayEnter(Snapshot now, DelegationId delegation, Delegate person) {
    return now.state().mayEnter(delegation, new PersonId(person.id().person()));
  }

  /**
   * A talk that is frozen or closed takes no more entries; the call itself goes on or ends by other
   * means.
   */
  private static void record(Outcome outcome, String act) {
    if (outcome instanceof Outcome.Refused refused) {
      LOG.info("the dossier took no {}: {}", act, refused.reason());
    }
  }
}
