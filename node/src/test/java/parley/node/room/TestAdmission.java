package parley.node.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.dossier.chain.Entry;
import parley.node.people.Delegate;

/** A dossier that says what a test wants and remembers what was put on record. */
final class TestAdmission implements Admission {
  final List<String> record = new ArrayList<>();
  final Set<Delegate> outside = new HashSet<>();
  final Map<Delegate, Integer> devices = new HashMap<>();

  /** While it is asked who is inside. */
  volatile Runnable whenAsked = () -> {};

  private final List<Delegate> people;

  TestAdmission(Delegate... people) {
    this.people = List.of(people);
  }

  @Override
  public Standing standing(Delegate person, String talk) {
    return outside.contains(person) ? new Outside() : roster(talk);
  }

  @Override
  public Admitted roster(String talk) {
    return new Admitted(
        people.stream()
            .map(Delegate::delegation)
            .distinct()
            .map(each -> RoomSide.of(each, "chain of " + each.id(), "a", true))
            .toList(),
        people.stream().map(each -> RoomPerson.of(each, devices(each, talk), false)).toList());
  }

  @Override
  public int devices(Delegate person, String talk) {
    return devices.getOrDefault(person, 0);
  }

  @Override
  public void entered(Delegate person, String talk) {
    record.add("enter " + person.id());
  }

  @Override
  public void left(Delegate person, String talk) {
    record.add("leave " + person.id());
  }

  @Override
  public Map<String, List<Delegate>> inside() {
    whenAsked.run();
    return Map.of();
  }

  @Override
  public List<Entry> entries(Delegate person, String talk) {
    return List.of();
  }
}
