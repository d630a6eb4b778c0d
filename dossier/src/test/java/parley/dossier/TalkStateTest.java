package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.Admission;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Attendance;
import parley.dossier.model.Credentials;
import parley.dossier.model.DateLevel;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Fingerprint;
import parley.dossier.model.Medium;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.Role;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Voice;
import parley.dossier.state.Move;
import parley.dossier.state.Obstacle;
import parley.dossier.state.Standing;
import parley.dossier.state.TalkState;

/** What the pages show besides the terms: sides, room, disclosure, moves, cheating, the end. */
public class TalkStateTest {
  private static final PersonId ADVISER = new PersonId("adviser");
  private static final PersonId TECHNICIAN = new PersonId("technician");

  private final Story story = Story.ofTwo();
  private final Side norland = story.sides.get(0);
  private final Side sudria = story.sides.get(1);

  @Test
  public void bothSidesAreAcceptedAndAskedForATime() {
    TalkState state = story.state(norland);
    assertThat(state.constituted()).isTrue();
    assertThat(state.delegations().getFirst().id()).isEqualTo(norland.id);
    assertThat(state.parties()).isEqualTo(story.parties());
    assertThat(state.languages()).containsExactly("en", "ru");
    assertThat(state.moves())
        .extracting(Move::kind)
        .containsExactly(Move.Kind.PROPOSE_TIME, Move.Kind.PROPOSE_TIME);
  }

  @Test
  public void aThirdPartyMustConsentToo() {
    Story three = Story.of(norland, sudria, Side.third());
    Entry proposal = three.propose(norland, Story.time(0));
    three.exchange();
    three.consent(sudria, proposal);
    three.settle();
    assertThat(three.standing(norland, proposal)).isEqualTo(Standing.PROPOSED);
    three.consent(three.sides.get(2), proposal);
    three.settle();
    assertThat(three.standing(norland, proposal)).isEqualTo(Standing.IN_FORCE);
  }

  @Test
  public void credentialsCountOnlyOnceEveryOtherPartyHasAcceptedThem() {
    Story three = Story.of(norland, sudria, Side.third());
    Dossier copy = three.copy(norland);
    Digest presented = three.state(norland).delegation(sudria.id).orElseThrow().presentedDigest();
    Dossier early = new Dossier(copy.talk());
    Predicate<Entry> acceptsSudria =
        e -> e.act().equals(new Act.Accept(sudria.id, presented)) && !e.chain().equals(norland.id);
    copy.entries().stream().takeWhile(acceptsSudria.negate()).forEach(e -> early.admit(e.jws()));
    assertThat(TalkState.of(early).parties()).hasSize(3);
    assertThat(TalkState.of(early).delegation(sudria.id).orElseThrow().accepted()).isEmpty();
    assertThat(TalkState.of(copy).delegation(sudria.id).orElseThrow().accepted()).isPresent();
  }

  @Test
  public void aMediatorProposesButIsNotNeededAndCannotBlock() {
    Story three = Story.of(norland, sudria, Side.mediator());
    Side mediator = three.sides.get(2);
    Entry proposal = three.propose(mediator, Story.time(0));
    three.exchange();
    three.object(mediator, proposal);
    three.exchange();
    three.consent(norland, proposal);
    three.consent(sudria, proposal);
    three.settle();
    assertThat(three.standing(norland, proposal)).isEqualTo(Standing.IN_FORCE);
    assertThat(three.proposal(norland, proposal).stances()).doesNotContainKey(mediator.id);
  }

  @Test
  public void withoutATermOnlyContactMayBeSaid() {
    assertThat(story.state(norland).permission(Subject.Plain.DATE).level())
        .isEqualTo(DateLevel.CONTACT_POSSIBLE);
    assertThat(story.state(norland).permission(Subject.Plain.DATE).voice().alone(sudria.id))
        .isTrue();
    for (Subject subject : List.of(Subject.Plain.EXISTENCE, Subject.Plain.PARTICIPANTS)) {
      assertThat(story.state(norland).permission(subject).voice().alone(norland.id)).isFalse();
    }
  }

  @Test
  public void aDisclosureInForceSaysWhoMaySayWhat() {
    Entry term =
        agree(new Term.Disclosure(Subject.Plain.DATE, new Voice.Side(sudria.id), DateLevel.WEEK));
    var permission = story.state(norland).permission(Subject.Plain.DATE);
    assertThat(permission.term()).contains(term.actDigest());
    assertThat(permission.level().allows(DateLevel.WEEK)).isTrue();
    assertThat(permission.level().allows(DateLevel.DAY)).isFalse();
    assertThat(permission.voice().alone(sudria.id)).isTrue();
    assertThat(permission.voice().alone(norland.id)).isFalse();
  }

  @Test
  public void onlyParticipantsMayEnterOnceTheTermIsInForce() {
    assertThat(story.state(norland).mayEnter(sudria.id, TECHNICIAN)).isTrue();
    TreeMap<DelegationId, List<Attendance>> sides = new TreeMap<>();
    sides.put(norland.id, List.of(new Attendance.Named(List.of(ADVISER))));
    sides.put(sudria.id, List.of(new Attendance.Counted(Role.NEGOTIATOR, 1)));
    agree(new Term.Participants(sides));
    TalkState state = story.state(norland);
    assertThat(state.mayEnter(norland.id, ADVISER)).isTrue();
    assertThat(state.mayEnter(norland.id, TECHNICIAN)).isFalse();
    assertThat(state.mayEnter(sudria.id, ADVISER)).isTrue();
    assertThat(state.mayEnter(sudria.id, TECHNICIAN)).isFalse();
    assertThat(state.mayEnter(sudria.id, new PersonId("stranger"))).isFalse();
  }

  @Test
  public void theRoomOpensWhenBothHaveOpenedAndShowsWhoIsInside() {
    Instant from = Instant.parse("2026-11-10T13:00:00Z");
    story.act(norland, new Act.Open(from));
    story.act(norland, new Act.Enter(ADVISER));
    story.settle();
    assertThat(story.state(sudria).room().openFrom()).isEmpty();
    story.act(sudria, new Act.Open(from.plusSeconds(1)));
    story.act(norland, new Act.Leave(ADVISER));
    story.act(sudria, new Act.Enter(TECHNICIAN));
    story.settle();
    assertThat(story.state(norland).room().openFrom()).contains(from.plusSeconds(1));
    assertThat(story.state(norland).room().inside().keySet()).containsExactly(sudria.id);
  }

  @Test
  public void ofTwoPeopleOnOneCountedSeatWhoCameFirstKeepsIt() {
    PersonId second = new PersonId("spokesperson");
    letNegotiate(sudria, second);
    TreeMap<DelegationId, List<Attendance>> sides = new TreeMap<>();
    sides.put(sudria.id, List.of(new Attendance.Counted(Role.NEGOTIATOR, 1)));
    sides.put(norland.id, List.of(new Attendance.Named(List.of(ADVISER))));
    agree(new Term.Participants(sides));
    story.act(sudria, new Act.Enter(second));
    story.act(sudria, new Act.Enter(ADVISER));
    story.settle();
    assertThat(story.state(norland).mayEnter(sudria.id, second)).isTrue();
    assertThat(story.state(norland).mayEnter(sudria.id, ADVISER)).isFalse();
    story.act(sudria, new Act.Leave(second));
    story.settle();
    assertThat(story.state(norland).mayEnter(sudria.id, ADVISER)).isTrue();
  }

  private void letNegotiate(Side side, PersonId who) {
    Credentials shown = side.credentials;
    List<Person> people =
        shown.people().stream()
            .map(
                each ->
                    each.id().equals(who)
                        ? new Person(
                            who,
                            each.names(),
                            each.office(),
                            Set.of(Role.NEGOTIATOR, Role.SPOKESPERSON),
                            each.key())
                        : each)
            .toList();
    Entry revised =
        story.act(
            side,
            new Act.Present(
                new Credentials(
                    shown.names(),
                    shown.zone(),
                    shown.languages(),
                    shown.capacity(),
                    shown.key(),
                    shown.nextKey(),
                    shown.statementKey(),
                    shown.lineKey(),
                    people)));
    story.exchange();
    story.act(norland, new Act.Accept(side.id, revised.actDigest()));
    story.settle();
  }

  @Test
  public void aRevokedPersonMayDoNothingMore() {
    assertThat(story.state(norland).mayEnter(sudria.id, TECHNICIAN)).isTrue();
    story.act(sudria, new Act.Revoke(TECHNICIAN));
    story.settle();
    assertThat(story.state(norland).mayEnter(sudria.id, TECHNICIAN)).isFalse();
    assertThat(story.state(norland).people(sudria.id)).hasSize(3);
  }

  @Test
  public void theDossierIsClosedOnceAllCloseOverEverything() {
    story.act(norland, story.copy(norland).closeAct(norland.id));
    story.exchange();
    assertThat(story.state(norland).closed()).isFalse();
    story.act(sudria, story.copy(sudria).closeAct(sudria.id));
    story.settle();
    assertThat(story.state(norland).closed()).isTrue();
    story.propose(sudria, Story.time(0));
    assertThat(story.state(sudria).closed()).isFalse();
  }

  @Test
  public void aCloseThatMissesWhatTheOtherWroteClosesNothing() {
    Act.Close early = story.copy(norland).closeAct(norland.id);
    story.propose(sudria, Story.time(0));
    story.exchange();
    story.act(norland, early);
    story.act(sudria, story.copy(sudria).closeAct(sudria.id));
    story.settle();
    assertThat(story.state(norland).closed()).isFalse();
  }

  @Test
  public void anEquivocationIsShownAndChangesStopButWhatWasSeenStays() {
    Entry time = agree(Story.time(0));
    Dossier copy = story.copy(norland);
    long seq = copy.heads().get(sudria.id).seq();
    Dossier early = new Dossier(copy.talk());
    copy.entries().stream()
        .filter(e -> !e.chain().equals(sudria.id) || e.seq() < seq)
        .forEach(e -> early.admit(e.jws()));
    Forge other =
        Forge.next(
            early, sudria, new Act.Withdraw(time.actDigest(), Optional.empty()), story.now());
    assertThat(copy.admit(other.seal())).isInstanceOf(Admission.Added.class);
    TalkState state = TalkState.of(copy);
    assertThat(state.frozen()).isTrue();
    assertThat(state.equivocations()).hasSize(1);
    assertThat(state.equivocations().getFirst().seq()).isEqualTo(seq);
    assertThat(state.proposals().get(time.actDigest()).standing()).isEqualTo(Standing.IN_FORCE);
    assertThat(state.moves()).isEmpty();
    assertThatThrownBy(() -> story.act(norland, new Act.Acknowledge()))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.EQUIVOCATION));
  }

  @Test
  public void anActThatWouldComeToNothingIsStaleBeforeAnybodySignsIt() {
    Entry proposal = story.propose(sudria, new Term.Format(Medium.VIDEO, 60));
    story.exchange();
    Act consent = new Act.Consent(proposal.actDigest());
    assertThat(obstacle(norland, consent)).isEmpty();
    story.withdraw(sudria, proposal);
    story.exchange();
    assertThat(obstacle(norland, consent)).contains(Reason.STALE);
  }

  @Test
  public void nobodyIsAskedToConsentBesideATermInForce() {
    Entry beside = story.propose(sudria, new Term.Format(Medium.AUDIO, 30));
    Entry stands = agree(new Term.Format(Medium.VIDEO, 60));
    Act consent = new Act.Consent(beside.actDigest());
    assertThat(obstacle(norland, consent)).contains(Reason.STALE);
    Act objection = new Act.Objection(beside.actDigest(), Optional.empty());
    assertThat(obstacle(norland, objection)).isEmpty();
    Entry instead = story.propose(sudria, new Term.Format(Medium.AUDIO, 45), stands.actDigest());
    story.exchange();
    assertThat(obstacle(norland, new Act.Consent(instead.actDigest()))).isEmpty();
  }

  @Test
  public void ofTwoPeopleSigningAtOnceTheSecondIsAskedAgain() {
    Entry proposal = story.propose(sudria, new Term.Format(Medium.VIDEO, 60));
    story.exchange();
    Dossier copy = story.copy(norland);
    var one = copy.draft(norland.id, new Act.Consent(proposal.actDigest()));
    var two = copy.draft(norland.id, new Act.Objection(proposal.actDigest(), Optional.empty()));
    copy.append(one, Optional.of(norland.sign(one, ADVISER)), norland.seal, story.now());
    assertThatThrownBy(
            () ->
                copy.append(
                    two, Optional.of(norland.sign(two, ADVISER)), norland.seal, story.now()))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.ACT_NOT_NEXT));
  }

  @Test
  public void theFingerprintIsTheSameForBothSides() {
    Digest a = story.state(norland).delegation(norland.id).orElseThrow().presentedDigest();
    Digest b = story.state(norland).delegation(sudria.id).orElseThrow().presentedDigest();
    assertThat(Fingerprint.of(List.of(a, b)))
        .isEqualTo(Fingerprint.of(List.of(b, a)))
        .matches("\\d{5}( \\d{5}){5}")
        .isNotEqualTo(Fingerprint.of(List.of(a, a)));
  }

  private Optional<Reason> obstacle(Side side, Act act) {
    return new Obstacle(story.state(side), side.id, story.now()).to(act);
  }

  private Entry agree(Term term) {
    Entry proposal = story.propose(norland, term);
    story.exchange();
    story.consent(sudria, proposal);
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.IN_FORCE);
    return proposal;
  }
}
