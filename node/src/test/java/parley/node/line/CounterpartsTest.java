package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Digest;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.node.people.Delegation;
import parley.node.people.People;
import parley.node.storage.Database;
import parley.node.words.Language;

class CounterpartsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Texts SUDRIA = Texts.of(Map.of("en", "Sudria", "ru", "Судрия"));
  private static final TalkId TALK = new TalkId("AAAAAAAAAAAAAAAAAAAAAA");

  @TempDir Path folder;
  private Database database;
  private People people;
  private Counterparts counterparts;
  private LineInvitations invitations;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("node.db"));
    people = new People(database);
    people.add(delegation("norland"));
    people.add(delegation("westmark"));
    counterparts = new Counterparts(database, people);
    invitations = new LineInvitations(database, counterparts);
    database.write(handle -> handle.execute("insert into talk (id) values (?)", TALK.value()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Delegation delegation(String slug) {
    return new Delegation(slug, Language.EN, ZoneId.of("UTC"), Map.of(Language.EN, slug));
  }

  private static SealPublicKey key(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return SealKey.ofSeed(seed).publicKey();
  }

  private static Digest token(int number) {
    return Digest.of(new byte[] {(byte) number});
  }

  @Test
  void eachGoesByANameThatNobodyElseOnTheNodeHas() {
    assertThat(add("norland", 1, SUDRIA).nickname()).isEqualTo("sudria");
    assertThat(add("norland", 2, SUDRIA).nickname()).isEqualTo("sudria-2");
    assertThat(add("norland", 3, Texts.of("en", "Westmark")).nickname()).isEqualTo("westmark-2");
    assertThat(add("norland", 4, Texts.of("ru", "Страна")).nickname()).isEqualTo("side");
    assertThat(add("westmark", 1, SUDRIA).nickname())
        .as("whom two of ours know goes by one name")
        .isEqualTo("sudria");
  }

  @Test
  void aDelegationThatIsMadeLaterDoesNotTakeTheName() {
    add("norland", 1, SUDRIA);
    people.add(delegation("sudria"));
    assertThat(people.delegation("sudria")).isEmpty();
    people.add(delegation("atlantis"));
    assertThat(people.delegation("atlantis")).isPresent();
  }

  @Test
  void whoIsKnownKeepsItsNamesAndItsAddressUnlessItGivesANewOne() {
    Counterpart first = add("norland", 1, SUDRIA);
    Counterpart again =
        counterparts.add("norland", key(1), Texts.of("en", "Other"), List.of(), NOW.plusSeconds(9));
    assertThat(again).isEqualTo(first);
    Counterpart moved =
        counterparts.add("norland", key(1), SUDRIA, List.of("192.0.2.7:4000"), NOW.plusSeconds(9));
    assertThat(moved.addresses()).containsExactly("192.0.2.7:4000");
    assertThat(new Counterparts(database, people).all())
        .as("the same after a start")
        .containsExactly(moved);
  }

  @Test
  void anInvitationIsGoodOnceAndMakesWhoeverBringsItACounterpartInItsTalk() {
    issue(1);
    assertThat(use(1, 1, NOW.plusSeconds(1))).isEqualTo(1);
    Counterpart sudria = counterparts.find("norland", key(1)).orElseThrow();
    assertThat(counterparts.talks(sudria)).containsExactly(TALK);
    assertThat(counterparts.in(TALK, "norland")).containsExactly(sudria);
    assertThat(use(1, 2, NOW.plusSeconds(2))).as("a second time").isZero();
    assertThat(use(1, 1, NOW.plusSeconds(2))).as("by the same, who missed the answer").isEqualTo(1);
    assertThat(counterparts.find("norland", key(2))).isEmpty();
  }

  @Test
  void aNewInvitationEndsTheOneBeforeItAndEachEndsInTime() {
    issue(1);
    issue(2);
    assertThat(state(1, NOW)).isEqualTo(LineInvitations.State.WITHDRAWN);
    assertThat(use(1, 1, NOW)).isZero();
    Instant end = NOW.plus(Duration.ofDays(14));
    assertThat(use(2, 1, end)).as("at its end").isZero();
    assertThat(state(2, end)).isEqualTo(LineInvitations.State.EXPIRED);
    assertThat(use(2, 1, end.minusMillis(1))).isEqualTo(1);
    assertThat(use(3, 1, NOW)).as("one that was never issued").isZero();
  }

  @Test
  void anInvitationOfOneDelegationDoesNotOpenTheLineOfAnother() {
    issue(1);
    assertThat(invitations.use("westmark", token(1), key(1), List.of(), NOW)).isEmpty();
    assertThat(use(1, 1, NOW)).isEqualTo(1);
  }

  private LineInvitations.State state(int token, Instant at) {
    return invitations.look(token(token), at).orElseThrow().state();
  }

  private int use(int token, int by, Instant at) {
    return invitations.use("norland", token(token), key(by), List.of(), at).isPresent() ? 1 : 0;
  }

  private void issue(int token) {
    invitations.issue(TALK, "norland", token(token), NOW.plus(Duration.ofDays(14)));
    assertThat(use(token, 9, NOW)).as("before it is said whom it is for").isZero();
    invitations.name(token(token), SUDRIA, NOW);
  }

  private Counterpart add(String delegation, int key, Texts names) {
    return counterparts.add(delegation, key(key), names, List.of("192.0.2.1:4000"), NOW);
  }
}
