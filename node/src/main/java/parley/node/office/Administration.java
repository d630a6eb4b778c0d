package parley.node.office;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import parley.dossier.model.Role;
import parley.node.people.Actor;
import parley.node.people.Audit;
import parley.node.people.Audit.Deed;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.people.Invitations;
import parley.node.people.People;
import parley.node.people.PersonKeys;
import parley.node.people.Secret;
import parley.node.people.SignIns;

/**
 * What may be done to people and their rights. Acts come one after another, each is judged by what
 * the one before it left, and each is durable with its line in the audit or has not happened. Any
 * thread.
 */
public final class Administration {
  private final People people;
  private final PersonKeys keys;
  private final Invitations invitations;
  private final SignIns signIns;
  private final Audit audit;
  private final Clock clock;
  private final Consumer<String> changed;

  /** What became of an act. */
  public sealed interface Outcome {
    /** It is done. */
    record Done() implements Outcome {}

    /** It is done, and the person can come by this invitation. */
    record Invited(DelegateId person, Secret invitation) implements Outcome {}

    /** Nothing was done. */
    record Refused(Why why) implements Outcome {}
  }

  /** Why nothing was done. Each has words: {@code office.refused.<slug>}. */
  public enum Why {
    /** Whoever acts has been removed, or is no administrator any more. */
    NOT_ADMINISTRATOR,
    /** Nobody who can sign in would be left to administer. */
    LAST_ADMINISTRATOR,
    /** There is no such person in the delegation. */
    NOBODY,
    /** Somebody has, or had, this name in addresses. */
    NAME_TAKEN,
    /** There is nothing to end: it was used, withdrawn or ended before. */
    NOTHING_OPEN,
    /** She has registered a passkey: nobody needs to invite her. */
    HAS_KEY
  }

  /** What is done once an act is allowed, within its transaction. */
  @FunctionalInterface
  private interface Work {
    Outcome on(Handle handle, Delegate person);
  }

  /**
   * @param changed told the slug of the delegation after each act
   */
  public Administration(
      People people,
      PersonKeys keys,
      Invitations invitations,
      SignIns signIns,
      Audit audit,
      Clock clock,
      Consumer<String> changed) {
    this.people = people;
    this.keys = keys;
    this.invitations = invitations;
    this.signIns = signIns;
    this.audit = audit;
    this.clock = clock;
    this.changed = changed;
  }

  /** Makes a delegation and invites its first administrator. */
  public Outcome make(Delegation delegation, Delegate first) {
    return people.change(
        handle -> {
          if (!people.add(handle, delegation)) {
            return new Outcome.Refused(Why.NAME_TAKEN);
          }
          audit.note(
              handle, clock.instant(), Actor.OPERATOR, Deed.DELEGATION_MADE, delegation.id());
          return add(handle, Actor.OPERATOR, first);
        });
  }

  /** Invites the first administrator again, as long as nobody of the delegation has come. */
  public Outcome inviteFirst(DelegateId first) {
    return about(
        first,
        (handle, person) ->
            isRunByItsOwn(first.delegation()) || !person.administrator()
                ? new Outcome.Refused(Why.HAS_KEY)
                : invite(handle, Actor.OPERATOR, person, Deed.INVITED));
  }

  /** Whether the delegation has an administrator who can sign in. */
  public boolean isRunByItsOwn(String delegation) {
    return able(delegation).findAny().isPresent();
  }

  /** Invites an administrator who has lost her passkey, by a command on the node's machine. */
  public Outcome recover(DelegateId administrator) {
    return about(
        administrator,
        (handle, person) ->
            person.administrator()
                ? invite(handle, Actor.COMMAND, person, Deed.RECOVERY_INVITED)
                : new Outcome.Refused(Why.NOT_ADMINISTRATOR));
  }

  /** Adds a person and invites her. */
  public Outcome add(DelegateId by, Delegate person) {
    return tell(
        by.delegation(),
        people.change(handle -> mayAct(by) ? add(handle, Actor.of(by), person) : notAny()));
  }

  /** Gives a person these names, offices and rights. */
  public Outcome change(DelegateId by, Delegate after) {
    return by(
        by,
        after.id(),
        (handle, before) -> {
          if (!after.administrator() && isLast(before)) {
            return new Outcome.Refused(Why.LAST_ADMINISTRATOR);
          }
          people.replace(handle, after);
          Instant now = clock.instant();
          if (!before.names().equals(after.names()) || !before.offices().equals(after.offices())) {
            String name = after.name(after.delegation().language());
            audit.note(handle, now, Actor.of(by), Deed.PERSON_RENAMED, after.id(), name);
          }
          if (!rights(before).equals(rights(after))) {
            audit.note(handle, now, Actor.of(by), Deed.RIGHTS_CHANGED, after.id(), rights(after));
          }
          return new Outcome.Done();
        });
  }

  /** Removes a person: her sessions, her passkey and an open invitation end with it. */
  public Outcome remove(DelegateId by, DelegateId person) {
    return ending(
        by,
        person,
        (handle, before) -> {
          if (isLast(before)) {
            return new Outcome.Refused(Why.LAST_ADMINISTRATOR);
          }
          people.remove(handle, person);
          keys.withdraw(handle, person, clock.instant());
          invitations.withdraw(handle, person);
          audit.note(handle, clock.instant(), Actor.of(by), Deed.PERSON_REMOVED, person, "");
          return new Outcome.Done();
        });
  }

  /** Ends a passkey that is lost, and her sessions, and invites her to register another. */
  public Outcome loseKey(DelegateId by, DelegateId person) {
    return ending(
        by,
        person,
        (handle, before) -> {
          if (isLast(before)) {
            return new Outcome.Refused(Why.LAST_ADMINISTRATOR);
          }
          keys.withdraw(handle, person, clock.instant());
          audit.note(handle, clock.instant(), Actor.of(by), Deed.KEY_LOST, person, "");
          return invite(handle, Actor.of(by), before, Deed.INVITED);
        });
  }

  /** Invites a person who has no passkey yet; an earlier invitation is withdrawn. */
  public Outcome invite(DelegateId by, DelegateId person) {
    return by(
        by,
        person,
        (handle, before) ->
            keys.current(person).isPresent()
                ? new Outcome.Refused(Why.HAS_KEY)
                : invite(handle, Actor.of(by), before, Deed.INVITED));
  }

  /** Withdraws a person's open invitation. */
  public Outcome withdraw(DelegateId by, DelegateId person) {
    return by(
        by,
        person,
        (handle, before) -> {
          if (!invitations.withdraw(handle, person)) {
            return new Outcome.Refused(Why.NOTHING_OPEN);
          }
          audit.note(handle, clock.instant(), Actor.of(by), Deed.INVITATION_WITHDRAWN, person, "");
          return new Outcome.Done();
        });
  }

  /** Ends a person's sessions, or the one that is called {@code id}. */
  public Outcome endSessions(DelegateId by, DelegateId person, Optional<String> id) {
    return ending(by, person, id, (handle, before) -> new Outcome.Done());
  }

  private Outcome ending(DelegateId by, DelegateId person, Work work) {
    return ending(by, person, Optional.empty(), work);
  }

  /** Does {@code work}, and ends sessions with it unless it is refused. */
  private Outcome ending(DelegateId by, DelegateId person, Optional<String> id, Work work) {
    record Ended(Outcome outcome, List<String> sessions) {}
    Ended ended =
        people.change(
            handle -> {
              Outcome outcome = judged(by, person, handle, work);
              if (outcome instanceof Outcome.Refused) {
                return new Ended(outcome, List.of());
              }
              List<String> sessions = signIns.end(handle, person, id);
              if (id.isPresent() && sessions.isEmpty()) {
                return new Ended(new Outcome.Refused(Why.NOTHING_OPEN), sessions);
              }
              if (!sessions.isEmpty()) {
                String count = Integer.toString(sessions.size());
                audit.note(
                    handle, clock.instant(), Actor.of(by), Deed.SESSIONS_ENDED, person, count);
              }
              return new Ended(outcome, sessions);
            });
    signIns.forget(ended.sessions());
    return tell(by.delegation(), ended.outcome());
  }

  private Outcome by(DelegateId by, DelegateId person, Work work) {
    return tell(by.delegation(), people.change(handle -> judged(by, person, handle, work)));
  }

  private Outcome judged(DelegateId by, DelegateId person, Handle handle, Work work) {
    if (!mayAct(by)) {
      return notAny();
    }
    return people
        .person(person)
        .filter(found -> found.id().delegation().equals(by.delegation()))
        .map(found -> work.on(handle, found))
        .orElse(new Outcome.Refused(Why.NOBODY));
  }

  private Outcome about(DelegateId id, Work work) {
    Outcome outcome =
        people.change(
            handle ->
                people
                    .person(id)
                    .map(person -> work.on(handle, person))
                    .orElse(new Outcome.Refused(Why.NOBODY)));
    return tell(id.delegation(), outcome);
  }

  private Outcome tell(String delegation, Outcome outcome) {
    if (!(outcome instanceof Outcome.Refused)) {
      changed.accept(delegation);
    }
    return outcome;
  }

  private Outcome add(Handle handle, Actor by, Delegate person) {
    if (!people.add(handle, person)) {
      return new Outcome.Refused(Why.NAME_TAKEN);
    }
    audit.note(handle, clock.instant(), by, Deed.PERSON_ADDED, person.id(), rights(person));
    return invite(handle, by, person, Deed.INVITED);
  }

  private Outcome invite(Handle handle, Actor by, Delegate person, Deed deed) {
    Secret invitation = invitations.issue(handle, person.id(), by);
    audit.note(handle, clock.instant(), by, deed, person.id(), "");
    return new Outcome.Invited(person.id(), invitation);
  }

  private static Outcome notAny() {
    return new Outcome.Refused(Why.NOT_ADMINISTRATOR);
  }

  /** Whoever was removed or lost her key a moment ago may not go on. */
  private boolean mayAct(DelegateId by) {
    return people.person(by).filter(this::isAble).isPresent();
  }

  private boolean isAble(Delegate person) {
    return person.administrator() && keys.current(person.id()).isPresent();
  }

  private java.util.stream.Stream<Delegate> able(String delegation) {
    return people.of(delegation).stream().filter(this::isAble);
  }

  /** Whether nobody else of her delegation could sign in and administer. */
  private boolean isLast(Delegate person) {
    return person.administrator()
        && able(person.id().delegation()).allMatch(other -> other.id().equals(person.id()));
  }

  /** Her rights by their words, in one order: {@code administrator negotiator}. */
  private static String rights(Delegate person) {
    Set<String> words =
        person.roles().stream().map(Role::word).collect(Collectors.toCollection(TreeSet::new));
    if (person.administrator()) {
      words.add("administrator");
    }
    return String.join(" ", words);
  }
}
