package parley.node.room;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import parley.dossier.chain.Entry;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.node.people.Delegate;

/**
 * What one of several nodes reads in a dossier that all have.
 *
 * @param present who has entered, by the shared record
 * @param orders the delegation whose node orders
 */
record HouseAdmission(
    List<Delegate> own,
    List<Delegate> far,
    Set<String> present,
    List<String> record,
    Supplier<String> orders)
    implements Admission {
  HouseAdmission(List<Delegate> own, List<Delegate> far, Set<String> present, List<String> record) {
    this(own, far, present, record, () -> "norland");
  }

  static DelegationId chain(String side) {
    return new DelegationId(Digest.of(side.getBytes(StandardCharsets.US_ASCII)).value());
  }

  @Override
  public Standing standing(Delegate person, String talk) {
    return roster(talk);
  }

  @Override
  public Admitted roster(String talk) {
    return new Admitted(
        Stream.concat(
                own.stream().map(each -> side(each, true)),
                far.stream().map(each -> side(each, false)))
            .distinct()
            .toList(),
        Stream.concat(
                own.stream().map(each -> person(each, true)),
                far.stream().map(each -> person(each, false)))
            .toList());
  }

  private RoomSide side(Delegate of, boolean isLocal) {
    RoomSide side =
        RoomSide.of(
            of.delegation(),
            chain(of.id().delegation()).value(),
            "a",
            of.id().delegation().equals(orders.get()));
    return new RoomSide(side.id(), side.chain(), side.names(), side.mark(), isLocal, side.orders());
  }

  private RoomPerson person(Delegate of, boolean isLocal) {
    RoomPerson person = RoomPerson.of(of, 1, present.contains(of.id().toString()));
    return new RoomPerson(
        person.side(),
        person.person(),
        person.names(),
        person.roles(),
        person.language(),
        person.devices(),
        person.isInside(),
        isLocal);
  }

  @Override
  public int devices(Delegate person, String talk) {
    return 1;
  }

  @Override
  public void entered(Delegate person, String talk) {
    present.add(person.id().toString());
    record.add("enter " + person.id());
  }

  @Override
  public void left(Delegate person, String talk) {
    present.remove(person.id().toString());
    record.add("leave " + person.id());
  }

  @Override
  public Map<String, List<Delegate>> inside() {
    return Map.of();
  }

  @Override
  public List<Entry> entries(Delegate person, String talk) {
    return List.of();
  }
}
