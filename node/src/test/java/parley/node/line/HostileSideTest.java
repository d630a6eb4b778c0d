package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemId;
import parley.dossier.model.ItemText;
import parley.dossier.model.PersonId;
import parley.dossier.model.TalkId;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.line.LineIncident.Kind;
import parley.node.talk.Outcome;
import parley.node.talk.Seat;

/** Norland's node as it is, and whoever holds Sudria's keys at the other end of the line. */
class HostileSideTest {
  private static final House NORLAND = House.norland();
  private static final House SUDRIA = House.sudria();
  private Pair pair;
  private Seat anna;
  private TalkId talk;

  @AfterAll
  static void tidy() {
    NORLAND.close();
    SUDRIA.close();
  }

  @BeforeEach
  void meet() {
    pair = new Pair(NORLAND, SUDRIA);
    anna = pair.convene();
    talk = anna.talk();
    pair.arrange();
    assertThat(pair.incidents()).isEmpty();
  }

  @Test
  void whatHoldsIsTakenInAndAnswered() {
    Entry honest = second(new Act.Open(House.START));
    send(List.of(honest.jws()), List.of());
    assertThat(pair.entries()).contains(honest);
    assertThat(pair.incidents()).isEmpty();
    assertThat(pair.said("taken")).hasSize(1);
  }

  @Test
  void aSideThatSignsTwoEntriesWithOneNumberFreezesTheTalkAndBothAreKeptAndToldToOthers() {
    Entry one = second(new Act.Open(House.START));
    Entry other = second(new Act.Open(House.START.plusSeconds(1)));
    send(List.of(one.jws()), List.of());
    assertThat(pair.incidents()).isEmpty();
    send(List.of(other.jws()), List.of());
    assertThat(pair.kinds()).containsExactly(Kind.EQUIVOCATION);
    assertThat(pair.state().frozen()).isTrue();
    pair.restartNear();
    assertThat(pair.state().frozen()).isTrue();
    assertThat(pair.entries()).contains(one, other);
    pair.begin();
    pair.hostile(ParcelMaker.heads(talk, List.of(), 0, 0));
    pair.hostile(ParcelMaker.heads(talk, List.of(), 0, pair.asked()));
    assertThat(pair.sentEntries()).contains(one.jws(), other.jws());
  }

  @Test
  void aSideThatForgetsWhatItSignedIsNamedAndGetsItBack() {
    Entry signed = second(new Act.Open(House.START));
    send(List.of(signed.jws()), List.of());
    List<Entry> before = new ArrayList<>(pair.entries());
    before.removeIf(entry -> entry.equals(signed) || entry.seen().values().contains(signed.head()));
    pair.begin();
    pair.hostile(ParcelMaker.heads(talk, before, 0, 0));
    assertThat(pair.kinds()).as("it may have said so before it signed").isEmpty();
    long asked = pair.asked();
    assertThat(asked).isPositive();
    assertThat(pair.sentEntries()).doesNotContain(signed.jws());
    pair.hostile(ParcelMaker.heads(talk, before, 0, asked));
    assertThat(pair.kinds()).containsExactly(Kind.TRUNCATED);
    assertThat(pair.sentEntries()).contains(signed.jws());
  }

  @Test
  void aSideThatOnlySaidSoBeforeItSignedIsNotNamed() {
    Entry signed = second(new Act.Open(House.START));
    send(List.of(signed.jws()), List.of());
    List<Entry> before = new ArrayList<>(pair.entries());
    before.removeIf(entry -> entry.equals(signed) || entry.seen().values().contains(signed.head()));
    pair.begin();
    pair.hostile(ParcelMaker.heads(talk, before, 0, 0));
    pair.hostile(ParcelMaker.heads(talk, pair.entries(), 0, pair.asked()));
    assertThat(pair.kinds()).isEmpty();
  }

  @Test
  void garbageIsNamedAndChangesNothing() {
    List<Entry> before = pair.entries();
    for (String garbage :
        List.of(
            "",
            "garbage",
            "[]",
            "{}",
            "{\"kind\":\"heads\",\"talk\":\"x\"}",
            "{\"kind\":\"taken\",\"talk\":\"" + talk + "\",\"more\":1}",
            "{\"kind\":\"entries\",\"talk\":\"" + talk + "\",\"entries\":[null],\"bodies\":[]}",
            "{\"kind\":\"heads\",\"talk\":\"" + talk + "\",\"kind\":\"heads\"}",
            "\uFEFF{}",
            "{".repeat(10_000))) {
      pair.hostile(garbage);
    }
    assertThat(pair.kinds()).isNotEmpty().containsOnly(Kind.MALFORMED);
    assertThat(pair.entries()).isEqualTo(before);
    send(List.of("garbage", "a.b.c", "é.é.é"), List.of());
    assertThat(pair.kinds()).contains(Kind.ENTRY_REFUSED);
    assertThat(pair.entries()).isEqualTo(before);
    Entry honest = second(new Act.Open(House.START));
    send(List.of(honest.jws()), List.of());
    assertThat(pair.entries()).as("control: the line still serves").contains(honest);
  }

  @Test
  void aFloodIsNamedAndWhatCameAfterItIsAskedForAgain() {
    Entry honest = second(new Act.Open(House.START));
    for (int count = 0; count < 1_200; count++) {
      pair.hostile(ParcelMaker.taken(talk));
    }
    assertThat(pair.kinds()).containsExactly(Kind.FLOOD);
    send(List.of(honest.jws()), List.of());
    assertThat(pair.entries()).doesNotContain(honest);
    pair.forget();
    pair.pass(Duration.ofMinutes(2));
    assertThat(pair.asked()).isPositive();
    send(List.of(honest.jws()), List.of());
    assertThat(pair.entries()).as("control: later it is taken in").contains(honest);
  }

  @Test
  void entriesThatDoNotHoldCostSoMuchThatTheyAreNotLookedAtForLong() {
    String forged = forged(second(new Act.Open(House.START)).jws());
    for (int count = 0; count < 1_300; count++) {
      pair.pass(Duration.ofMillis(100));
      send(List.of(forged), List.of());
    }
    assertThat(pair.kinds()).contains(Kind.ENTRY_REFUSED, Kind.FLOOD);
  }

  @Test
  void anEntryOfTheFutureIsRefusedNowAndAskedForAgainThen() {
    Entry future = second(new Act.Open(House.START), pair.clock().plus(Duration.ofMinutes(3)));
    send(List.of(future.jws()), List.of());
    assertThat(pair.kinds()).containsExactly(Kind.FUTURE_TIME);
    assertThat(pair.entries()).doesNotContain(future);
    pair.forget();
    pair.pass(Duration.ofSeconds(30));
    assertThat(pair.said("heads")).isEmpty();
    pair.pass(Duration.ofSeconds(40));
    assertThat(pair.asked()).isPositive();
    send(List.of(future.jws()), List.of());
    assertThat(pair.entries()).contains(future);
    Entry soon = second(new Act.Open(House.START), pair.clock().plus(Duration.ofSeconds(100)));
    send(List.of(soon.jws()), List.of());
    assertThat(pair.entries()).as("control: clocks may differ").contains(soon);
    assertThat(pair.kinds()).isEmpty();
  }

  @Test
  void entriesOfAnotherTalkAreRefused() {
    Seat other = pair.convene();
    Entry foreign = pair.near.copy(other.talk()).orElseThrow().entries().getFirst();
    List<Entry> before = pair.entries();
    send(List.of(foreign.jws()), List.of());
    assertThat(pair.kinds()).containsExactly(Kind.ENTRY_REFUSED);
    assertThat(pair.incidents().getFirst().detail()).contains("TALK_MISMATCH");
    assertThat(pair.entries()).isEqualTo(before);
  }

  @Test
  void nobodyWritesInTheNameOfAnotherSide() {
    DelegationId norland = anna.delegation();
    Dossier copy = pair.copy();
    Entry forged =
        Pair.forge(copy, norland, SUDRIA.keys.current("sudria"), new Act.Open(House.START));
    send(List.of(forged.jws()), List.of());
    assertThat(pair.kinds()).containsExactly(Kind.ENTRY_REFUSED);
    assertThat(pair.entries()).doesNotContain(forged);
    send(List.of(forged(second(new Act.Open(House.START)).jws())), List.of());
    assertThat(pair.incidents().getLast().detail()).contains("SIGNATURE_INVALID");
  }

  @Test
  void aTextThatNothingRefersToOrThatIsNotWhatItIsSaidToBeIsNotKept() {
    Body wanted = pair.far.body(new ItemText(Texts.of("en", "Title"), Texts.of("en", "Wording")));
    Entry item = pair.proposeFar(item(wanted));
    Body stray = pair.far.body(Texts.of("en", "Nothing refers to this."));
    pair.hostile(
        ParcelMaker.entries(
            talk, List.of(item.jws()), List.of(new ParcelMaker.Stated(wanted.digest(), stray))));
    assertThat(pair.incidents().getLast().detail()).contains("BODY_MISMATCH");
    pair.hostile(
        ParcelMaker.entries(
            talk, List.of(), List.of(new ParcelMaker.Stated(stray.digest(), stray))));
    assertThat(pair.incidents().getLast().detail()).contains("REFERENCE_UNKNOWN");
    assertThat(pair.bodies()).isEmpty();
    pair.begin();
    assertThat(pair.lacking()).containsExactly(wanted.digest());
    send(List.of(), List.of(wanted));
    assertThat(pair.bodies()).as("control: what is referred to is kept").containsExactly(wanted);
  }

  @Test
  void nothingButIntroductionsPassesUntilCredentialsAreAccepted() {
    pair = new Pair(NORLAND, SUDRIA);
    anna = pair.convene();
    talk = anna.talk();
    pair.settle();
    pair.far.accept(pair.seatFar());
    SealKey key = SUDRIA.keys.current("sudria");
    Entry early =
        Pair.forge(
            Pair.dossier(pair.far, talk),
            DelegationId.of(key.publicKey()),
            key,
            new Act.Open(House.START));
    pair.begin();
    send(pair.entriesFar(), List.of());
    assertThat(pair.kinds()).isEmpty();
    send(List.of(early.jws()), List.of());
    assertThat(pair.kinds()).containsExactly(Kind.ENTRY_REFUSED);
    assertThat(pair.incidents().getLast().detail()).contains("CREDENTIALS_NOT_ACCEPTED");
    assertThat(pair.entries()).doesNotContain(early);
    pair.near.accept(anna);
    pair.changed();
    assertThat(pair.asked()).as("control: after the acceptance it is asked for").isPositive();
  }

  @Test
  void whoIsNotAcceptedHasOneChainInATalkAndCannotStopItByMoreOfThem() {
    meetUnaccepted();
    List<String> many = new ArrayList<>();
    for (int number = 0; number < 33; number++) {
      many.add(chain(SealKey.ofSeed(Digest.of("stray " + number).bytes())).jws());
    }
    send(many, List.of());
    assertThat(pair.entries()).as("its first one is taken").hasSize(2);
    assertThat(pair.kinds()).containsExactly(Kind.OUTSIDER);
    send(pair.entriesFar(), List.of());
    assertThat(pair.entries()).as("and no other").hasSize(2);
    assertThat(pair.near.accept(anna))
        .as("control: the one can still be accepted")
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aForkOfWhoIsNotAcceptedIsKeptAsProofOnceAndStopsNobody() {
    meetUnaccepted();
    SealKey key = SUDRIA.keys.current("sudria");
    Entry one = chain(key);
    List<Entry> others = new ArrayList<>();
    for (int count = 1; count < 20; count++) {
      others.add(chain(key, House.START.plusSeconds(count)));
    }
    send(List.of(one.jws()), List.of());
    send(others.stream().map(Entry::jws).toList(), List.of());
    assertThat(pair.entries()).hasSize(3).contains(one, others.getFirst());
    assertThat(pair.kinds()).containsOnly(Kind.OUTSIDER);
    assertThat(pair.state().frozen()).isFalse();
    assertThat(pair.state().equivocations()).hasSize(1);
    assertThat(pair.near.perform(anna, new Act.Revoke(new PersonId("tom"))))
        .isInstanceOf(Outcome.Done.class);
    pair.restartNear();
    assertThat(pair.state().equivocations()).as("after a restart too").hasSize(1);
    assertThat(pair.state().frozen()).isFalse();
  }

  private void meetUnaccepted() {
    pair = new Pair(NORLAND, SUDRIA);
    anna = pair.convene();
    talk = anna.talk();
    pair.far.accept(pair.seatFar());
    pair.begin();
    pair.forget();
  }

  /** The first entry of a chain that begins with this key, with Sudria's line key. */
  private Entry chain(SealKey key) {
    return chain(key, House.START);
  }

  private Entry chain(SealKey key, Instant at) {
    Credentials shown = SUDRIA.credentials();
    Credentials own =
        new Credentials(
            shown.names(),
            shown.zone(),
            shown.languages(),
            shown.capacity(),
            key.publicKey(),
            Digest.of("next of " + key.publicKey().x()),
            shown.statementKey(),
            shown.lineKey(),
            shown.people());
    Dossier copy = pair.copy();
    DelegationId chain = DelegationId.of(key.publicKey());
    return copy.append(copy.draft(chain, new Act.Present(own)), Optional.empty(), key, at);
  }

  @Test
  void aTalkThatIsNotTheirsLooksAsOneThatDoesNotExist() {
    Seat secret = secret();
    pair.begin();
    assertThat(pair.sentText()).doesNotContain(secret.talk().value());
    pair.forget();
    for (TalkId each : List.of(secret.talk(), new TalkId("A".repeat(22)))) {
      pair.hostile(ParcelMaker.heads(each, List.of(), 7, 0));
      pair.hostile(ParcelMaker.entries(each, List.of("garbage"), List.of()));
      pair.hostile(ParcelMaker.taken(each));
      assertThat(pair.sentText()).isEmpty();
    }
    assertThat(pair.incidents()).isEmpty();
    pair.hostile(ParcelMaker.heads(talk, List.of(), 7, 0));
    assertThat(pair.said("heads")).as("control: one of theirs is answered").isNotEmpty();
  }

  @Test
  void whoeverOnlySaysToInviteUsLearnsNothingOfATalkThatIsHere() {
    Seat secret = secret();
    pair.expect(secret.talk());
    pair.begin();
    pair.hostile(ParcelMaker.heads(secret.talk(), List.of(), 7, 0));
    assertThat(pair.sentText()).doesNotContain(secret.talk().value());
    TalkId nowhere = new TalkId("A".repeat(22));
    pair.expect(nowhere);
    pair.hostile(ParcelMaker.heads(nowhere, List.of(), 7, 0));
    assertThat(pair.sentText()).as("control: one that is not here").contains(nowhere.value());
  }

  /** A talk of Norland's to which Sudria was not invited. */
  private Seat secret() {
    return pair.near.convene(NORLAND.binder(), List.of(), List.of(Texts.of("en", "Somebody else")));
  }

  private static Term item(Body text) {
    return new Term.AgendaItem(new ItemId("A".repeat(22)), 1, 15, text.digest());
  }

  private Entry second(Act act) {
    return second(act, pair.clock());
  }

  /** An entry that Sudria seals after what Norland's node has. */
  private Entry second(Act act, Instant at) {
    SealKey key = SUDRIA.keys.current("sudria");
    Dossier copy = pair.copy();
    DelegationId chain = DelegationId.of(key.publicKey());
    return copy.append(copy.draft(chain, act), Optional.empty(), key, at);
  }

  private static String forged(String jws) {
    int dot = jws.lastIndexOf('.');
    char first = jws.charAt(dot + 1);
    return jws.substring(0, dot + 1) + (first == 'A' ? 'B' : 'A') + jws.substring(dot + 2);
  }

  private void send(List<String> entries, Collection<Body> bodies) {
    pair.hostile(
        ParcelMaker.entries(
            talk,
            entries,
            bodies.stream().map(body -> new ParcelMaker.Stated(body.digest(), body)).toList()));
  }
}
