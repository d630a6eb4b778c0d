package parley.dossier.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import parley.dossier.chain.Admission;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.Person;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.Texts;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Stance;
import parley.dossier.state.TalkState;

/**
 * Checks an exported dossier and reports what was agreed, or the first thing that does not hold.
 * Needs the file alone; who also has the delegations' ids, which are hashes of their keys, gives
 * them too.
 */
public final class Verifier {
  private final DossierFile file;
  private final Dossier dossier;
  private final SortedMap<DelegationId, Rest> rests = new TreeMap<>();

  /** What of a chain is not taken in yet, and the hashes of what is. */
  private static final class Rest {
    final List<String> entries;
    final Set<Digest> hashes = new HashSet<>();
    private Optional<Entry> next = Optional.empty();

    Rest(List<String> entries) {
      this.entries = entries;
    }

    boolean isEmpty() {
      return hashes.size() == entries.size();
    }

    /** The number that the next entry should have. */
    long seq() {
      return hashes.size() + 1L;
    }

    /** The next entry; read once, however long it waits for another chain's. */
    Entry next() {
      Entry entry = next.orElseGet(() -> Entry.read(entries.get(hashes.size())));
      next = Optional.of(entry);
      return entry;
    }

    void take() {
      hashes.add(next().hash());
      next = Optional.empty();
    }
  }

  private Verifier(DossierFile file) {
    this.file = file;
    this.dossier = new Dossier(file.talk());
    file.chains().forEach((id, entries) -> rests.put(id, new Rest(entries)));
  }

  /** Verifies a file for whoever believes the ids of the delegations in it. */
  public static Report verify(byte[] file) {
    return verify(file, Set.of());
  }

  /** Verifies a file whose parties must be these; none means any. */
  public static Report verify(byte[] file, Set<DelegationId> parties) {
    DossierFile read;
    try {
      read = DossierFile.read(file);
    } catch (Refusal refusal) {
      return fails(refusal.reason(), refusal.getMessage());
    }
    return new Verifier(read).report(parties);
  }

  /** Admits a file's entries into a dossier, each after those it has seen. */
  private Report report(Set<DelegationId> expected) {
    boolean progress = true;
    while (progress) {
      progress = false;
      for (var each : rests.entrySet()) {
        Rest rest = each.getValue();
        while (!rest.isEmpty()) {
          long seq = rest.seq();
          try {
            if (!admit(each.getKey(), rest)) {
              break;
            }
            progress = true;
          } catch (Refusal refusal) {
            return fails(each.getKey(), seq, refusal.reason(), refusal.getMessage());
          }
        }
      }
    }
    return missing().orElseGet(() -> holds(expected));
  }

  /** Takes the chain's next entry in; false if it waits for another chain. */
  private boolean admit(DelegationId chain, Rest rest) {
    Entry entry = rest.next();
    if (!entry.chain().equals(chain)) {
      throw Reason.CHAIN_MISMATCH.because("filed under another chain");
    }
    if (entry.seq() > rest.seq()) {
      throw Reason.ENTRY_MISSING.because("number " + rest.seq());
    }
    if (rest.hashes.contains(entry.hash())) {
      throw Reason.DUPLICATE_ENTRY.because("number " + entry.seq());
    }
    if (entry.previous().filter(hash -> !rest.hashes.contains(hash)).isPresent()) {
      throw Reason.PREVIOUS_MISMATCH.because("not the entry before it in the file");
    }
    if (unseen(entry).isPresent()) {
      return false;
    }
    if (dossier.admit(entry) instanceof Admission.Refused(var refusal)) {
      throw refusal;
    }
    if (dossier.isStopped()) {
      throw Reason.EQUIVOCATION.because("number " + entry.seq());
    }
    rest.take();
    return true;
  }

  /** The first entry that others have seen and the file does not have. */
  private Optional<Report> missing() {
    for (var each : rests.entrySet()) {
      if (!each.getValue().isEmpty()) {
        Entry entry = each.getValue().next();
        var head = unseen(entry).orElseThrow();
        return Optional.of(
            fails(
                head.getKey(),
                head.getValue().seq(),
                Reason.ENTRY_MISSING,
                "seen by number " + entry.seq() + " of chain " + each.getKey()));
      }
    }
    return Optional.empty();
  }

  private Optional<Map.Entry<DelegationId, Head>> unseen(Entry entry) {
    return entry.seen().entrySet().stream()
        .filter(head -> dossier.entry(head.getValue().hash()).isEmpty())
        .findFirst();
  }

  private Report holds(Set<DelegationId> expected) {
    TalkState state = TalkState.of(dossier);
    if (!expected.isEmpty() && !expected.equals(state.parties())) {
      return fails(Reason.PARTIES_WRONG, "other parties than expected");
    }
    SortedSet<Digest> erased = new TreeSet<>(References.of(dossier.entries()));
    for (Digest body : file.bodies().keySet()) {
      if (!erased.remove(body)) {
        return fails(Reason.REFERENCE_UNKNOWN, "no entry refers to text " + body);
      }
    }
    List<Report.Agreed> agreed =
        state.table().stream()
            .flatMap(matter -> matter.inForce().stream())
            .map(this::agreed)
            .toList();
    boolean demo =
        dossier.entries().stream()
            .flatMap(entry -> dossier.signer(entry).stream())
            .anyMatch(person -> person.key().demo());
    return new Report.Holds(
        state,
        agreed,
        file.bodies(),
        completeTo(state),
        dossier.entries().size(),
        List.copyOf(erased),
        demo);
  }

  private static SortedMap<DelegationId, Head> completeTo(TalkState state) {
    SortedMap<DelegationId, Head> heads = new TreeMap<>();
    state.delegations().forEach(side -> heads.put(side.id(), side.head()));
    return heads;
  }

  private Report.Agreed agreed(ProposalState proposal) {
    List<Report.Signed> signed = new ArrayList<>();
    for (Stance stance : proposal.stances().values()) {
      Entry entry = dossier.entry(stance.deed().orElseThrow().entry()).orElseThrow();
      Person person = dossier.signer(entry).orElseThrow();
      signed.add(new Report.Signed(entry.chain(), person, entry.at(), person.key().demo()));
    }
    return new Report.Agreed(
        proposal,
        References.of(proposal.proposal()).map(file.bodies()::get),
        proposal.inForceBy().orElseThrow(),
        signed);
  }

  private static Report fails(Reason reason, String detail) {
    return new Report.Fails(Optional.empty(), Optional.empty(), 0, reason, detail);
  }

  private Report fails(DelegationId chain, long seq, Reason reason, String detail) {
    return new Report.Fails(Optional.of(chain), named(chain), seq, reason, detail);
  }

  /** What the chain's first entry says, which may itself be what does not hold. */
  private Optional<Texts> named(DelegationId chain) {
    try {
      return file.chains().getOrDefault(chain, List.of()).stream()
          .findFirst()
          .map(first -> Entry.read(first).act())
          .flatMap(
              act ->
                  switch (act) {
                    case Act.Convene convene -> Optional.of(convene.credentials().names());
                    case Act.Present present -> Optional.of(present.credentials().names());
                    default -> Optional.empty();
                  });
    } catch (Refusal unreadable) {
      return Optional.empty();
    }
  }
}
