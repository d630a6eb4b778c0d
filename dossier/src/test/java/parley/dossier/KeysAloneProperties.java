package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Authority;
import parley.dossier.model.Digest;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Stance;
import parley.dossier.state.Standing;
import parley.dossier.state.TalkState;

/** Both delegations' keys and the whole database bring nothing into force without a person. */
class KeysAloneProperties {
  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void nothingIsInForceThatPersonsOfEverySideDidNotSign(@ForAll long seed) {
    Story story = Story.ofTwo();
    Script script = new Script(seed, story).play(15);
    List<Entry> honest = script.all();
    Set<Digest> signed =
        honest.stream()
            .filter(entry -> entry.by().isPresent())
            .map(Entry::actDigest)
            .collect(Collectors.toSet());
    Dossier whole = Story.rebuilt(honest.getFirst().talk(), honest);
    Thief thief = new Thief(seed, story, honest);
    Dossier part = thief.beginning(whole);
    thief.strike(whole, 60);
    thief.strike(part, 60);
    assertThat(thief.forged).as("the thief can write at all").isNotEmpty();
    for (Dossier dossier : List.of(whole, part)) {
      assertThat(dossier.entries())
          .filteredOn(entry -> Authority.needsPerson(entry.act()) && entry.seq() > 1)
          .extracting(Entry::actDigest)
          .isSubsetOf(signed);
      TalkState.of(dossier).proposals().values().stream()
          .filter(proposal -> proposal.standing() == Standing.IN_FORCE)
          .forEach(proposal -> everySideSigned(proposal, signed));
    }
  }

  private static void everySideSigned(ProposalState proposal, Set<Digest> signed) {
    assertThat(proposal.stances()).hasSize(2);
    for (Stance stance : proposal.stances().values()) {
      assertThat(stance.deed().orElseThrow().person()).isPresent();
      assertThat(signed).contains(stance.deed().orElseThrow().id());
    }
  }

  /** Positive control: the same way of writing, with the authenticators of a person a side. */
  @Example
  void withHerAuthenticatorItIsInForce() {
    Story story = Story.ofTwo();
    Side norland = story.sides.getFirst();
    Side sudria = story.sides.getLast();
    Dossier dossier = story.copy(norland);
    Forge proposal = Forge.next(dossier, norland, story.proposal(Story.time(1)), story.now());
    dossier.admit(proposal.seal());
    dossier.admit(
        Forge.next(dossier, sudria, new Act.Consent(proposal.draft.digest()), story.now()).seal());
    dossier.admit(Forge.next(dossier, norland, new Act.Acknowledge(), story.now()).seal());
    dossier.admit(Forge.next(dossier, sudria, new Act.Acknowledge(), story.now()).seal());
    assertThat(TalkState.of(dossier).proposals().get(proposal.draft.digest()).standing())
        .isEqualTo(Standing.IN_FORCE);
  }
}
