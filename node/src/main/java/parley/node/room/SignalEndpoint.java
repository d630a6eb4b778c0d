package parley.node.room;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.node.room.group.GroupRequest;
import parley.node.web.SocketConversation;
import parley.node.web.SocketOut;

/**
 * One browser's WebSocket into a room: reads strictly, cuts off what floods or makes no sense, and
 * hands the rest to the room.
 */
final class SignalEndpoint implements SocketConversation {
  private static final Logger LOG = LoggerFactory.getLogger(SignalEndpoint.class);

  private final TalkRoom room;
  private final Occupant occupant;
  private final SocketOut out;
  private final SignalFaults faults;
  private final LongSupplier nanos;
  private final FloodGate gate;
  private boolean joined;
  private boolean over;

  SignalEndpoint(
      TalkRoom room, Occupant occupant, SocketOut out, SignalFaults faults, LongSupplier nanos) {
    this.room = room;
    this.occupant = occupant;
    this.out = out;
    this.faults = faults;
    this.nanos = nanos;
    this.gate = new FloodGate(nanos.getAsLong());
  }

  @Override
  public void onText(String text) {
    if (over) {
      return;
    }
    if (!gate.admits(nanos.getAsLong(), text.length())) {
      cut(SignalFault.FLOOD);
    } else if (text.length() > GroupRequest.Form.MOST_CHARACTERS) {
      cut(SignalFault.OVERSIZE);
    } else {
      read(text);
    }
  }

  @Override
  public void onClose() {
    if (!over) {
      over = true;
      room.lost(occupant);
    }
  }

  private void read(String text) {
    try {
      ClientMessage message = ClientMessages.read(text);
      if (text.length() > message.mostCharacters()) {
        cut(SignalFault.OVERSIZE);
      } else {
        take(message);
      }
    } catch (ClientMessages.Malformed e) {
      LOG.debug("a message of {} is malformed: {}", occupant.peer(), e.getMessage());
      cut(SignalFault.MALFORMED);
    }
  }

  private void take(ClientMessage message) {
    if (message instanceof ClientMessage.Join == joined) {
      cut(SignalFault.OUT_OF_TURN);
      return;
    }
    switch (message) {
      case ClientMessage.Join join -> {
        joined = true;
        room.join(occupant, join);
      }
      case ClientMessage.Ready ready -> room.ready(occupant, ready);
      case ClientMessage.Want want -> room.want(occupant, want);
      case ClientMessage.Entries entries -> room.entries(occupant, entries.heads());
      case ClientMessage.Group(GroupRequest request) -> room.group(occupant, request);
      case ClientMessage.State state -> room.state(occupant, state.have());
      case ClientMessage.Leave ignored -> {
        over = true;
        room.leave(occupant);
        out.close(1000, "");
      }
    }
  }

  private void cut(SignalFault fault) {
    faults.count(fault);
    over = true;
    out.close(fault.closeCode(), "");
    room.lost(occupant);
  }
}
