package parley.dossier.state;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import parley.dossier.chain.Dossier;
import parley.dossier.model.Attendance;
import parley.dossier.model.Capacity;
import parley.dossier.model.DateLevel;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.Role;
import parley.dossier.model.Subject;
import parley.dossier.model.TalkId;
import parley.dossier.model.Term;
import parley.dossier.model.Voice;

/**
 * Everything the pages show of a talk.
 *
 * @param delegations the convener first, then the members, then those not yet accepted
 * @param parties the members whose consent is needed
 * @param languages the authentic languages: the term in force, or every party's own
 * @param matters by key; in reading order they are {@link #table}
 * @param proposals all there ever were, by id
 * @param history every deed except acknowledgements, each after those it has seen
 * @param moves what the talk waits for
 * @param devices every device ever admitted, oldest first
 * @param releases statements released, oldest first
 * @param equivocations also of those who are only invited
 * @param frozen whether the talk's changes have stopped because of an equivocation
 * @param closed whether every party has closed over everything the others wrote
 */
public record TalkState(
    TalkId talk,
    List<DelegationState> delegations,
    SortedSet<DelegationId> parties,
    List<String> languages,
    SortedMap<Matter, MatterState> matters,
    SortedMap<Digest, ProposalState> proposals,
    List<Deed> history,
    List<Move> moves,
    Optional<Postponement> postponed,
    RoomState room,
    List<Device> devices,
    List<Deed> releases,
    List<Equivocation> equivocations,
    boolean frozen,
    boolean closed) {

  /** The talk as these entries make it. */
  public static TalkState of(Dossier dossier) {
    return new Projection(dossier).state();
  }

  public Optional<DelegationState> delegation(DelegationId id) {
    return delegations.stream().filter(d -> d.id().equals(id)).findFirst();
  }

  /** Delegations whose new key the others have not all accepted yet. */
  public List<DelegationState> rotating() {
    return delegations.stream().filter(DelegationState::rotating).toList();
  }

  /** The live devices of a person; more than one is for everybody to see. */
  public List<Device> devices(DelegationId delegation, PersonId person) {
    return devices.stream()
        .filter(d -> d.live() && d.delegation().equals(delegation) && d.person().equals(person))
        .toList();
  }

  /** The matter, empty of proposals if there never were any. */
  public MatterState matter(Matter matter) {
    return Optional.ofNullable(matters.get(matter))
        .orElse(new MatterState(matter, Optional.empty(), List.of(), List.of()));
  }

  public Optional<Term> inForce(Matter matter) {
    return matter(matter).inForce().map(ProposalState::term);
  }

  /**
   * The matters that something is in force or on offer for, in the order in which one reads them:
   * the time, the agenda in its order, the rest, and last what may be public.
   */
  public List<MatterState> table() {
    return matters.values().stream()
        .filter(matter -> matter.shown().isPresent())
        .sorted(ReadingOrder.of(this))
        .toList();
  }

  /** The agenda items in force, in order. */
  public List<ProposalState> agenda() {
    return table().stream()
        .flatMap(matter -> matter.inForce().stream())
        .filter(proposal -> proposal.term() instanceof Term.AgendaItem)
        .toList();
  }

  /**
   * The delegation whose node puts the commits of the room's key group in order: the one that the
   * term {@link Matter#ROOM} names, or by lot the party whose SHA-256 of talk id and chain id, in
   * ASCII, is lowest. Empty only while the talk has no party.
   */
  public Optional<DelegationId> orders() {
    return inForce(Matter.ROOM).orElse(null) instanceof Term.Room(DelegationId named)
        ? Optional.of(named)
        : lot();
  }

  private Optional<DelegationId> lot() {
    return parties.stream().min(Comparator.comparing(this::ticket, Arrays::compareUnsigned));
  }

  private byte[] ticket(DelegationId party) {
    return Digest.of(talk.value() + party.value()).bytes();
  }

  /** The joint statements that every party has signed and nobody stopped in time, by release. */
  public List<ProposalState> jointStatements() {
    return table().stream()
        .flatMap(matter -> matter.inForce().stream())
        .filter(proposal -> proposal.term() instanceof Term.JointStatement)
        .sorted(Comparator.comparing(TalkState::release))
        .toList();
  }

  private static Instant release(ProposalState proposal) {
    return ((Term.JointStatement) proposal.term()).release();
  }

  /**
   * What may be said in public about the subject. Without a term each side may say that contact is
   * possible, and nothing else.
   */
  public Permission permission(Subject subject) {
    Optional<ProposalState> inForce = matter(Matter.disclosure(subject)).inForce();
    if (inForce.map(ProposalState::term).orElse(null) instanceof Term.Disclosure term) {
      return new Permission(subject, term.voice(), term.level(), inForce.map(ProposalState::id));
    }
    Voice voice = subject == Subject.Plain.DATE ? Voice.Shared.EITHER : Voice.Shared.NOBODY;
    return new Permission(subject, voice, DateLevel.CONTACT_POSSIBLE, Optional.empty());
  }

  /**
   * Whether this person may enter the room, or stay there: accepted, not revoked, and among the
   * participants. While her side's new key is not accepted its entering could not be put on record:
   * only who is inside stays.
   */
  public boolean mayEnter(DelegationId delegation, PersonId id) {
    Optional<Person> person = delegation(delegation).flatMap(d -> d.person(id));
    boolean isInside = room.inside().getOrDefault(delegation, List.of()).contains(id);
    boolean rotates = delegation(delegation).filter(DelegationState::rotating).isPresent();
    if (person.isEmpty() || rotates && !isInside) {
      return false;
    }
    return switch (inForce(Matter.PARTICIPANTS).orElse(null)) {
      case Term.Participants(var sides) ->
          sides.getOrDefault(delegation, List.of()).stream()
              .anyMatch(line -> admits(line, delegation, person.get()));
      case null, default -> true;
    };
  }

  private boolean admits(Attendance line, DelegationId delegation, Person person) {
    return switch (line) {
      case Attendance.Named(List<PersonId> people) -> people.contains(person.id());
      case Attendance.Counted(Role role, int count) ->
          person.roles().contains(role) && takenBefore(delegation, person, role) < count;
    };
  }

  /**
   * How many of a role came before her: who is inside keeps a seat, who comes later finds it so.
   */
  private long takenBefore(DelegationId delegation, Person person, Role role) {
    DelegationState state = delegation(delegation).orElseThrow();
    return room.inside().getOrDefault(delegation, List.of()).stream()
        .takeWhile(id -> !id.equals(person.id()))
        .filter(id -> state.person(id).filter(p -> p.roles().contains(role)).isPresent())
        .count();
  }

  /** The persons of a delegation who may act. */
  public List<Person> people(DelegationId delegation) {
    return delegation(delegation).stream()
        .flatMap(d -> d.accepted().stream().flatMap(c -> c.people().stream()))
        .filter(p -> mayAct(delegation, p.id()))
        .toList();
  }

  private boolean mayAct(DelegationId delegation, PersonId person) {
    return delegation(delegation).flatMap(d -> d.person(person)).isPresent();
  }

  /** Whether the talk has its parties: two or more that have accepted each other. */
  public boolean constituted() {
    return parties.size() >= 2
        && delegations.stream()
            .filter(d -> d.capacity() == Capacity.PARTY && parties.contains(d.id()))
            .allMatch(d -> d.accepted().isPresent());
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
