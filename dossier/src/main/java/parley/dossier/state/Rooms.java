package parley.dossier.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.PersonId;

/** Works out what the chains say of the room. */
final class Rooms {
  private Rooms() {}

  static RoomState of(Chains chains, SortedSet<DelegationId> parties) {
    SortedMap<DelegationId, Instant> opened = new TreeMap<>();
    SortedMap<DelegationId, List<PersonId>> inside = new TreeMap<>();
    SortedMap<DelegationId, Digest> declared = new TreeMap<>();
    chains
        .all()
        .forEach(
            (id, chain) -> {
              List<PersonId> people = people(chain);
              if (!people.isEmpty()) {
                inside.put(id, people);
              }
              for (Entry entry : chain) {
                switch (entry.act()) {
                  case Act.Open open -> opened.put(id, open.instant());
                  case Act.Declare declare -> declared.put(id, declare.people());
                  case Act other -> {}
                }
              }
            });
    Optional<Instant> openFrom =
        parties.size() >= 2 && opened.keySet().containsAll(parties)
            ? parties.stream().map(opened::get).max(Comparator.naturalOrder())
            : Optional.empty();
    return new RoomState(openFrom, opened, inside, declared);
  }

  private static List<PersonId> people(List<Entry> chain) {
    Set<PersonId> inside = new LinkedHashSet<>();
    for (Entry entry : chain) {
      switch (entry.act()) {
        case Act.Enter enter -> inside.add(enter.person());
        case Act.Leave leave -> inside.remove(leave.person());
        case Act other -> {}
      }
    }
    return List.copyOf(inside);
  }
}
