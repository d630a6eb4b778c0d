package parley.node.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.model.Role;
import parley.node.TestPasskey;
import parley.node.storage.Database;
import parley.node.words.Language;

class PasskeysTest {
  private static final DelegateId ANNA = new DelegateId("norland", "anna");
  private static final DelegateId TOM = new DelegateId("norland", "tom");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;
  private final Random random = new Random(5);
  private Database database;
  private People people;
  private PersonKeys keys;
  private Passkeys passkeys;
  private Instant now = Instant.parse("2026-11-23T09:00:00Z");

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("parley.db"));
    people = new People(database);
    Delegation norland =
        new Delegation("norland", Language.EN, ZoneId.of("UTC"), Map.of(Language.EN, "Norland"));
    people.add(norland);
    for (DelegateId id : List.of(ANNA, TOM)) {
      people.add(new Delegate(id, norland, Map.of(), Map.of(), Set.of(Role.LISTENER), Language.EN));
    }
    keys = new PersonKeys(database);
    passkeys = new Passkeys(keys, PasskeysTest::origin, clock(), random);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldSignInWithThePasskeyThatSheMade() {
    TestPasskey passkey = registered(ANNA);
    assertThat(passkeys.signedIn(ANNA, passkey.touch(passkeys.toSignIn(ANNA))))
        .isInstanceOf(Checked.Good.class);
    assertThat(keys.current(ANNA).orElseThrow().key()).isEqualTo(passkey.key());
  }

  @Test
  void shouldRefuseAPasskeyOfAnotherPerson() {
    registered(ANNA);
    TestPasskey toms = registered(TOM);
    assertThat(passkeys.signedIn(ANNA, toms.touch(passkeys.toSignIn(ANNA))))
        .isEqualTo(new Checked.Bad<>(Checked.Fault.UNKNOWN));
    assertThat(passkeys.signedIn(TOM, toms.touch(passkeys.toSignIn(ANNA))))
        .isEqualTo(new Checked.Bad<>(Checked.Fault.STALE));
    assertThat(passkeys.signedIn(TOM, toms.touch(passkeys.toSignIn(TOM))))
        .isInstanceOf(Checked.Good.class);
  }

  @Test
  void shouldRefuseATouchThatIsReplayed() {
    TestPasskey passkey = registered(ANNA);
    Passkeys.Touch touch = passkey.touch(passkeys.toSignIn(ANNA));
    assertThat(passkeys.signedIn(ANNA, touch)).isInstanceOf(Checked.Good.class);
    assertThat(passkeys.signedIn(ANNA, touch)).isEqualTo(new Checked.Bad<>(Checked.Fault.STALE));
    TestPasskey other = registered(TOM);
    Passkeys.Making making = other.make(passkeys.toMake(person(TOM), Language.EN));
    assertThat(passkeys.made(TOM, making)).isEqualTo(new Checked.Bad<>(Checked.Fault.STALE));
  }

  @Test
  void shouldRefuseATouchMadeForAnotherPurpose() {
    TestPasskey passkey = registered(ANNA);
    Passkeys.Touch touch = passkey.touch(passkeys.toSignIn(ANNA));
    assertThat(passkeys.proved(ANNA, touch)).isEqualTo(new Checked.Bad<>(Checked.Fault.STALE));
    assertThat(passkeys.proved(ANNA, passkey.touch(passkeys.toProve(ANNA))))
        .isInstanceOf(Checked.Good.class);
  }

  @Test
  void shouldRefuseATouchThatComesTooLateOrUnderAClockAnHourOff() {
    TestPasskey passkey = registered(ANNA);
    for (Duration jump : List.of(Duration.ofMinutes(5), HOUR, HOUR.negated())) {
      String options = passkeys.toSignIn(ANNA);
      now = now.plus(jump);
      assertThat(passkeys.signedIn(ANNA, passkey.touch(options)))
          .as("after " + jump)
          .isEqualTo(new Checked.Bad<>(Checked.Fault.STALE));
      assertThat(passkeys.signedIn(ANNA, passkey.touch(passkeys.toSignIn(ANNA))))
          .isInstanceOf(Checked.Good.class);
    }
  }

  @Test
  void shouldRefuseATouchOfAnotherPagesOrigin() {
    TestPasskey passkey = registered(ANNA);
    Passkeys elsewhere =
        new Passkeys(keys, id -> origin(id).replace("4711", "4712"), clock(), random);
    assertThat(elsewhere.signedIn(ANNA, passkey.touch(elsewhere.toSignIn(ANNA))))
        .isEqualTo(new Checked.Bad<>(Checked.Fault.INVALID));
  }

  @Test
  void shouldRefuseACopiedAuthenticatorByItsCounter() {
    TestPasskey passkey = registered(ANNA).counting(7);
    assertThat(passkeys.signedIn(ANNA, passkey.touch(passkeys.toSignIn(ANNA))))
        .isInstanceOf(Checked.Good.class);
    passkey.counting(7);
    assertThat(passkeys.signedIn(ANNA, passkey.touch(passkeys.toSignIn(ANNA))))
        .isEqualTo(new Checked.Bad<>(Checked.Fault.INVALID));
  }

  @Test
  void shouldKeepAReplacedKeyForTalksAndSignNobodyInByIt() {
    TestPasskey first = registered(ANNA);
    TestPasskey second = registered(ANNA);
    assertThat(keys.of(ANNA)).hasSize(2);
    assertThat(keys.of(first.key()).orElseThrow().isCurrent()).isFalse();
    assertThat(passkeys.signedIn(ANNA, first.touch(passkeys.toSignIn(ANNA))))
        .isEqualTo(new Checked.Bad<>(Checked.Fault.UNKNOWN));
    assertThat(passkeys.signedIn(ANNA, second.touch(passkeys.toSignIn(ANNA))))
        .isInstanceOf(Checked.Good.class);
  }

  @Test
  void shouldSayTheSameToAStrangerWhetherAPersonExistsOrNot() {
    registered(ANNA);
    DelegateId nobody = new DelegateId("norland", "nobody");
    assertThat(passkeys.toSignIn(nobody).length()).isEqualTo(passkeys.toSignIn(ANNA).length() + 2);
    assertThat(passkeys.toSignIn(ANNA)).doesNotContain(keys.current(ANNA).get().credential());
  }

  @Test
  void shouldSayNothingElseThanThatRubbishDoesNotHold() {
    registered(ANNA);
    for (String rubbish : List.of("", "e30", "!", "oA", "eyJ0eXBlIjoieCJ9")) {
      var assertion = new parley.dossier.webauthn.Assertion(rubbish, rubbish, rubbish);
      assertThat(passkeys.signedIn(ANNA, new Passkeys.Touch(rubbish, assertion)))
          .isInstanceOf(Checked.Bad.class);
      assertThat(passkeys.made(ANNA, new Passkeys.Making(rubbish, rubbish)))
          .isInstanceOf(Checked.Bad.class);
    }
  }

  private TestPasskey registered(DelegateId person) {
    TestPasskey passkey = new TestPasskey(random, origin(person));
    String options = passkeys.toMake(person(person), Language.EN);
    switch (passkeys.made(person, passkey.make(options))) {
      case Checked.Good<Passkeys.Made>(Passkeys.Made made) -> keys.put(person, made, now);
      case Checked.Bad<Passkeys.Made>(Checked.Fault fault) -> throw new AssertionError(fault);
    }
    return passkey;
  }

  private Delegate person(DelegateId id) {
    return people.person(id).orElseThrow();
  }

  private static String origin(DelegateId person) {
    return "http://" + person + ".localhost:4711";
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
