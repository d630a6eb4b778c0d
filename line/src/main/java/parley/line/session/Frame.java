package parley.line.session;

import java.util.List;
import java.util.Optional;
import parley.line.LineAddress;
import parley.line.LineCause;
import parley.line.PairingToken;
import parley.line.Parcel;

/** What stands in one frame of a connection. Clocks are microseconds since 1970. */
public sealed interface Frame {
  /**
   * The first frame of each direction.
   *
   * @param fresh this side's half of the session's name, if a new one begins
   * @param resume the session that this side could go on with
   * @param addresses where this side listens
   * @param token from an invitation, while this side is not known yet
   */
  record Hello(
      Half fresh,
      Optional<Resume> resume,
      long clock,
      List<LineAddress> addresses,
      Optional<PairingToken> token)
      implements Frame {
    /** Whether both go on with one session; each side computes it from the same two hellos. */
    static boolean isResumed(Hello one, Hello other) {
      return one.resume.isPresent()
          && other.resume.isPresent()
          && one.resume.get().matches(other.resume.get())
          && other.resume.get().matches(one.resume.get());
    }
  }

  /**
   * A session as one side knows it.
   *
   * @param received the last number that it has
   * @param from the first number that it can still send
   */
  record Resume(Half mine, Half yours, long received, long from) {
    boolean matches(Resume theirs) {
      return mine.equals(theirs.yours) && received + 1 >= theirs.from;
    }
  }

  /** A parcel; numbers begin at 1 in each session and direction. */
  record Data(long seq, long ack, Parcel parcel) implements Frame {}

  /** All up to this number was dealt with. */
  record Ack(long ack) implements Frame {}

  /**
   * A sign of life.
   *
   * @param echo the last clock heard from the other side, and how long ago
   * @param hurry whether this side wants both to send them fast
   * @param everyMillis how often this side sends them now
   */
  record Heartbeat(long ack, long clock, Optional<Echo> echo, boolean hurry, int everyMillis)
      implements Frame {}

  /** A clock that was heard and the microseconds since. */
  record Echo(long clock, long held) {}

  /** The last frame of a connection that is closed on purpose. */
  record Bye(Farewell why) implements Frame {}

  /** Why a connection is closed on purpose. */
  enum Farewell {
    STOPPING(LineCause.STOPPED),
    REFUSED(LineCause.REFUSED_THERE),
    TOKEN_UNKNOWN(LineCause.REFUSED_THERE),
    OVERFULL(LineCause.OVERFULL),
    FAILED(LineCause.FAILED_THERE);

    private final LineCause cause;

    Farewell(LineCause cause) {
      this.cause = cause;
    }

    /** What the side that hears it calls the break. */
    LineCause cause() {
      return cause;
    }
  }
}
