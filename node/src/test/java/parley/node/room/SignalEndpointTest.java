package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.node.people.Delegate;
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
            "t", relay, new Everybody(), Runnable::run, Runnable::run, (delay, command) -> {});
    return new SignalEndpoint(
        room, new Occupant(ANNA, Language.EN, out, () -> true), out, faults, () -> nowNanos);
  }

  private static final class Everybody implements Admission {
    @Override
    public Standing standing(Delegate person, String talk) {
      return new Admitted(List.of(person.delegation()), List.of(person));
    }

    @Override
    public Map<String, String> chains(Delegate person, String talk) {
      return Map.of();
    }

    @Override
    public int devices(Delegate person, String talk) {
      return 0;
    }

    @Override
    public void entered(Delegate person, String talk) {}

    @Override
    public void allLeft() {}

    @Override
    public void left(Delegate person, String talk) {}
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
  void theRoomIsForThisMachineAndForParticipantsOnly() {
    Admission.Standing admitted = new Admission.Admitted(List.of(), List.of());
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    InetAddress elsewhere = InetAddress.ofLiteral("192.0.2.9");
    assertThat(RoomPages.faultOf(here, admitted)).isEmpty();
    assertThat(RoomPages.faultOf(elsewhere, admitted)).contains(SignalFault.NOT_THIS_MACHINE);
    assertThat(RoomPages.faultOf(here, new Admission.Stranger()))
        .contains(SignalFault.NO_SUCH_ROOM)
        .isEqualTo(RoomPages.faultOf(here, new Admission.Outside()));
  }
}
