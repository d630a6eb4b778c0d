package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Role;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.room.group.GroupLog;
import parley.node.room.group.GroupRequest;
import parley.node.room.group.MemoryLog;
import parley.node.web.SocketOut;
import parley.node.words.Language;
import parley.relay.PeerEvent;
import parley.relay.Quality;
import parley.relay.TrackId;

class TalkRoomTest {
  private static final Delegate ANNA = delegate("norland", "anna", Language.EN, "Anna", "Анна");
  private static final Delegate MARIA = delegate("sudria", "maria", Language.RU, "Maria", "Мария");

  private final RecordedRelay relay = new RecordedRelay();
  private final TestAdmission admission = new TestAdmission(ANNA, MARIA);
  private final List<String> dossier = admission.record;
  private final List<Runnable> later = new ArrayList<>();
  private final MemoryLog group = new MemoryLog();
  private TalkRoom room = opened();

  private TalkRoom opened() {
    return new TalkRoom(
        "t",
        relay,
        admission,
        group,
        new NoDocuments(),
        Ways.NONE,
        Runnable::run,
        this::record,
        (Duration delay, Runnable command) -> later.add(command));
  }

  private final List<Runnable> held = new ArrayList<>();
  private boolean isRecordHeld;

  private void record(Runnable command) {
    if (isRecordHeld) {
      held.add(command);
    } else {
      command.run();
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
    admission.devices.put(MARIA, 1);
    room.dossierChanged();
    assertThat(anna.last()).contains("maria.sudria", "\"devices\":1");
    int heard = anna.heard.size();
    room.dossierChanged();
    assertThat(anna.heard).as("nothing new").hasSize(heard);
    admission.devices.put(MARIA, 2);
    room.dossierChanged();
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
    int waiting = later.size();
    room.lost(anna.occupant);
    assertThat(later).hasSize(waiting);
  }

  @Test
  void whoIsNoLongerAmongTheParticipantsIsPutOutAndNobodyElse() throws Exception {
    Page anna = joined(ANNA);
    Page maria = joined(MARIA);
    admission.outside.add(ANNA);
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
  void sheAloneIsToldHowManySizesOfHerPictureAreOfUse() throws Exception {
    Page anna = joined(ANNA);
    Page maria = joined(MARIA);
    int before = maria.heard.size();
    relay.say("anna.norland", new PeerEvent.Wanted("camera", 1));
    assertThat(anna.last()).isEqualTo("{\"type\":\"wanted\",\"track\":\"camera\",\"layers\":1}");
    assertThat(maria.heard).hasSize(before);
  }

  @Test
  void whenTheNodeStopsNobodyHasLeftOnTheRecord() throws Exception {
    joined(ANNA);
    room.close();
    assertThat(dossier).containsExactly("enter anna.norland");
    assertThat(relay.asked).endsWith("close");
  }

  @Test
  void whoWasInsideWhenTheNodeStoppedKeepsHerSeatForAWhile() throws Exception {
    room.expect(List.of(ANNA, MARIA));
    Page anna = joined(ANNA);
    assertThat(anna.heard.getFirst()).contains("\"link\":\"connecting\"");
    assertThat(dossier).as("nothing to record of Anna").isEmpty();
    letTimePass();
    assertThat(dossier).as("as long as nobody can come back").isEmpty();
    room.awaitExpected();
    letTimePass();
    assertThat(dossier).containsExactly("leave maria.sudria");
    assertThat(anna.open).isTrue();
  }

  @Test
  void aGroupOutlivesTheNodeWhileSomebodyIsExpectedAndEndsWithTheLast() throws Exception {
    group.create(new GroupRequest.Create(1, "AAAA", "AAAA"));
    room = opened();
    room.expect(List.of(ANNA));
    assertThat(group.standing().open()).isPresent();
    Page anna = joined(ANNA);
    letTimePass();
    assertThat(group.standing().open()).isPresent();
    room.leave(anna.occupant);
    assertThat(group.standing()).isEqualTo(new GroupLog.Standing(1, Optional.empty()));
  }

  @Test
  void aGroupOfAnEmptyRoomEndsWhenTheNodeStarts() {
    group.create(new GroupRequest.Create(1, "AAAA", "AAAA"));
    room = opened();
    room.expect(List.of());
    assertThat(group.standing()).isEqualTo(new GroupLog.Standing(1, Optional.empty()));
  }

  @Test
  void whoseLastDeviceIsDismissedIsPutOutOnThatEntry() throws Exception {
    joined(ANNA);
    admission.devices.put(MARIA, 2);
    Page maria = joined(MARIA);
    admission.devices.put(MARIA, 1);
    room.dossierChanged();
    assertThat(maria.open).as("control: one is left").isTrue();
    admission.devices.put(MARIA, 0);
    room.dossierChanged();
    assertThat(maria.last()).contains("\"cause\":\"closed\"");
    assertThat(maria.open).isFalse();
    assertThat(dossier).endsWith("leave maria.sudria");
  }

  @Test
  void whoMayNoLongerEnterIsPutOutOnThatEntryAndNobodyElse() throws Exception {
    Page anna = joined(ANNA);
    Page maria = joined(MARIA);
    admission.outside.add(MARIA);
    room.dossierChanged();
    assertThat(maria.open).isFalse();
    assertThat(anna.open).isTrue();
  }

  @Test
  void whoWasPutOutIsNotHeardOfTheGroup() throws Exception {
    Page anna = joined(ANNA);
    Page maria = joined(MARIA);
    var create = new GroupRequest.Create(1, "AAAA", "AAAA");
    admission.outside.add(MARIA);
    room.dossierChanged();
    room.group(maria.occupant, create);
    assertThat(group.standing().open()).isEmpty();
    room.group(anna.occupant, create);
    assertThat(group.standing().open()).as("control").isPresent();
  }

  @Test
  void aKeyPackageIsHandedOnOnlyAfterTheEntryIsOnRecord() throws Exception {
    Page anna = joined(ANNA);
    room.group(anna.occupant, new GroupRequest.Create(1, "AAAA", "AAAA"));
    isRecordHeld = true;
    Page maria = joined(MARIA);
    room.group(maria.occupant, new GroupRequest.KeyPackage("BBBB"));
    letTimePass();
    assertThat(anna.heard).noneMatch(text -> text.contains("commit-wanted"));
    isRecordHeld = false;
    held.forEach(Runnable::run);
    assertThat(anna.last()).contains("commit-wanted", "BBBB");
    assertThat(dossier).endsWith("enter maria.sudria");
  }

  private void letTimePass() {
    List<Runnable> due = List.copyOf(later);
    later.clear();
    due.forEach(Runnable::run);
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
