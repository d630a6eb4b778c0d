package parley.node.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.node.talk.TalksUnderTest.done;
import static parley.node.talk.TalksUnderTest.tuesday;
import static parley.node.talk.TalksUnderTest.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.Reason;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.dossier.state.TalkState;
import parley.node.words.Language;

/** Norland on one node and Sudria on another, which have a copy each. */
class TalkFromElsewhereTest {
  private final AtomicBoolean broken = new AtomicBoolean();
  private final TalksUnderTest norland = new TalksUnderTest();
  private final TalksUnderTest sudria =
      new TalksUnderTest(journal -> new BreakingJournal(journal, broken::get), 42);

  @AfterEach
  void tidy() {
    norland.close();
    sudria.close();
  }

  @Test
  void bothNodesMakeTheSameOfATalkAndKeepItAcrossARestart() {
    Seat anna = arranged();
    Digest time = norland.propose(anna, tuesday());
    pass(norland, sudria, anna.talk());
    done(sudria.consent(maria(anna), time));
    settle(anna.talk());
    assertThat(state(norland, anna.talk()).inForce(Matter.TIME)).contains(tuesday());
    assertThat(state(sudria, anna.talk())).isEqualTo(state(norland, anna.talk()));
    Copy before = sudria.talks().copy(anna.talk()).orElseThrow();
    assertThat(sudria.restarted().copy(anna.talk())).contains(before);
    assertThat(before.now().local()).containsOnlyKeys("sudria");
  }

  @Test
  void nothingIsKeptOfATalkThatNobodyHasConvened() {
    Seat anna = arranged();
    List<String> withoutConvening = entries(norland, anna.talk()).subList(1, 2);
    try (TalksUnderTest third = new TalksUnderTest(journal -> journal, 43)) {
      assertThat(third.talks().receive(anna.talk(), withoutConvening, List.of())).isEmpty();
      assertThat(third.talks().begin(anna.talk(), List.of("sudria"), withoutConvening, List.of()))
          .isEmpty();
      assertThat(third.talks().ids()).isEmpty();
      assertThat(third.restarted().ids()).isEmpty();
      List<String> all = entries(norland, anna.talk());
      assertThat(third.talks().begin(anna.talk(), List.of("sudria"), all, List.of())).isPresent();
      assertThat(third.restarted().ids()).containsExactly(anna.talk());
    }
  }

  @Test
  void nobodyIsToldAndNothingIsAcknowledgedBeforeItIsOnTheDisk() {
    Seat anna = arranged();
    List<Snapshot> told = new ArrayList<>();
    sudria.talks().watch(told::add);
    Copy before = sudria.talks().copy(anna.talk()).orElseThrow();
    norland.propose(anna, video(60));
    broken.set(true);
    assertThatThrownBy(() -> pass(norland, sudria, anna.talk())).hasMessage("disk full");
    assertThat(told).isEmpty();
    assertThat(sudria.talks().copy(anna.talk())).contains(before);
    broken.set(false);
    Received received = pass(norland, sudria, anna.talk());
    assertThat(received.added()).hasSize(1);
    assertThat(received.written()).extracting(Entry::act).containsExactly(new Act.Acknowledge());
    assertThat(told).containsExactly(received.now());
  }

  @Test
  void whatOnlyWaitsIsNotOnTheDiskAndIsInAsSoonAsItsPastIs() {
    Seat anna = arranged();
    norland.propose(anna, video(60));
    norland.propose(anna, video(45));
    List<String> all = entries(norland, anna.talk());
    String last = all.getLast();
    Received waits = receive(sudria, anna.talk(), List.of(last));
    assertThat(waits.waiting()).isEqualTo(1);
    assertThat(waits.added()).isEmpty();
    assertThat(entries(sudria, anna.talk())).doesNotContain(last);
    Received comes = receive(sudria, anna.talk(), all);
    assertThat(comes.added()).hasSize(2);
    assertThat(comes.waiting()).isZero();
    sudria.restarted();
    assertThat(entries(sudria, anna.talk())).contains(last);
  }

  @Test
  void bothSidesOfAForkStayEvidenceAcrossARestart() {
    Seat anna = arranged();
    String one = second(new Act.Open(TalksUnderTest.NOW));
    String other = second(new Act.Open(TalksUnderTest.NOW.plusSeconds(1)));
    assertThat(receive(norland, anna.talk(), List.of(one)).forks()).isEmpty();
    Received forked = receive(norland, anna.talk(), List.of(other));
    assertThat(forked.forks()).hasSize(1);
    assertThat(forked.now().state().frozen()).isTrue();
    norland.restarted();
    assertThat(state(norland, anna.talk()).frozen()).isTrue();
    assertThat(state(norland, anna.talk()).equivocations()).isEqualTo(forked.forks());
    assertThat(entries(norland, anna.talk())).contains(one, other);
    assertThat(norland.talks().perform(anna, new Act.Open(TalksUnderTest.NOW)))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void whatDoesNotHoldIsRefusedByNameAndTheRestIsKept() {
    Seat anna = arranged();
    Seat other = norland.talks().convene(norland.person("anna.norland"), "sudria");
    String foreign = entries(norland, other.talk()).getFirst();
    norland.propose(anna, video(60));
    List<String> sent = new ArrayList<>(List.of("garbage", foreign));
    sent.addAll(entries(norland, anna.talk()));
    Received received = receive(sudria, anna.talk(), sent);
    assertThat(received.refused())
        .containsExactly(
            new Received.Refused("garbage", Reason.NOT_JWS),
            new Received.Refused(foreign, Reason.TALK_MISMATCH));
    assertThat(received.added()).hasSize(1);
  }

  @Test
  void onlyTextsThatEntriesReferToAreKept() {
    Seat anna = arranged();
    Digest item = norland.proposeItem(anna, "Relations", "Отношения", 1);
    Body stray = norland.talks().body(Texts.of("en", "Nothing refers to this."));
    List<Body> bodies =
        new ArrayList<>(norland.talks().copy(anna.talk()).orElseThrow().now().bodies().values());
    Digest wanted = bodies.getFirst().digest();
    bodies.add(stray);
    Received received =
        sudria.talks().receive(anna.talk(), entries(norland, anna.talk()), bodies).orElseThrow();
    assertThat(received.bodies()).containsExactly(wanted);
    assertThat(received.now().state().proposals()).containsKey(item);
    assertThat(sudria.restarted().copy(anna.talk()).orElseThrow().now().bodies())
        .containsOnlyKeys(wanted);
  }

  @Test
  void aSideElsewhereIsCalledAsItWasInvitedUntilItShowsItselfAndLooksTheSameOnBothNodes() {
    Seat anna =
        norland
            .talks()
            .convene(
                norland.person("anna.norland"), List.of(), List.of(Texts.of("en", "Southland")));
    assertThat(norland.reader(anna, Language.EN).others()).isEqualTo("Southland");
    assertThat(norland.talks().look(anna).sides()).containsExactly(anna.delegation());
    begin(anna);
    assertThat(sudria.reader(maria(anna), Language.EN).others()).isEqualTo("Norland");
    sudria.talks().accept(maria(anna));
    settle(anna.talk());
    Snapshot here = norland.talks().look(anna);
    assertThat(norland.reader(anna, Language.EN).others()).isEqualTo("Sudria");
    assertThat(here.awaited()).isEmpty();
    for (DelegationId side : here.sides()) {
      assertThat(here.mark(side)).isEqualTo(sudria.talks().look(maria(anna)).mark(side));
    }
    assertThat(here.sides()).extracting(here::mark).containsExactly("a", "b");
    assertThat(here.markOfOthers(here.sides().first())).isEqualTo("b");
  }

  /** A talk that both nodes have, in which both sides have accepted each other. */
  private Seat arranged() {
    Seat anna =
        norland
            .talks()
            .convene(norland.person("anna.norland"), List.of(), List.of(Texts.of("en", "Sudria")));
    begin(anna);
    sudria.talks().accept(maria(anna));
    pass(sudria, norland, anna.talk());
    norland.talks().accept(anna);
    settle(anna.talk());
    return anna;
  }

  private void begin(Seat anna) {
    List<String> entries = entries(norland, anna.talk());
    assertThat(sudria.talks().begin(anna.talk(), List.of("sudria"), entries, List.of()))
        .isPresent();
  }

  private Seat maria(Seat anna) {
    return sudria.seat(anna, "maria.sudria");
  }

  /** An entry that Sudria seals after what it has, and keeps to itself. */
  private String second(Act act) {
    TalkId talk = sudria.talks().ids().iterator().next();
    Dossier copy = new Dossier(talk);
    entries(sudria, talk).forEach(copy::admit);
    SealKey key = sudria.keys().current("sudria");
    DelegationId chain = DelegationId.of(key.publicKey());
    return copy.append(copy.draft(chain, act), Optional.empty(), key, TalksUnderTest.NOW).jws();
  }

  private void settle(TalkId talk) {
    for (int round = 0; round < 3; round++) {
      pass(norland, sudria, talk);
      pass(sudria, norland, talk);
    }
  }

  private static Received pass(TalksUnderTest from, TalksUnderTest to, TalkId talk) {
    List<Body> bodies = List.copyOf(from.talks().copy(talk).orElseThrow().now().bodies().values());
    return to.talks().receive(talk, entries(from, talk), bodies).orElseThrow();
  }

  private static Received receive(TalksUnderTest at, TalkId talk, List<String> entries) {
    return at.talks().receive(talk, entries, List.of()).orElseThrow();
  }

  private static TalkState state(TalksUnderTest at, TalkId talk) {
    return at.talks().copy(talk).orElseThrow().now().state();
  }

  private static List<String> entries(TalksUnderTest at, TalkId talk) {
    return at.talks().copy(talk).orElseThrow().entries().stream().map(Entry::jws).toList();
  }
}
