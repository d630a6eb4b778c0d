package parley.node.press.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import parley.dossier.model.Digest;
import parley.dossier.model.Role;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.press.clearing.Officer.Post;
import parley.node.words.Language;

/** The chain of clearance by itself: who may clear, and when it is enough. */
class ClearingTest {
  private static final Delegation NORLAND =
      new Delegation("norland", Language.EN, ZoneOffset.UTC, Map.of(Language.EN, "Norland"));
  private static final Delegate HELEN = person("helen", Role.PRINCIPAL);
  private static final Delegate ANNA = person("anna", Role.NEGOTIATOR);
  private static final Delegate OTTO = person("otto", Role.NEGOTIATOR);
  private static final Delegate PETER = person("peter", Role.SPOKESPERSON);
  private static final List<Delegate> ALL = List.of(HELEN, ANNA, OTTO, PETER);
  private static final Digest TEXT = Digest.of("text");

  @Example
  void shouldByDefaultAskForOnePrincipalOrNegotiatorWhoDidNotWrite() {
    Clearing submitted = submitted(Chain.DEFAULT, Set.of(PETER, ANNA));
    assertThat(submitted.isReady()).isFalse();
    assertThat(submitted.mayClear(PETER)).isFalse();
    assertThat(submitted.mayClear(ANNA)).as("a drafter").isFalse();
    assertThat(submitted.mayClear(HELEN)).isTrue();
    assertThat(cleared(submitted, HELEN).isReady()).isTrue();
  }

  @Example
  void shouldCountEachPersonOnceWhicheverStepSheTook() {
    Chain chain = new Chain(false, List.of(Post.BINDER, new Officer.Named(HELEN.id())));
    Clearing one = cleared(submitted(chain, Set.of(PETER)), HELEN);
    assertThat(one.missing()).containsExactly(Post.BINDER);
    assertThat(one.mayClear(HELEN)).isFalse();
    assertThat(cleared(one, OTTO).isReady()).isTrue();
    Clearing other = cleared(submitted(chain, Set.of(PETER)), ANNA);
    assertThat(other.mayClear(OTTO)).as("Helen herself is awaited").isFalse();
    assertThat(cleared(other, HELEN).isReady()).isTrue();
  }

  @Example
  void shouldCountAPersonOnceWhoClearsTwiceAtOnce() {
    for (boolean inTurn : new boolean[] {true, false}) {
      Chain chain = new Chain(inTurn, List.of(Post.NEGOTIATOR, Post.NEGOTIATOR));
      Clearing one = cleared(submitted(chain, Set.of(PETER)), ANNA);
      assertThat(cleared(one, ANNA).missing()).containsExactly(Post.NEGOTIATOR);
      assertThat(cleared(one, OTTO).isReady()).as("control").isTrue();
    }
  }

  @Example
  void shouldKeepTheOrderWhereOneIsSet() {
    Chain chain = new Chain(true, List.of(Post.NEGOTIATOR, Post.PRINCIPAL));
    Clearing submitted = submitted(chain, Set.of(PETER));
    assertThat(submitted.mayClear(HELEN)).isFalse();
    Clearing first = cleared(submitted, ANNA);
    assertThat(first.mayClear(OTTO)).isFalse();
    assertThat(first.mayClear(HELEN)).isTrue();
    assertThat(cleared(first, HELEN).isReady()).isTrue();
  }

  @Example
  void shouldLetOnePrincipalClearWhatIsUrgentButNotHerOwn() {
    Chain chain = new Chain(true, List.of(Post.NEGOTIATOR, Post.NEGOTIATOR, Post.PRINCIPAL));
    Clearing urgent = clearing(chain, Set.of(PETER), List.of(), true, ALL);
    assertThat(cleared(urgent, HELEN).isReady()).isTrue();
    assertThat(cleared(urgent, ANNA).isReady()).isFalse();
    Clearing hers = clearing(chain, Set.of(HELEN), List.of(), true, ALL);
    assertThat(hers.mayClear(HELEN)).isFalse();
    assertThat(cleared(submitted(chain, Set.of(PETER)), HELEN).isReady())
        .as("control: not urgent")
        .isFalse();
  }

  @Example
  void shouldNotCountTheClearanceOfSomebodyWhoHasLeft() {
    Clearing ready = cleared(submitted(Chain.DEFAULT, Set.of(PETER)), ANNA);
    assertThat(ready.isReady()).isTrue();
    Clearing without =
        clearing(Chain.DEFAULT, Set.of(PETER), ready.verdicts(), false, List.of(HELEN, PETER));
    assertThat(without.isReady()).isFalse();
    assertThat(without.mayClear(HELEN)).isTrue();
  }

  @Example
  void shouldSayWhichStepNobodyCanTake() {
    Chain chain = new Chain(false, List.of(Post.PRINCIPAL, Post.NEGOTIATOR));
    assertThat(submitted(chain, Set.of(HELEN)).impossible(chain)).containsExactly(Post.PRINCIPAL);
    assertThat(submitted(chain, Set.of(PETER)).impossible(chain)).isEmpty();
  }

  @Property
  void nothingIsReadyWithoutAPersonWhoDidNotWriteIt(
      @ForAll("chains") Chain chain,
      @ForAll("people") Set<Delegate> drafters,
      @ForAll("queues") List<Delegate> queue,
      @ForAll boolean urgent) {
    Clearing now = clearing(chain, drafters, List.of(), urgent, ALL);
    for (Delegate person : queue) {
      if (now.mayClear(person)) {
        now = cleared(now, person);
      }
    }
    if (now.isReady()) {
      assertThat(now.clearances())
          .isNotEmpty()
          .allSatisfy(each -> assertThat(now(drafters)).doesNotContain(each.by()));
      assertThat(now.clearances().stream().map(Verdict::by)).doesNotHaveDuplicates();
    } else if (drafters.isEmpty() && !urgent) {
      assertThat(now.clearances().size()).isLessThan(chain.officers().size());
    }
  }

  @Provide
  Arbitrary<Chain> chains() {
    Arbitrary<Officer> officers =
        Arbitraries.of(Post.BINDER, Post.PRINCIPAL, Post.NEGOTIATOR, new Officer.Named(PETER.id()));
    return Combinators.combine(
            Arbitraries.of(true, false), officers.list().ofMinSize(1).ofMaxSize(3))
        .as(Chain::new);
  }

  @Provide
  Arbitrary<Set<Delegate>> people() {
    return Arbitraries.of(ALL).set().ofMaxSize(2);
  }

  @Provide
  Arbitrary<List<Delegate>> queues() {
    return Arbitraries.of(ALL).list().ofMaxSize(6);
  }

  private static Clearing submitted(Chain chain, Set<Delegate> drafters) {
    return clearing(chain, drafters, List.of(), false, ALL);
  }

  private static Clearing cleared(Clearing clearing, Delegate by) {
    List<Verdict> verdicts = new ArrayList<>(clearing.verdicts());
    verdicts.add(new Verdict(1, 1, TEXT, by.id(), true, "", "", Instant.EPOCH));
    return new Clearing(
        clearing.drafters(), clearing.open(), verdicts, clearing.urgent(), clearing.people());
  }

  private static Clearing clearing(
      Chain chain,
      Set<Delegate> drafters,
      List<Verdict> verdicts,
      boolean urgent,
      List<Delegate> people) {
    Submission open = new Submission(1, 1, TEXT, chain, PETER.id(), Instant.EPOCH);
    return new Clearing(now(drafters), Optional.of(open), verdicts, urgent, people);
  }

  private static Set<DelegateId> now(Set<Delegate> people) {
    return Set.copyOf(people.stream().map(Delegate::id).toList());
  }

  private static Delegate person(String slug, Role role) {
    return new Delegate(
        new DelegateId("norland", slug),
        NORLAND,
        Map.of(Language.EN, slug),
        Map.of(),
        Set.of(role),
        Language.EN);
  }
}
