package parley.dossier.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import parley.dossier.chain.Admission;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.Person;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
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
  private final Map<DelegationId, Integer> next = new HashMap<>();
  private final Map<DelegationId, Set<Digest>> hashes = new HashMap<>();

  private Verifier(DossierFile file) {
    this.file = file;
    this.dossier = new Dossier(file.talk());
    file.chains()
        .keySet()
        .forEach(
            id -> {
              next.put(id, 0);
              hashes.put(id, new HashSet<>());
            });
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
      return fails(Optional.empty(), 0, refusal);
    }
    return new Verifier(read).report(parties);
  }

  /** Admits a file's entries into a dossier, each after those it has seen. */
  private Report report(Set<DelegationId> expected) {
    boolean progress = true;
    while (progress) {
      progress = false;
      for (DelegationId chain : file.chains().keySet()) {
        while (next.get(chain) < file.chains().get(chain).size()) {
          long seq = next.get(chain) + 1L;
          try {
            if (!admit(chain)) {
              break;
            }
            progress = true;
          } catch (Refusal refusal) {
            return fails(Optional.of(chain), seq, refusal);
          }
        }
      }
    }
    return missing().orElseGet(() -> holds(expected));
  }

  /** Takes the chain's next entry in; false if it waits for another chain. */
  private boolean admit(DelegationId chain) {
    int index = next.get(chain);
    String jws = file.chains().get(chain).get(index);
    Entry entry = Entry.read(jws);
    if (!entry.chain().equals(chain)) {
      throw Reason.CHAIN_MISMATCH.because("filed under another chain");
    }
    if (entry.seq() > index + 1) {
      throw Reason.ENTRY_MISSING.because("number " + (index + 1));
    }
    if (hashes.get(chain).contains(entry.hash())) {
      throw Reason.DUPLICATE_ENTRY.because("number " + entry.seq());
    }
    if (entry.previous().filter(hash -> !hashes.get(chain).contains(hash)).isPresent()) {
      throw Reason.PREVIOUS_MISMATCH.because("not the entry before it in the file");
    }
    if (unseen(entry).isPresent()) {
      return false;
    }
    if (dossier.admit(jws) instanceof Admission.Refused(var refusal)) {
      throw refusal;
    }
    if (!dossier.equivocations().isEmpty()) {
      throw Reason.EQUIVOCATION.because("number " + entry.seq());
    }
    hashes.get(chain).add(entry.hash());
    next.put(chain, index + 1);
    return true;
  }

  /** The first entry that others have seen and the file does not have. */
  private Optional<Report> missing() {
    for (DelegationId chain : file.chains().keySet()) {
      int index = next.get(chain);
      if (index < file.chains().get(chain).size()) {
        Entry entry = Entry.read(file.chains().get(chain).get(index));
        var head = unseen(entry).orElseThrow();
        return Optional.of(
            new Report.Fails(
                Optional.of(head.getKey()),
                head.getValue().seq(),
                Reason.ENTRY_MISSING,
                "seen by number " + entry.seq() + " of chain " + chain));
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
      return new Report.Fails(
          Optional.empty(), 0, Reason.PARTIES_WRONG, "other parties than expected");
    }
    SortedSet<Digest> erased = new TreeSet<>(References.of(dossier.entries()));
    for (Digest body : file.bodies().keySet()) {
      if (!erased.remove(body)) {
        return new Report.Fails(
            Optional.empty(), 0, Reason.REFERENCE_UNKNOWN, "no entry refers to text " + body);
      }
    }
    List<Report.Agreed> agreed =
        state.matters().values().stream()
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
        dossier.heads(),
        dossier.entries().size(),
        List.copyOf(erased),
        demo);
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

  private static Report fails(Optional<DelegationId> chain, long seq, Refusal refusal) {
    return new Report.Fails(chain, seq, refusal.reason(), refusal.getMessage());
  }
}
