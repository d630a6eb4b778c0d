package parley.line.session;

import java.util.List;
import parley.line.LineAddress;
import parley.line.LineCause;
import parley.line.LineIncident;
import parley.line.Parcel;

/** What a line's core asks for. Links and sessions are numbered. */
public interface Outbox {
  /** Dial the counterpart; ends in {@code opened} or {@code dialFailed}. */
  void dial();

  void send(long link, Frame frame);

  /** Close the link after what was sent; no {@code closed} needs to follow. */
  void close(long link);

  /** The link is now the one in use; {@code again} if another was until now. */
  void connected(long link, boolean again);

  /** Another session; the link that carries it is told next. */
  void began(long session);

  void interrupted(LineCause cause);

  void deliver(long session, long seq, Parcel parcel);

  void incident(LineIncident.Kind kind, String detail);

  void moved(List<LineAddress> addresses);
}
