package parley.line.session;

import java.util.Optional;
import parley.line.LineIncident;
import parley.line.Parcel;

/** The session that goes on, if any, and what passes in it over whichever link carries it. */
final class Traffic {
  /** An acknowledgement goes at once for so many parcels; else with the next heartbeat. */
  private static final int ACK_EVERY = 32;

  /** How long to wait when a connection has had its share. */
  private static final long PAUSE_NANOS = 20_000_000L;

  /** What a counterpart may not do. */
  record Breach(LineIncident.Kind kind, String detail) {}

  private final Outbox out;
  private Optional<Session> session = Optional.empty();
  private long sessions = Link.NO_SESSION;
  private long pumpNanos = Long.MAX_VALUE;
  private long ackSent;

  Traffic(Outbox out) {
    this.out = out;
  }

  Optional<Frame.Resume> resume() {
    return session.map(Session::resume);
  }

  /** Another session, which this link carries; its number. */
  long begin(Moment now, Link link, Half mine, Half yours) {
    session = Optional.of(new Session(++sessions, mine, yours));
    link.carry(sessions, 0, now.nanos());
    return sessions;
  }

  void end() {
    session = Optional.empty();
  }

  boolean isOn(long number) {
    return session.filter(each -> each.number() == number).isPresent();
  }

  /** Whether the link goes on with the session; only if both hellos spoke of the present one. */
  boolean carryIfResumed(Moment now, Link link, Frame.Hello hello) {
    Optional<Session> ours =
        session.filter(
            each ->
                Frame.Hello.isResumed(link.ours(), hello)
                    && each.mine().equals(link.ours().resume().get().mine()));
    ours.ifPresent(each -> link.carry(each.number(), hello.resume().get().received(), now.nanos()));
    return ours.isPresent();
  }

  long room() {
    return session.filter(Session::isOpen).map(Session::room).orElse(0L);
  }

  /** False if there is no room; dropped if nobody was told of a session yet. */
  boolean send(Moment now, Optional<Link> live, Parcel parcel) {
    Optional<Session> open = session.filter(Session::isOpen);
    boolean isKept = open.isEmpty() || open.get().keep(parcel);
    if (isKept) {
      pump(now, live);
    }
    return isKept;
  }

  void told(long number) {
    session.filter(each -> each.number() == number).ifPresent(Session::open);
  }

  void delivered(Optional<Link> live, long number, long seq) {
    Optional<Session> current = session.filter(each -> each.number() == number);
    current.ifPresent(each -> each.deliver(seq));
    if (current.isPresent() && seq - ackSent >= ACK_EVERY) {
      live.ifPresent(link -> out.send(link.number(), new Frame.Ack(ack())));
    }
  }

  Optional<Breach> data(Link link, Frame.Data data) {
    Optional<Breach> breach = acknowledged(link, data.ack());
    Optional<Session> carried = session.filter(link::carries);
    if (breach.isPresent() || carried.isEmpty() || data.seq() <= carried.get().accepted()) {
      return breach; // else of a session that is over, or had already over another connection
    }
    Session current = carried.get();
    if (data.seq() > current.accepted() + 1) {
      return Optional.of(new Breach(LineIncident.Kind.MALFORMED, "a number was left out"));
    }
    if (!current.accept(data.parcel())) {
      return Optional.of(new Breach(LineIncident.Kind.FLOOD, "more than was acknowledged"));
    }
    out.deliver(current.number(), data.seq(), data.parcel());
    return Optional.empty();
  }

  Optional<Breach> acknowledged(Link link, long ack) {
    return session
        .filter(link::carries)
        .filter(carried -> !carried.acknowledge(ack))
        .map(any -> new Breach(LineIncident.Kind.MALFORMED, "acknowledged what was not sent"));
  }

  /** Sends what the link may have now; the rest at {@link #pumpNanos}. */
  void pump(Moment now, Optional<Link> live) {
    pumpNanos = Long.MAX_VALUE;
    if (live.isEmpty() || session.isEmpty()) {
      return;
    }
    Link link = live.get();
    var next = session.get().after(link.sent());
    while (next.isPresent()) {
      Session.Kept kept = next.get().getValue();
      if (!link.mayPass(now.nanos(), kept.bytes())) {
        pumpNanos = now.nanos() + PAUSE_NANOS;
        return;
      }
      link.sent(next.get().getKey());
      out.send(link.number(), new Frame.Data(link.sent(), ack(), kept.parcel()));
      next = session.get().after(link.sent());
    }
  }

  long pumpNanos() {
    return pumpNanos;
  }

  /** Up to where all was dealt with; the counterpart is told now. */
  long ack() {
    ackSent = session.map(Session::delivered).orElse(0L);
    return ackSent;
  }
}
