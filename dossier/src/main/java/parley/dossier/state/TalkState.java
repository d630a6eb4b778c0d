package parley.dossier.state;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import parley.dossier.chain.Dossier;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.Subject;
import parley.dossier.model.TalkId;
import parley.dossier.model.Term;

/**
 * Everything the pages show of a talk.
 *
 * @param delegations the convener first, then by acceptance
 * @param languages the authentic languages: the term in force, or every party's own
 * @param matters by key; agenda items in their order are {@link #agenda}
 * @param proposals all there ever were, by id
 * @param history every deed except acknowledgements, each after those it has seen
 * @param moves what the talk waits for
 * @param frozen whether the talk's changes have stopped because of an equivocation
 * @param closed whether every party has closed over everything the others wrote
 */
public record TalkState(
    TalkId talk,
    List<DelegationState> delegations,
    List<String> languages,
    SortedMap<Matter, MatterState> matters,
    SortedMap<Digest, ProposalState> proposals,
    List<Deed> history,
    List<Move> moves,
    Optional<Postponement> postponed,
    RoomState room,
    List<Deed> releases,
    List<Equivocation> equivocations,
    boolean frozen,
    boolean closed) {

  /** The talk as these entries make it. */
  public static TalkState of(Dossier dossier) {
    throw new UnsupportedOperationException("lands next");
  }

  /** The delegations whose consent is needed. */
  public SortedSet<DelegationId> parties() {
    throw new UnsupportedOperationException("lands next");
  }

  public Optional<DelegationState> delegation(DelegationId id) {
    return delegations.stream().filter(d -> d.id().equals(id)).findFirst();
  }

  /** The matter, empty of proposals if there never were any. */
  public MatterState matter(Matter matter) {
    return Optional.ofNullable(matters.get(matter))
        .orElse(new MatterState(matter, Optional.empty(), List.of(), List.of()));
  }

  public Optional<Term> inForce(Matter matter) {
    return matter(matter).inForce().map(ProposalState::term);
  }

  /** The agenda items in force, in order. */
  public List<ProposalState> agenda() {
    throw new UnsupportedOperationException("lands next");
  }

  /** What may be said in public about the subject. */
  public Permission permission(Subject subject) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Whether this person may enter the room: accepted, not revoked, and among the participants. */
  public boolean mayEnter(DelegationId delegation, PersonId person) {
    throw new UnsupportedOperationException("lands next");
  }

  /** The persons of a delegation who may act. */
  public List<Person> people(DelegationId delegation) {
    throw new UnsupportedOperationException("lands next");
  }

  /** What this delegation is asked to do. */
  public List<Move> movesOf(DelegationId delegation) {
    return moves.stream().filter(m -> m.by().equals(delegation)).toList();
  }

  /** Whether this delegation's node has something to acknowledge. */
  public boolean mustAcknowledge(DelegationId delegation) {
    return movesOf(delegation).stream().anyMatch(m -> m.kind() == Move.Kind.ACKNOWLEDGE);
  }
}
