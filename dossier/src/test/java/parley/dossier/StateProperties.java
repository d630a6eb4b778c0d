package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Credentials;
import parley.dossier.model.Digest;
import parley.dossier.model.Person;
import parley.dossier.model.Refusal;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Stance;
import parley.dossier.state.Standing;
import parley.dossier.state.TalkState;

/** What holds of every talk, however it went. */
class StateProperties {
  @Property(tries = 42, shrinking = ShrinkingMode.OFF)
  void everyOrderOfArrivalGivesTheSameState(@ForAll long seed) {
    Script script = new Script(seed, Story.ofTwo()).play(18);
    sameInEveryOrder(script);
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void everyOrderOfArrivalGivesTheSameStateOfThree(@ForAll long seed) {
    Story story = Story.of(Side.norland(), Side.sudria(), Side.third());
    sameInEveryOrder(new Script(seed, story).play(18));
  }

  @Property(tries = 24, shrinking = ShrinkingMode.OFF)
  void everyOrderOfArrivalGivesTheSameStateWhenASideCheats(@ForAll long seed) {
    Script script = new Script(seed, Story.ofTwo()).play(12).equivocate().equivocate();
    sameInEveryOrder(script);
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void everyOrderOfArrivalGivesTheSameStateOfJointStatements(@ForAll long seed) {
    sameInEveryOrder(new Script(seed, Story.ofTwo()).agreeingOnStatements().play(18));
  }

  private static void sameInEveryOrder(Script script) {
    List<Entry> all = script.all();
    Dossier first = Story.rebuilt(all.getFirst().talk(), all);
    assertThat(first.waiting()).isZero();
    TalkState state = TalkState.of(first);
    for (int i = 0; i < 3; i++) {
      Dossier other = new Dossier(first.talk());
      List<Entry> shuffled = script.shuffled(all);
      List<Entry> late = shuffled.subList(0, script.below(shuffled.size()));
      shuffled.stream().filter(e -> !late.contains(e)).forEach(e -> other.admit(e.jws()));
      TalkState.of(other); // a state with gaps is a state too
      late.forEach(e -> other.admit(e.jws()));
      assertThat(other.entries()).doesNotHaveDuplicates().hasSameElementsAs(all);
      assertThat(TalkState.of(other)).isEqualTo(state);
    }
  }

  @Property(tries = 24, shrinking = ShrinkingMode.OFF)
  void whatIsInForceEveryPartyHasSignedAndOfAMatterThereIsOne(@ForAll long seed) {
    Story story = Story.ofTwo();
    Script script = new Script(seed, story);
    (seed % 2 == 0 ? script : script.agreeingOnStatements()).play(25);
    story.settle();
    TalkState state = story.state(story.sides.getFirst());
    assertThat(state).isEqualTo(story.state(story.sides.getLast()));
    Set<Object> matters = new HashSet<>();
    for (ProposalState proposal : state.proposals().values()) {
      if (proposal.standing() == Standing.IN_FORCE) {
        assertThat(matters.add(proposal.matter())).isTrue();
        assertThat(proposal.stances().keySet()).isEqualTo(state.parties());
        assertThat(proposal.stances().values())
            .allMatch(stance -> stance.kind() == Stance.Kind.CONSENTED)
            .allMatch(stance -> stance.deed().orElseThrow().person().isPresent());
      }
    }
  }

  @Property(tries = 24, shrinking = ShrinkingMode.OFF)
  void nothingOneSideDoesAloneComesIntoForce(@ForAll long seed) {
    Story story = Story.ofTwo();
    Side norland = story.sides.getFirst();
    Side sudria = story.sides.getLast();
    Script script = new Script(seed, story).keepingKeys().playAlone(norland, 12);
    usurp(story, norland, sudria);
    script.playAlone(norland, 6);
    assertThat(story.state(sudria).matters().values())
        .allMatch(matter -> matter.inForce().isEmpty());

    Entry control = story.propose(norland, Story.time(99));
    story.exchange();
    story.consent(sudria, control);
    story.settle();
    assertThat(story.standing(sudria, control)).isIn(Standing.IN_FORCE, Standing.RIVAL);
  }

  /** Norland tries to count Sudria's persons as its own, and to put words into Sudria's chain. */
  private static void usurp(Story story, Side norland, Side sudria) {
    Credentials own = norland.credentials;
    List<Person> both = new ArrayList<>(own.people());
    both.removeLast();
    both.add(sudria.credentials.people().getLast());
    Credentials mixed = norland.withPeople(both);
    Entry presented = story.act(norland, new Act.Present(mixed));
    Entry proposal = story.propose(norland, Story.time(40));
    refused(() -> story.act(norland, new Act.Accept(norland.id, presented.actDigest())));
    Forge foreign =
        Forge.next(story.copy(norland), sudria, new Act.Consent(proposal.actDigest()), story.now());
    foreign.key = norland.seal;
    story.copy(sudria).admit(foreign.by(norland.signerOf(foreign.draft)).seal());
    story.exchange();
    Digest digest = presented.actDigest();
    assertThat(story.state(sudria).delegation(norland.id).orElseThrow().presentedDigest())
        .isEqualTo(digest);
    assertThat(story.state(sudria).delegation(norland.id).orElseThrow().accepted()).contains(own);
  }

  private static void refused(Runnable act) {
    try {
      act.run();
      throw new AssertionError("it was not refused");
    } catch (Refusal refusal) {
      // as it should be
    }
  }

  @Property(tries = 24, shrinking = ShrinkingMode.OFF)
  void aWithdrawalThatDidNotSeeTheConsentWins(@ForAll long seed) {
    Story story = Story.ofTwo();
    Script script = new Script(seed, story);
    Side by = story.sides.get(script.below(2));
    Side other = story.sides.get(1 - story.sides.indexOf(by));
    Entry proposal = story.propose(by, Story.time(3));
    story.exchange();
    story.consent(other, proposal);
    story.withdraw(by, proposal);
    script.play(script.below(12));
    story.settle();
    assertThat(story.standing(by, proposal)).isIn(Standing.WITHDRAWN, Standing.POSTPONED);
    assertThat(story.standing(other, proposal)).isEqualTo(story.standing(by, proposal));
  }
}
