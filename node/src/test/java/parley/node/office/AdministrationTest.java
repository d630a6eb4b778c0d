package parley.node.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.model.Role;
import parley.node.TestPasskey;
import parley.node.office.Administration.Outcome;
import parley.node.office.Administration.Why;
import parley.node.people.Actor;
import parley.node.people.Audit;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.people.Invitations;
import parley.node.people.People;
import parley.node.people.PersonKeys;
import parley.node.people.Secret;
import parley.node.people.SignIns;
import parley.node.storage.Database;
import parley.node.words.Language;

class AdministrationTest {
  private static final DelegateId TOM = new DelegateId("norland", "tom");
  private static final DelegateId RUTH = new DelegateId("norland", "ruth");
  private static final DelegateId ANNA = new DelegateId("norland", "anna");
  private static final Delegation NORLAND =
      new Delegation("norland", Language.EN, ZoneId.of("UTC"), names("Norland"));

  @TempDir Path folder;
  private final Random random = new Random(7);
  private Instant now = Instant.parse("2026-11-23T09:00:00Z");
  private Database database;
  private People people;
  private PersonKeys keys;
  private Invitations invitations;
  private SignIns signIns;
  private Audit audit;
  private Administration office;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("parley.db"));
    people = new People(database);
    keys = new PersonKeys(database);
    invitations = new Invitations(database, clock(), random);
    signIns = new SignIns(database, clock(), random);
    audit = new Audit(database);
    office =
        new Administration(people, keys, invitations, signIns, audit, clock(), delegation -> {});
    office.make(NORLAND, person(TOM, Set.of(), true));
    registered(TOM);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldKeepTheLastAdministratorWhoCanSignIn() {
    Delegate tom = people.person(TOM).orElseThrow();
    assertThat(office.remove(TOM, TOM)).isEqualTo(refused(Why.LAST_ADMINISTRATOR));
    assertThat(office.change(TOM, person(TOM, Set.of(Role.LISTENER), false)))
        .isEqualTo(refused(Why.LAST_ADMINISTRATOR));
    office.add(TOM, person(RUTH, Set.of(), true));
    assertThat(office.remove(TOM, TOM))
        .as("the other was invited and has not come")
        .isEqualTo(refused(Why.LAST_ADMINISTRATOR));
    assertThat(people.person(TOM)).contains(tom);
    registered(RUTH);
    assertThat(office.remove(TOM, TOM)).as("control").isEqualTo(new Outcome.Done());
    assertThat(people.person(TOM)).isEmpty();
  }

  @Test
  void shouldKeepOneOfTwoAdministratorsWhoRemoveEachOtherAtOnce() throws Exception {
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 25; round++) {
        DelegateId first = administrator("first-" + round);
        DelegateId second = administrator("second-" + round);
        removeEverybodyBut(first, second);
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Outcome> one = both.submit(removal(start, first, second));
        Future<Outcome> other = both.submit(removal(start, second, first));
        List<Outcome> outcomes = List.of(one.get(), other.get());
        assertThat(outcomes)
            .containsExactlyInAnyOrder(new Outcome.Done(), refused(Why.NOT_ADMINISTRATOR));
        assertThat(people.of("norland")).hasSize(1);
        assertThat(office.isRunByItsOwn("norland")).isTrue();
      }
    }
  }

  @Test
  void shouldEndSessionsPasskeyAndInvitationOfWhomItRemoves() {
    office.add(TOM, person(ANNA, Set.of(Role.NEGOTIATOR), false));
    registered(ANNA);
    Secret session = signedIn(ANNA);
    assertThat(signIns.isSignedIn(ANNA, session)).as("control").isTrue();
    assertThat(office.remove(TOM, ANNA)).isEqualTo(new Outcome.Done());
    assertThat(signIns.isSignedIn(ANNA, session)).isFalse();
    assertThat(new SignIns(database, clock(), random).isSignedIn(ANNA, session))
        .as("nor after a restart")
        .isFalse();
    assertThat(keys.current(ANNA)).isEmpty();
    assertThat(invitations.of("norland"))
        .noneMatch(each -> each.person().equals(ANNA) && each.state() == Invitations.State.OPEN);
    assertThat(office.add(TOM, person(ANNA, Set.of(Role.NEGOTIATOR), false)))
        .as("her name is given to nobody else")
        .isEqualTo(refused(Why.NAME_TAKEN));
  }

  @Test
  void shouldEndALostPasskeyAtOnceAndInviteAgain() {
    office.add(TOM, person(ANNA, Set.of(Role.NEGOTIATOR), false));
    registered(ANNA);
    Secret session = signedIn(ANNA);
    Outcome outcome = office.loseKey(TOM, ANNA);
    assertThat(outcome).isInstanceOf(Outcome.Invited.class);
    assertThat(keys.current(ANNA)).isEmpty();
    assertThat(signIns.isSignedIn(ANNA, session)).isFalse();
    assertThat(signIns.signIn(ANNA, () -> keys.current(ANNA).isPresent()))
        .as("nor by a touch that was checked a moment before")
        .isEmpty();
    assertThat(invitations.look(ANNA, ((Outcome.Invited) outcome).invitation()))
        .isEqualTo(Invitations.State.OPEN);
  }

  @Test
  void shouldLetAnInvitationBeUsedOnceAndInItsTime() {
    Secret first = invited(office.add(TOM, person(ANNA, Set.of(Role.NEGOTIATOR), false)));
    assertThat(invitations.look(RUTH, first)).as("hers alone").isEqualTo(Invitations.State.UNKNOWN);
    Secret second = invited(office.invite(TOM, ANNA));
    assertThat(invitations.look(ANNA, first)).isEqualTo(Invitations.State.WITHDRAWN);
    assertThat(invitations.look(ANNA, second)).isEqualTo(Invitations.State.OPEN);
    now = now.plus(Invitations.LIFETIME).minusMillis(1);
    assertThat(invitations.look(ANNA, second)).isEqualTo(Invitations.State.OPEN);
    now = now.plusMillis(1);
    assertThat(invitations.look(ANNA, second)).isEqualTo(Invitations.State.EXPIRED);
    assertThat(used(second)).as("too late").isFalse();
    Secret third = invited(office.invite(TOM, ANNA));
    assertThat(used(third)).isTrue();
    assertThat(used(third)).as("once").isFalse();
    assertThat(invitations.look(ANNA, third)).isEqualTo(Invitations.State.USED);
  }

  @Test
  void shouldLetNobodyActWhoIsNoAdministratorOrOfAnotherDelegation() {
    office.add(TOM, person(ANNA, Set.of(Role.PRINCIPAL), false));
    registered(ANNA);
    assertThat(office.remove(ANNA, TOM)).isEqualTo(refused(Why.NOT_ADMINISTRATOR));
    DelegateId irina = new DelegateId("sudria", "irina");
    Delegation sudria = new Delegation("sudria", Language.RU, ZoneId.of("UTC"), names("Sudria"));
    office.make(
        sudria, new Delegate(irina, sudria, names("I"), names("o"), Set.of(), Language.RU, true));
    registered(irina);
    assertThat(office.remove(irina, ANNA)).isEqualTo(refused(Why.NOBODY));
    assertThat(office.endSessions(irina, ANNA, Optional.empty())).isEqualTo(refused(Why.NOBODY));
    assertThat(people.person(ANNA)).isPresent();
  }

  @Test
  void shouldLetTheOperatorInviteOnlyUntilTheDelegationRunsItself() {
    assertThat(office.inviteFirst(TOM)).isEqualTo(refused(Why.HAS_KEY));
    office.add(TOM, person(RUTH, Set.of(), true));
    assertThat(office.inviteFirst(RUTH)).isEqualTo(refused(Why.HAS_KEY));
    assertThat(office.recover(ANNA)).isEqualTo(refused(Why.NOBODY));
    assertThat(office.recover(TOM)).as("by a command").isInstanceOf(Outcome.Invited.class);
  }

  @Test
  void shouldPutEveryActIntoTheAuditWithItsActor() {
    office.add(TOM, person(ANNA, Set.of(Role.NEGOTIATOR), false));
    office.withdraw(TOM, ANNA);
    office.change(TOM, person(ANNA, Set.of(Role.PRINCIPAL), true));
    registered(ANNA);
    signedIn(ANNA);
    office.endSessions(TOM, ANNA, Optional.empty());
    office.loseKey(TOM, ANNA);
    office.recover(TOM);
    office.remove(TOM, ANNA);
    List<String> lines =
        audit.before("norland", Long.MAX_VALUE, 100).reversed().stream()
            .map(line -> line.actor().name() + " " + line.deed().slug() + " " + line.subject())
            .toList();
    assertThat(lines)
        .containsExactly(
            "operator delegation-made norland",
            "operator person-added tom.norland",
            "operator invited tom.norland",
            "tom.norland person-added anna.norland",
            "tom.norland invited anna.norland",
            "tom.norland invitation-withdrawn anna.norland",
            "tom.norland rights-changed anna.norland",
            "tom.norland sessions-ended anna.norland",
            "tom.norland key-lost anna.norland",
            "tom.norland invited anna.norland",
            "command recovery-invited tom.norland",
            "tom.norland person-removed anna.norland");
  }

  @Test
  void shouldNotChangeTheAuditEvenByMistake() {
    for (String mistake : List.of("delete from audit", "update audit set actor = 'nobody'")) {
      assertThatThrownBy(() -> database.write(handle -> handle.execute(mistake)))
          .hasMessageContaining("only added to");
    }
    int added =
        database.write(
            handle -> {
              audit.note(handle, now, Actor.OPERATOR, Audit.Deed.INVITED, TOM, "");
              return 1;
            });
    assertThat(added).as("control").isEqualTo(1);
    assertThat(audit.before("norland", Long.MAX_VALUE, 100)).hasSize(4);
  }

  private Callable<Outcome> removal(CyclicBarrier start, DelegateId by, DelegateId whom) {
    return () -> {
      start.await();
      return office.remove(by, whom);
    };
  }

  private void removeEverybodyBut(DelegateId one, DelegateId other) {
    people.of("norland").stream()
        .map(Delegate::id)
        .filter(id -> !id.equals(one) && !id.equals(other))
        .forEach(id -> assertThat(office.remove(one, id)).isEqualTo(new Outcome.Done()));
  }

  private DelegateId administrator(String slug) {
    DelegateId id = new DelegateId("norland", slug);
    DelegateId by =
        people.of("norland").stream()
            .map(Delegate::id)
            .filter(each -> keys.current(each).isPresent())
            .findFirst()
            .orElseThrow();
    office.add(by, person(id, Set.of(), true));
    registered(id);
    return id;
  }

  private void registered(DelegateId person) {
    TestPasskey passkey = new TestPasskey(random, "http://" + person + ".localhost:8080");
    keys.put(person, passkey.made(), now);
  }

  private boolean used(Secret invitation) {
    return database.write(handle -> invitations.use(handle, ANNA, invitation));
  }

  private static Secret invited(Outcome outcome) {
    return ((Outcome.Invited) outcome).invitation();
  }

  private Secret signedIn(DelegateId person) {
    return signIns.signIn(person, () -> keys.current(person).isPresent()).orElseThrow();
  }

  private static Outcome refused(Why why) {
    return new Outcome.Refused(why);
  }

  private static Delegate person(DelegateId id, Set<Role> roles, boolean administrator) {
    return new Delegate(
        id, NORLAND, names(id.person()), names("office"), roles, Language.EN, administrator);
  }

  private static Map<Language, String> names(String name) {
    return Map.of(Language.EN, name, Language.RU, name);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
