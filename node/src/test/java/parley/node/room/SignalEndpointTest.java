package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.node.people.Delegate;
import parley.node.room.group.MemoryLog;
import parley.node.web.SocketOut;
import parley.node.words.Language;

class SignalEndpointTest {
  private static final Delegate ANNA =
      TalkRoomTest.delegate("norland", "anna", Language.EN, "Anna", "Анна");

  private final RecordedRelay relay = new RecordedRelay();
  private final SignalFaults faults = new SignalFaults();
  private final List<Integer> closed = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private long nowNanos;

  private final SignalEndpoint endpoint = endpoint();

  private SignalEndpoint endpoint() {
    SocketOut out =
        new SocketOut() {
          @Override
          public void send(String text) {
            heard.add(text);
          }

          @Override
          public void close(int code, String reason) {
            closed.add(code);
          }
        };
    TalkRoom room =
        new TalkRoom(
            "t",
            relay,
            new TestAdmission(ANNA),
            new MemoryLog(),
            new NoDocuments(),
            Ways.NONE,
            Runnable::run,
            Runnable::run,
            (delay, command) -> {});
    return new SignalEndpoint(
        room, new Occupant(ANNA, Language.EN, out, () -> true), out, faults, () -> nowNanos);
  }

  @Test
  void aProperConversationIsNeverCut() {
    endpoint.onText(ClientMessagesTest.JOIN);
    endpoint.onText("{\"type\":\"ready\",\"tracks\":[\"x\"]}");
    endpoint.onText("{\"type\":\"leave\"}");
    assertThat(heard.getFirst()).contains("\"type\":\"joined\"");
    assertThat(relay.asked).contains("ready anna.norland [x]", "leave anna.norland");
    assertThat(closed).containsExactly(1000);
  }

  @Test
  void anUnknownMessageIsCountedAndCutsTheSocket() {
    endpoint.onText("{\"type\":\"eject\",\"person\":\"maria.sudria\"}");
    assertThat(closed).containsExactly(SignalFault.MALFORMED.closeCode());
    assertThat(faults.of(SignalFault.MALFORMED)).isEqualTo(1);
    endpoint.onText(ClientMessagesTest.JOIN);
    assertThat(relay.asked).as("a cut socket says nothing more").isEmpty();
  }

  @Test
  void anOversizeMessageIsCountedAndCutsTheSocket() {
    endpoint.onText(ClientMessagesTest.JOIN + " ".repeat(20_000));
    assertThat(closed).containsExactly(SignalFault.OVERSIZE.closeCode());
    assertThat(faults.of(SignalFault.OVERSIZE)).isEqualTo(1);
  }

  @Test
  void onlyWhatCarriesTheGroupMayBeLarge() {
    endpoint.onText(ClientMessagesTest.JOIN);
    endpoint.onText(
        "{\"type\":\"create\",\"generation\":1,\"group\":\"AAAA\",\"groupInfo\":\"%s\"}"
            .formatted("A".repeat(300_000)));
    assertThat(closed).as("control").isEmpty();
    endpoint.onText(
        "{\"type\":\"reached\",\"generation\":1,\"epoch\":0,\"mark\":\"0123456789abcdef\"%s}"
            .formatted(" ".repeat(2_000)));
    assertThat(closed).containsExactly(SignalFault.OVERSIZE.closeCode());
  }

  @Test
  void aFloodOfLargeMessagesIsCutSooner() {
    endpoint.onText(ClientMessagesTest.JOIN);
    String large =
        "{\"type\":\"create\",\"generation\":1,\"group\":\"AAAA\",\"groupInfo\":\"%s\"}"
            .formatted("A".repeat(400_000));
    for (int message = 0; message < 4; message++) {
      endpoint.onText(large);
    }
    assertThat(closed).isEmpty();
    endpoint.onText(large);
    assertThat(closed).containsExactly(SignalFault.FLOOD.closeCode());
  }

  @Test
  void nothingIsHeardOfTheGroupBeforeSheJoined() {
    endpoint.onText("{\"type\":\"lost\"}");
    assertThat(closed).containsExactly(SignalFault.OUT_OF_TURN.closeCode());
    SignalEndpoint other = endpoint();
    other.onText("{\"type\":\"entries\",\"heads\":{}}");
    assertThat(faults.of(SignalFault.OUT_OF_TURN)).isEqualTo(2);
  }

  @Test
  void aFloodIsCountedAndCutsTheSocketWhileABusyPageGoesOn() {
    endpoint.onText(ClientMessagesTest.JOIN);
    for (int second = 0; second < 60; second++) {
      nowNanos += 1_000_000_000L;
      for (int message = 0; message < 15; message++) {
        endpoint.onText("{\"type\":\"want\",\"track\":\"x\",\"size\":\"half\"}");
      }
    }
    assertThat(closed).isEmpty();
    for (int message = 0; message < 500; message++) {
      endpoint.onText("{\"type\":\"want\",\"track\":\"x\",\"size\":\"half\"}");
    }
    assertThat(closed).containsExactly(SignalFault.FLOOD.closeCode());
    assertThat(faults.of(SignalFault.FLOOD)).isEqualTo(1);
  }

  @Test
  void whoSpeaksBeforeJoiningOrJoinsTwiceIsOutOfTurn() {
    endpoint.onText("{\"type\":\"ready\",\"tracks\":[]}");
    assertThat(closed).containsExactly(SignalFault.OUT_OF_TURN.closeCode());
    SignalEndpoint other = endpoint();
    other.onText(ClientMessagesTest.JOIN);
    other.onText(ClientMessagesTest.JOIN);
    assertThat(faults.of(SignalFault.OUT_OF_TURN)).isEqualTo(2);
  }

  @Test
  void theRoomIsForParticipantsOnlyAndOthersCannotTellThatThereIsOne() {
    assertThat(RoomPages.faultOf(new Admission.Admitted(List.of(), List.of()))).isEmpty();
    assertThat(RoomPages.faultOf(new Admission.Stranger()))
        .contains(SignalFault.NO_SUCH_ROOM)
        .isEqualTo(RoomPages.faultOf(new Admission.Outside()));
  }
}
