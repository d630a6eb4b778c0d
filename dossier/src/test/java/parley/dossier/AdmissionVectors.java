package parley.dossier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Head;
import parley.dossier.model.PersonId;
import parley.dossier.model.Role;
import parley.dossier.model.SealPublicKey;
import parley.dossier.state.DelegationState;
import parley.dossier.state.Device;
import parley.dossier.state.TalkState;

/** Who may hold the room's keys at cuts through a talk, in the lines of an index. */
final class AdmissionVectors {
  private static final int STEP = 4;

  private final String name;
  private final List<Entry> entries;

  /** Everybody's devices, whatever became of them. */
  private final List<SealPublicKey> devices;

  private final List<PersonId> people;

  AdmissionVectors(String name, List<Entry> entries) {
    this.name = name;
    this.entries = entries;
    TalkState end = TalkState.of(Story.rebuilt(entries.getFirst().talk(), entries));
    this.devices =
        end.devices().stream()
            .map(Device::key)
            .distinct()
            .sorted(Comparator.comparing(SealPublicKey::x))
            .toList();
    this.people =
        Stream.concat(
                end.delegations().stream()
                    .flatMap(d -> d.presented().people().stream())
                    .map(person -> person.id()),
                Stream.of(new PersonId("stranger")))
            .distinct()
            .sorted()
            .toList();
  }

  /** At the end, and now and then at what had been taken in, and at what a writer had seen. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int count = entries.size(); count > 0; count -= STEP) {
      lines.addAll(at(entries.subList(0, count)));
      lines.addAll(at(past(entries.get(count - 1))));
    }
    return lines.stream().distinct().toList();
  }

  private List<Entry> past(Entry entry) {
    SortedMap<DelegationId, Head> heads = entry.seen();
    return entries.stream()
        .filter(
            e ->
                e.chain().equals(entry.chain())
                    ? e.seq() <= entry.seq()
                    : heads.containsKey(e.chain()) && e.seq() <= heads.get(e.chain()).seq())
        .toList();
  }

  private List<String> at(List<Entry> taken) {
    Dossier dossier = Story.rebuilt(entries.getFirst().talk(), taken);
    TalkState state = TalkState.of(dossier);
    List<DelegationState> delegations =
        state.delegations().stream().sorted(Comparator.comparing(DelegationState::id)).toList();
    String cut =
        dossier.heads().entrySet().stream()
            .map(head -> head.getKey().value() + ":" + head.getValue().seq())
            .collect(Collectors.joining(" "));
    List<String> inside = new ArrayList<>();
    List<String> enter = new ArrayList<>();
    List<String> hold = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < delegations.size(); i++) {
      DelegationId id = delegations.get(i).id();
      String side = i + "/";
      if (state.parties().contains(id)) {
        keys.add(side + delegations.get(i).presented().key().x());
      }
      inside(state, id).forEach(person -> inside.add(side + person.value()));
      for (PersonId person : people) {
        if (state.mayEnter(id, person)) {
          enter.add(side + person.value());
        }
        for (SealPublicKey device : devices) {
          for (Role role : Role.values()) {
            if (mayHold(state, id, person, device, role)) {
              hold.add(side + String.join("/", person.value(), device.x(), role.word()));
            }
          }
        }
      }
    }
    return List.of(
        line(cut, "keys", keys),
        line(cut, "inside", inside),
        line(cut, "enter", enter),
        line(cut, "hold", hold));
  }

  private static boolean mayHold(
      TalkState state, DelegationId id, PersonId person, SealPublicKey device, Role role) {
    return !state.closed()
        && state.mayEnter(id, person)
        && inside(state, id).contains(person)
        && state.devices(id, person).stream().anyMatch(d -> d.key().equals(device))
        && state.people(id).stream()
            .anyMatch(p -> p.id().equals(person) && p.roles().contains(role));
  }

  private static List<PersonId> inside(TalkState state, DelegationId id) {
    return state.room().inside().getOrDefault(id, List.of());
  }

  private String line(String cut, String what, List<String> values) {
    return String.join("\t", name, cut, what, String.join(" ", values));
  }
}
