package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Role;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.web.SocketOut;
import parley.node.words.Language;
import parley.relay.PeerEvent;
import parley.relay.Quality;
import parley.relay.TrackId;

class TalkRoomTest {
  private static final Delegate ANNA = delegate("norland", "anna", Language.EN, "Anna", "Анна");
  private static final Delegate MARIA = delegate("sudria", "maria", Language.RU, "Maria", "Мария");

  private final RecordedRelay relay = new RecordedRelay();
  private final List<String> dossier = new ArrayList<>();
  private final Set<Delegate> outside = new HashSet<>();
  private final List<Runnable> later = new ArrayList<>();
  private final TalkRoom room =
      new TalkRoom(
          "t",
          relay,
          new Participants(),
          Runnable::run,
          Runnable::run,
          (Duration delay, Runnable command) -> later.add(command));

  private int mariasDevices = 1;

  private final class Participants implements Admission {
    @Override
    public Standing standing(Delegate person, String talk) {
      return outside.contains(person)
          ? new Outside()
          : new Admitted(List.of(ANNA.delegation(), MARIA.delegation()), List.of(ANNA, MARIA));
    }

    @Override
    public Map<String, String> chains(Delegate person, String talk) {
      return Map.of();
    }

    @Override
    public int devices(Delegate person, String talk) {
      return person.equals(MARIA) ? mariasDevices : 0;
    }

    @Override
    public void entered(Delegate person, String talk) {
      dossier.add("enter " + person.id());
    }

    @Override
    public void allLeft() {
      dossier.clear();
    }

    @Override
    public void left(Delegate person, String talk) {
      dossier.add("leave " + person.id());
    }
  }

  /** A page of a person: what it heard, and whether it is open. */
  private final class Page implements SocketOut {
    final List<String> heard = new ArrayList<>();
    final Occupant occupant;
    boolean signedIn = true;
    boolean open = true;

    Page(Delegate person) {
      this.occupant = new Occupant(person, person.language(), this, () -> signedIn);
    }

    Page join(Presence presence) throws ClientMessages.Malformed {
      ClientMessage.Join join = (ClientMessage.Join) ClientMessages.read(ClientMessagesTest.JOIN);
      room.join(
          occupant,
          new ClientMessage.Join(
              join.ice(), join.dtls(), join.codecs(), join.extensions(), join.send(), presence));
      return this;
    }

    @Override
    public void send(String text) {
      heard.add(text);
    }

    @Override
    public void close(int code, String reason) {
      open = false;
    }

    String last() {
      return heard.getLast();
    }
  }

  private Page joined(Delegate person) throws ClientMessages.Malformed {
    return new Page(person).join(new Presence(true, true, false));
  }

  @Test
  void oneAnswerCarriesAllThatIceDtlsAndTheRosterNeed() throws Exception {
    Page anna = joined(ANNA);
    assertThat(anna.heard.getFirst())
        .contains("\"type\":\"joined\"", "\"you\":\"anna.norland\"", "\"ufrag\":\"abcd\"")
        .contains("\"ip\":\"127.0.0.1\",\"port\":40000", "\"fingerprint\":\"AB:")
        .contains("\"name\":\"Maria\"", "\"link\":\"away\"");
    assertThat(dossier).containsExactly("enter anna.norland");
  }

  @Test
  void whoWaitsToBeLetInHearsNothingBeforeTheAnswer() throws Exception {
    Page anna = joined(ANNA);
    relay.answersLater = true;
    Page maria = joined(MARIA);
    room.state(anna.occupant, new Presence(true, false, true));
    assertThat(maria.heard).isEmpty();
    relay.say("maria.sudria", new PeerEvent.Joined(RecordedRelay.REPLY));
    assertThat(maria.heard.getFirst()).contains("\"type\":\"joined\"");
    room.state(anna.occupant, new Presence(true, true, false));
    assertThat(maria.last()).as("control: news after it").contains("\"type\":\"person\"");
  }

  @Test
  void eachReadsNamesInHerOwnLanguage() throws Exception {
    joined(ANNA);
    assertThat(joined(MARIA).heard.getFirst()).contains("Анна", "Мария").doesNotContain("Anna");
  }

  @Test
  void everybodyLearnsThatSheIsMutedAndTheRelayPassesNothingOfHer() throws Exception {
    Page anna = joined(ANNA);
    Page maria = joined(MARIA);
    room.state(anna.occupant, new Presence(true, false, true));
    assertThat(maria.last()).contains("anna.norland", "\"muted\":true", "\"camera\":false");
    assertThat(relay.asked)
        .contains("hold anna.norland microphone true", "hold anna.norland camera true");
    room.state(anna.occupant, new Presence(true, true, false));
    assertThat(relay.asked.subList(relay.asked.size() - 2, relay.asked.size()))
        .containsExactly("hold anna.norland microphone false", "hold anna.norland camera false");
  }

  @Test
  void everybodyLearnsThatSomebodyHasASecondDevice() throws Exception {
    Page anna = joined(ANNA);
    room.recount();
    assertThat(anna.last()).contains("maria.sudria", "\"devices\":1");
    int heard = anna.heard.size();
    room.recount();
    assertThat(anna.heard).as("nothing new").hasSize(heard);
    mariasDevices = 2;
    room.recount();
    assertThat(anna.last()).contains("maria.sudria", "\"devices\":2");
  }

  @Test
  void sheWhoJoinsMutedIsHeldFromTheBeginning() throws Exception {
    new Page(ANNA).join(new Presence(true, true, true));
    assertThat(relay.asked).contains("hold anna.norland microphone true");
  }

  @Test
  void aReloadedPageTakesHerSeatWithoutASecondEntryInTheDossier() throws Exception {
    Page first = joined(ANNA);
    Page maria = joined(MARIA);
    room.lost(first.occupant);
    assertThat(maria.last()).contains("anna.norland", "\"link\":\"connecting\"");
    joined(ANNA);
    later.forEach(Runnable::run);
    assertThat(dossier).containsExactly("enter anna.norland", "enter maria.sudria");
    assertThat(relay.asked).doesNotContain("leave anna.norland");
  }

  @Test
  void aSecondWindowReplacesTheFirstAndTheFirstIsToldWhy() throws Exception {
    Page first = joined(ANNA);
    Page second = joined(ANNA);
    assertThat(first.last()).contains("\"type\":\"ended\"", "\"cause\":\"replaced\"");
    assertThat(first.open).isFalse();
    assertThat(second.open).isTrue();
    room.leave(first.occupant);
    assertThat(dossier)
        .as("the replaced page can do nothing any more")
        .containsExactly("enter anna.norland");
  }

  @Test
  void whoDoesNotComeBackHasLeftOnTheRecord() throws Exception {
    Page anna = joined(ANNA);
    Page maria = joined(MARIA);
    room.lost(anna.occupant);
    later.forEach(Runnable::run);
    assertThat(dossier).endsWith("leave anna.norland");
    assertThat(relay.asked).contains("leave anna.norland");
    assertThat(maria.last()).contains("anna.norland", "\"link\":\"away\"");
  }

  @Test
  void leavingIsAtOnceAndOnTheRecord() throws Exception {
    Page anna = joined(ANNA);
    room.leave(anna.occupant);
    assertThat(dossier).containsExactly("enter anna.norland", "leave anna.norland");
    room.lost(anna.occupant);
    assertThat(later).isEmpty();
  }

  @Test
  void whoIsNoLongerAmongTheParticipantsIsPutOutAndNobodyElse() throws Exception {
    Page anna = joined(ANNA);
    Page maria = joined(MARIA);
    outside.add(ANNA);
    room.review();
    assertThat(anna.last()).contains("\"cause\":\"closed\"");
    assertThat(anna.open).isFalse();
    assertThat(maria.open).isTrue();
    assertThat(dossier).endsWith("leave anna.norland");
  }

  @Test
  void whoseSignInEndedIsPutOut() throws Exception {
    Page anna = joined(ANNA);
    room.review();
    assertThat(anna.open).isTrue();
    anna.signedIn = false;
    room.review();
    assertThat(anna.open).isFalse();
  }

  @Test
  void aLostMediaPathAsksForANewStayAndKeepsTheSeat() throws Exception {
    Page anna = joined(ANNA);
    relay.say("anna.norland", new PeerEvent.Left(PeerEvent.Cause.LOST));
    assertThat(anna.last()).contains("\"cause\":\"lost\"");
    joined(ANNA);
    later.forEach(Runnable::run);
    assertThat(dossier).containsExactly("enter anna.norland");
  }

  @Test
  void aLossyLinkIsCalledWeakUntilItIsCleanAgain() throws Exception {
    joined(ANNA);
    Page maria = joined(MARIA);
    relay.say("anna.norland", new PeerEvent.Connected());
    assertThat(maria.last()).contains("\"link\":\"good\"");
    relay.say("anna.norland", measured(0.10));
    assertThat(maria.last()).contains("\"link\":\"weak\"");
    int told = maria.heard.size();
    relay.say("anna.norland", measured(0.03));
    assertThat(maria.heard).as("between the two marks the word stays").hasSize(told);
    relay.say("anna.norland", measured(0.0));
    assertThat(maria.last()).contains("\"link\":\"good\"");
  }

  @Test
  void theRelaysWordsPassToTheRightPageOnly() throws Exception {
    Page anna = joined(ANNA);
    Page maria = joined(MARIA);
    int before = maria.heard.size();
    relay.say("anna.norland", new PeerEvent.TrackGone(new TrackId("t7")));
    assertThat(anna.last()).isEqualTo("{\"type\":\"gone\",\"track\":\"t7\"}");
    assertThat(maria.heard).hasSize(before);
  }

  @Test
  void whenTheNodeStopsEverybodyHasLeftOnTheRecord() throws Exception {
    joined(ANNA);
    joined(MARIA);
    room.close();
    assertThat(dossier).endsWith("leave anna.norland", "leave maria.sudria");
    assertThat(relay.asked).endsWith("close");
  }

  private static PeerEvent measured(double loss) {
    return new PeerEvent.Measured(new Quality(loss, 0, 20, 1, 1, 1));
  }

  static Delegate delegate(String side, String person, Language language, String en, String ru) {
    Delegation delegation =
        new Delegation(
            side, language, ZoneId.of("UTC"), Map.of(Language.EN, side, Language.RU, side));
    return new Delegate(
        new DelegateId(side, person),
        delegation,
        Map.of(Language.EN, en, Language.RU, ru),
        Map.of(),
        Set.of(Role.NEGOTIATOR),
        language);
  }
}
