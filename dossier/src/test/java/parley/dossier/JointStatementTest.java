package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemId;
import parley.dossier.model.JointText;
import parley.dossier.model.Refusal;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.state.Obstacle;
import parley.dossier.state.Standing;
import parley.dossier.state.TalkState;
import parley.dossier.wire.Bodies;

public class JointStatementTest {
  private final Side norland = Side.norland();
  private final Side sudria = Side.sudria();
  private Story story = Story.of(norland, sudria);

  static Term.JointStatement term(Instant release) {
    return new Term.JointStatement(new ItemId("joint"), release, text().digest());
  }

  static Body text() {
    return Bodies.of(words("en", "ru"), Side.seed("salt"));
  }

  private static JointText words(String... languages) {
    Map<String, String> headline = new TreeMap<>();
    Map<String, List<String>> paragraphs = new TreeMap<>();
    for (String language : languages) {
      headline.put(language, "Leaders to speak (" + language + ")");
      paragraphs.put(language, List.of("On Tuesday.", "At six."));
    }
    String publicId = Base64Url.encode(java.util.Arrays.copyOf(Side.seed("public"), 16));
    return new JointText(publicId, Texts.of(headline), new TreeMap<>(paragraphs));
  }

  private Entry agreed(Term.JointStatement term) {
    Entry proposal = story.propose(norland, term);
    story.exchange();
    story.consent(sudria, proposal);
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.IN_FORCE);
    return proposal;
  }

  private Entry at(Side side, Instant at, Act act) {
    story.passTo(at);
    return side.act(story.copy(side), act, at);
  }

  /** Whatever the order in which entries arrive; to the millisecond. */
  @Property(tries = 40)
  void itIsStoppedByWhatIsClaimedAMinuteBeforeAndByNothingLater(
      @ForAll @LongRange(min = -90_000, max = 90_000) long millis,
      @ForAll boolean byProposer,
      @ForAll boolean byObjection,
      @ForAll long seed) {
    story = Story.of(norland, sudria);
    Term.JointStatement term = term(story.now().plusSeconds(1200));
    Entry proposal = agreed(term);
    Digest id = proposal.actDigest();
    Side by = byProposer ? norland : sudria;
    at(
        by,
        term.settled().plusMillis(millis),
        byObjection
            ? new Act.Objection(id, Optional.empty())
            : new Act.Withdraw(id, Optional.empty()));
    story.settle();
    List<Standing> stopped =
        byObjection ? List.of(Standing.OBJECTED, Standing.EXPIRED) : List.of(Standing.WITHDRAWN);
    assertThat(story.standing(norland, proposal))
        .isIn(millis <= 0 ? stopped : List.of(Standing.IN_FORCE));
    List<Entry> shuffled = new Script(seed, story).shuffled(story.copy(norland).entries());
    Dossier other = Story.rebuilt(story.copy(norland).talk(), shuffled);
    assertThat(TalkState.of(other)).isEqualTo(story.state(norland));
  }

  @Test
  public void nothingStopsItInItsLastMinute() {
    Term.JointStatement term = term(story.now().plusSeconds(1200));
    Entry proposal = agreed(term);
    Act stop = new Act.Withdraw(proposal.actDigest(), Optional.empty());
    at(sudria, term.settled().plusMillis(1), stop);
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.IN_FORCE);
  }

  @Test
  public void aConsentOrAnAcknowledgementThatComesTooLateBringsNothingAbout() {
    Term.JointStatement term = term(story.now().plusSeconds(600));
    Entry late = story.propose(norland, term);
    story.exchange();
    at(sudria, term.settled().plusMillis(1), new Act.Consent(late.actDigest()));
    story.settle();
    assertThat(story.standing(norland, late)).isEqualTo(Standing.EXPIRED);

    story = Story.of(norland, sudria);
    Term.JointStatement next = term(story.now().plusSeconds(600));
    Entry unseen = story.propose(norland, next);
    story.exchange();
    at(sudria, next.settled(), new Act.Consent(unseen.actDigest()));
    story.pass(Duration.ofSeconds(1));
    story.settle();
    assertThat(story.standing(norland, unseen)).isEqualTo(Standing.EXPIRED);
    assertThat(story.state(sudria)).isEqualTo(story.state(norland));
  }

  @Test
  public void anotherTextTakesItsPlaceInTimeAndNotLater() {
    Term.JointStatement term = term(story.now().plusSeconds(1200));
    Entry first = agreed(term);
    Term.JointStatement postponed = term(term.release().plusSeconds(1800));
    Entry second = story.propose(sudria, postponed, first.actDigest());
    story.exchange();
    story.consent(norland, second);
    story.settle();
    assertThat(story.standing(norland, first)).isEqualTo(Standing.REPLACED);
    assertThat(story.standing(norland, second)).isEqualTo(Standing.IN_FORCE);

    Entry third =
        story.propose(sudria, term(postponed.release().plusSeconds(1800)), second.actDigest());
    story.exchange();
    at(norland, postponed.settled().plusSeconds(1), new Act.Consent(third.actDigest()));
    story.settle();
    assertThat(story.standing(norland, second)).isEqualTo(Standing.IN_FORCE);
    assertThat(story.standing(norland, third)).isEqualTo(Standing.RIVAL);
  }

  @Test
  public void nobodyIsAskedToSignWhatComesTooLate() {
    Term.JointStatement term = term(story.now().plusSeconds(1200));
    Entry proposal = agreed(term);
    Act stop = new Act.Withdraw(proposal.actDigest(), Optional.empty());
    TalkState state = story.state(norland);
    assertThat(new Obstacle(state, norland.id, term.settled()).to(stop)).isEmpty();
    assertThat(new Obstacle(state, norland.id, term.settled().plusMillis(1)).to(stop)).isPresent();
  }

  @Test
  public void theWordsAreReadAsTheyWereWrittenAndSayWhichLanguageLacks() {
    assertThat(Bodies.jointText(text())).isEqualTo(words("en", "ru"));
    assertThat(words("en").lacks(List.of("en", "ru"))).containsExactly("ru");
    JointText both = words("en", "ru");
    JointText one = words("en");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> new JointText(both.publicId(), both.headline(), one.paragraphs()));
  }

  @Test
  public void theRoomIsOrderedByTheSideThatTheTermNamesOrElseByLot() {
    DelegationId byLot = story.state(norland).orders().orElseThrow();
    assertThat(story.state(sudria).orders()).contains(byLot);
    Digest ticket = ticket(byLot);
    assertThat(story.parties()).allMatch(party -> compare(ticket, ticket(party)) <= 0);

    Side other = byLot.equals(norland.id) ? sudria : norland;
    Entry proposal = story.propose(norland, new Term.Room(other.id));
    story.exchange();
    assertThat(story.state(norland).orders()).contains(byLot);
    story.consent(sudria, proposal);
    story.settle();
    assertThat(story.state(norland).orders()).contains(other.id);
  }

  private Digest ticket(DelegationId party) {
    return Digest.of(story.copy(norland).talk().value() + party.value());
  }

  private static int compare(Digest one, Digest other) {
    return java.util.Arrays.compareUnsigned(one.bytes(), other.bytes());
  }
}
