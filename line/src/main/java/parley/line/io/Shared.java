package parley.line.io;

import java.util.List;
import java.util.function.Consumer;
import parley.line.LineAddress;
import parley.line.LineBook;
import parley.line.LineId;
import parley.line.LineListener;
import parley.line.LineLog;
import parley.line.PairingRefused;

/** What all lines of a node have in common. */
interface Shared {
  List<LineAddress> announced();

  LineBook book();

  LineLog log();

  /** A connection to the counterpart there, after its handshake. */
  Wire dial(LineId id, LineAddress address) throws PairingRefused;

  /** Calls every listener; whether none of them failed. */
  boolean tell(Consumer<LineListener> call);

  /** Calls the listeners on a channel; whether none of them failed. */
  boolean tell(String channel, Consumer<LineListener> call);
}
