package parley.node.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import parley.dossier.chain.Entry;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;

/** Brings a talk's entries to pages: first what each of them lacks, from then on what is new. */
final class EntryFeed {
  /** So many in one message; more delays what comes after it. */
  private static final int MOST_IN_MESSAGE = 200;

  private EntryFeed() {}

  /** She has what these heads stand on, and asks for the rest. */
  static void begin(Occupant occupant, Map<DelegationId, Head> heads, List<Entry> all) {
    tell(occupant, missing(all, heads));
    occupant.entries(all.size());
  }

  /** Tells everybody who asked once what is new since. */
  static void goOn(Iterable<Occupant> occupants, Supplier<List<Entry>> dossier) {
    Optional<List<Entry>> all = Optional.empty();
    for (Occupant occupant : occupants) {
      OptionalInt told = occupant.entries();
      if (told.isPresent()) {
        List<Entry> now = all.orElseGet(dossier);
        all = Optional.of(now);
        if (now.size() > told.getAsInt()) {
          tell(occupant, now.subList(told.getAsInt(), now.size()));
          occupant.entries(now.size());
        }
      }
    }
  }

  /**
   * Of a chain whose head she names, what does not lead up to it: what comes after it, and other
   * branches of a chain that forks.
   */
  static List<Entry> missing(List<Entry> all, Map<DelegationId, Head> heads) {
    Map<Digest, Entry> byHash = new HashMap<>();
    all.forEach(entry -> byHash.put(entry.hash(), entry));
    Set<Digest> known = new HashSet<>();
    for (Head head : heads.values()) {
      Optional<Digest> at = Optional.of(head.hash());
      while (at.map(byHash::get).isPresent() && known.add(at.get())) {
        at = byHash.get(at.get()).previous();
      }
    }
    return all.stream().filter(entry -> !known.contains(entry.hash())).toList();
  }

  private static void tell(Occupant occupant, List<Entry> some) {
    List<String> texts = some.stream().map(Entry::jws).toList();
    for (int from = 0; from < texts.size(); from += MOST_IN_MESSAGE) {
      int to = Math.min(texts.size(), from + MOST_IN_MESSAGE);
      occupant.tell(new ServerMessage.Entries(new ArrayList<>(texts.subList(from, to))));
    }
  }
}
