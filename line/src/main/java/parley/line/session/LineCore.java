package parley.line.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import parley.line.LineAddress;
import parley.line.LineCause;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineState;
import parley.line.PairingToken;
import parley.line.Parcel;

/**
 * One line: which connection is in use, when to dial, what resumes and what begins anew. Owned by
 * one thread, which also calls {@link #tick} no later than {@link #nextNanos}.
 */
public final class LineCore {
  static final int CALM_MILLIS = 1_000;
  static final int HURRY_MILLIS = 250;

  /** Longest silence. Shorter finds a break sooner, and takes a busy machine for one. */
  static final long SILENCE_NANOS = 3_000_000_000L;

  static final long SILENCE_IN_HURRY_NANOS = 1_000_000_000L;

  /** How long the connection that is not kept may still carry what is under way. */
  static final long RETIRED_NANOS = 2_000_000_000L;

  /** A connection that held so long was refused by nobody: after it dialling starts afresh. */
  static final long STEADY_NANOS = 3_000_000_000L;

  private static final long FIRST_BAN_NANOS = 2_000_000_000L;
  private static final int MAX_BAN_DOUBLINGS = 5;

  /** An acknowledgement goes at once for so many parcels; else with the next heartbeat. */
  private static final int ACK_EVERY = 32;

  private final boolean sortsFirst;
  private final List<LineAddress> announced;
  private final RandomGenerator random;
  private final Outbox out;
  private final Dialling dialling;
  private final Map<Long, Link> links = new TreeMap<>();
  private Optional<Link> live = Optional.empty();
  private Optional<Session> session = Optional.empty();
  private long sessions = Link.NO_SESSION;
  private LineState state = new LineState.NeverConnected();
  private boolean hurry;
  private boolean theyHurry;
  private boolean stopped;
  private Optional<PairingToken> token = Optional.empty();
  private long beatNanos;
  private long pumpNanos = Long.MAX_VALUE;
  private long bannedUntilNanos = Long.MIN_VALUE;
  private int bans;
  private long ackSent;

  public LineCore(
      Moment now, LineId id, List<LineAddress> announced, RandomGenerator random, Outbox out) {
    this.sortsFirst = id.own().x().compareTo(id.counterpart().x()) < 0;
    this.announced = List.copyOf(announced);
    this.random = random;
    this.out = out;
    this.dialling = new Dialling(random, now.nanos());
  }

  /** As it is now; the timing is that of the connection in use. */
  public LineState state() {
    return state instanceof LineState.Connected up
        ? new LineState.Connected(up.since(), live.flatMap(Link::timing))
        : state;
  }

  public long room() {
    return session.filter(Session::isOpen).map(Session::room).orElse(0L);
  }

  /** Both ends of this link have authenticated. */
  public void opened(Moment now, long number, boolean dialled) {
    if (dialled) {
      dialling.opened();
    }
    if (stopped || now.nanos() < bannedUntilNanos) {
      out.close(number);
      ended(now, dialled);
      return;
    }
    Frame.Hello hello =
        new Frame.Hello(
            Half.draw(random),
            session.map(Session::resume),
            now.micros(),
            announced,
            dialled ? token : Optional.empty());
    links.put(number, new Link(now, number, dialled, hello));
    out.send(number, hello);
  }

  /** Dials with this token, until the counterpart has taken it. */
  public void present(Moment now, PairingToken toBeTaken) {
    token = Optional.of(toBeTaken);
    if (live.isPresent()) {
      dialling.begin();
      out.dial();
    }
  }

  public void dialFailed(Moment now) {
    dialling.failed(now.nanos(), isHurried());
  }

  /** The link broke. */
  public void closed(Moment now, long number) {
    Optional.ofNullable(links.get(number)).ifPresent(link -> drop(now, link, LineCause.BROKEN));
  }

  /** Bytes came, though perhaps no whole frame yet. */
  public void heard(Moment now, long number) {
    Optional.ofNullable(links.get(number)).ifPresent(link -> link.heard(now.nanos()));
  }

  public void received(Moment now, long number, Frame frame) {
    Link link = links.get(number);
    if (link == null) {
      return; // closed here before this came
    }
    link.heard(now.nanos());
    if (link.isGreeted() == frame instanceof Frame.Hello && !(frame instanceof Frame.Bye)) {
      violated(now, number, LineIncident.Kind.MALFORMED, "one hello comes first");
      return;
    }
    switch (frame) {
      case Frame.Hello hello -> greeted(now, link, hello);
      case Frame.Data data -> data(now, link, data);
      case Frame.Ack(long ack) -> acknowledged(now, link, ack);
      case Frame.Heartbeat beat -> {
        link.hear(now, beat);
        if (isLive(link)) {
          theyHurry(now, beat.hurry());
        }
        acknowledged(now, link, beat.ack());
      }
      case Frame.Bye(Frame.Farewell why) -> {
        token = token.filter(each -> why != Frame.Farewell.TOKEN_UNKNOWN); // else refused for ever
        drop(now, link, why.cause());
      }
    }
  }

  /** What came over the link is not what a counterpart may send. */
  public void violated(Moment now, long number, LineIncident.Kind kind, String detail) {
    Link link = links.get(number);
    if (link == null) {
      return;
    }
    out.incident(kind, detail);
    bannedUntilNanos = now.nanos() + (FIRST_BAN_NANOS << Math.min(bans++, MAX_BAN_DOUBLINGS));
    session = Optional.empty();
    for (Link each : List.copyOf(links.values())) {
      out.send(each.number(), new Frame.Bye(Frame.Farewell.REFUSED));
      drop(now, each, LineCause.REFUSED_HERE);
    }
  }

  private void greeted(Moment now, Link link, Frame.Hello hello) {
    link.greet(now, hello);
    token = token.filter(each -> link.ours().token().isEmpty());
    if (live.isPresent() && isKept(live.get()) && !isKept(link)) {
      carryIfResumed(now, link, hello);
      link.retire(now.nanos() + RETIRED_NANOS);
      return;
    }
    boolean resumed = Frame.Hello.isResumed(link.ours(), hello);
    if (resumed && !carryIfResumed(now, link, hello)) {
      out.close(link.number()); // another connection has begun a session since our hello
      drop(now, link, LineCause.BROKEN);
      return;
    }
    if (!resumed) {
      session = Optional.of(new Session(++sessions, link.ours().fresh(), hello.fresh()));
      link.carry(sessions, 0, now.nanos());
    }
    use(now, link);
    if (!resumed) {
      out.began(sessions);
    }
    out.moved(hello.addresses());
    pump(now);
  }

  private boolean carryIfResumed(Moment now, Link link, Frame.Hello hello) {
    Optional<Session> ours =
        session.filter(
            each ->
                Frame.Hello.isResumed(link.ours(), hello)
                    && each.mine().equals(link.ours().resume().get().mine()));
    ours.ifPresent(each -> link.carry(each.number(), hello.resume().get().received(), now.nanos()));
    return ours.isPresent();
  }

  /** The rule for two connections at once; of two from the same side the newer is kept. */
  private boolean isKept(Link link) {
    return link.dialled() == sortsFirst;
  }

  private void use(Moment now, Link link) {
    boolean again = live.isPresent();
    live.ifPresent(old -> old.retire(now.nanos() + RETIRED_NANOS));
    live = Optional.of(link);
    theyHurry = false;
    if (!again) {
      state = new LineState.Connected(now.instant(), Optional.empty());
    }
    out.connected(link.number(), again);
    beat(now);
  }

  private void drop(Moment now, Link link, LineCause cause) {
    links.remove(link.number());
    out.close(link.number());
    if (!isLive(link)) {
      ended(now, link.dialled());
      return;
    }
    boolean wasSteady = link.wasSteady(now.nanos());
    bans = wasSteady && cause != LineCause.REFUSED_HERE ? 0 : bans;
    live = Optional.empty();
    theyHurry = false;
    state = new LineState.Interrupted(now.instant(), cause);
    out.interrupted(cause);
    dialling.lost(now.nanos(), wasSteady, hurry);
  }

  private void ended(Moment now, boolean dialled) {
    if (dialled && live.isEmpty()) {
      dialling.lapsed(now.nanos(), hurry);
    }
  }

  private boolean isLive(Link link) {
    return live.filter(each -> each == link).isPresent();
  }

  /** Sends, or drops it as {@link parley.line.Line#send} says. */
  public void send(Moment now, Parcel parcel) {
    Optional<Session> open = session.filter(Session::isOpen);
    if (open.isEmpty()) {
      return;
    }
    if (open.get().keep(parcel)) {
      pump(now);
      return;
    }
    session = Optional.empty();
    live.ifPresent(
        link -> {
          out.send(link.number(), new Frame.Bye(Frame.Farewell.OVERFULL));
          drop(now, link, LineCause.OVERFULL);
        });
  }

  /** The upper layers are being told of this session: from now on what they send belongs to it. */
  public void told(long number) {
    session.filter(each -> each.number() == number).ifPresent(Session::open);
  }

  /** The upper layers have dealt with all up to this number of this session. */
  public void delivered(Moment now, long number, long seq) {
    Optional<Session> current = session.filter(each -> each.number() == number);
    current.ifPresent(each -> each.deliver(seq));
    if (current.isPresent() && seq - ackSent >= ACK_EVERY) {
      live.ifPresent(link -> out.send(link.number(), new Frame.Ack(ack())));
    }
  }

  private void data(Moment now, Link link, Frame.Data data) {
    acknowledged(now, link, data.ack());
    Optional<Session> carried = session.filter(link::carries);
    if (carried.isEmpty() || data.seq() <= carried.get().accepted()) {
      return; // of a session that is over, or had already over another connection
    }
    Session current = carried.get();
    if (data.seq() > current.accepted() + 1) {
      violated(now, link.number(), LineIncident.Kind.MALFORMED, "a number was left out");
      return;
    }
    if (current.accept(data.parcel())) {
      out.deliver(current.number(), data.seq(), data.parcel());
    } else {
      violated(now, link.number(), LineIncident.Kind.FLOOD, "more than was acknowledged");
    }
  }

  private void acknowledged(Moment now, Link link, long ack) {
    Optional<Session> carried = session.filter(link::carries);
    if (carried.isPresent() && !carried.get().acknowledge(ack)) {
      violated(now, link.number(), LineIncident.Kind.MALFORMED, "acknowledged what was not sent");
    }
  }

  private void pump(Moment now) {
    pumpNanos = Long.MAX_VALUE;
    if (live.isEmpty() || session.isEmpty()) {
      return;
    }
    Link link = live.get();
    var next = session.get().after(link.sent());
    while (next.isPresent()) {
      Session.Kept kept = next.get().getValue();
      if (!link.mayPass(now.nanos(), kept.bytes())) {
        pumpNanos = now.nanos() + 20_000_000L;
        return;
      }
      link.sent(next.get().getKey());
      out.send(link.number(), new Frame.Data(link.sent(), ack(), kept.parcel()));
      next = session.get().after(link.sent());
    }
  }

  private long ack() {
    ackSent = session.map(Session::delivered).orElse(0L);
    return ackSent;
  }

  public void hurry(Moment now, boolean wanted) {
    hurry = wanted;
    if (live.isPresent()) {
      beat(now);
    } else if (hurry) {
      dialling.hurry(now.nanos());
    }
  }

  private void theyHurry(Moment now, boolean wanted) {
    boolean wasHurried = isHurried();
    theyHurry = wanted;
    if (wasHurried != isHurried()) {
      beat(now);
    }
  }

  private boolean isHurried() {
    return hurry || theyHurry;
  }

  private void beat(Moment now) {
    Link link = live.orElseThrow();
    int every = isHurried() ? HURRY_MILLIS : CALM_MILLIS;
    beatNanos = now.nanos() + every * 1_000_000L;
    out.send(link.number(), new Frame.Heartbeat(ack(), now.micros(), link.echo(now), hurry, every));
  }

  /** Does what is due. */
  public void tick(Moment now) {
    for (Link link : List.copyOf(links.values())) {
      if (now.nanos() >= link.endNanos()) {
        drop(now, link, LineCause.SILENCE);
      }
    }
    if (stopped) {
      return;
    }
    if (live.isPresent() && now.nanos() >= beatNanos) {
      beat(now);
    }
    if (now.nanos() >= pumpNanos) {
      pump(now);
    }
    if (live.isEmpty() && now.nanos() >= Math.max(dialling.nextNanos(), bannedUntilNanos)) {
      dialling.begin();
      out.dial();
    }
  }

  /** When something will be due. */
  public long nextNanos() {
    long next = pumpNanos;
    for (Link link : links.values()) {
      next = Math.min(next, link.endNanos());
    }
    if (stopped) {
      return next;
    }
    return Math.min(
        next, live.isPresent() ? beatNanos : Math.max(dialling.nextNanos(), bannedUntilNanos));
  }

  /** Says that this side stops, and closes all. */
  public void stop(Moment now) {
    stopped = true;
    for (Link link : List.copyOf(links.values())) {
      out.send(link.number(), new Frame.Bye(Frame.Farewell.STOPPING));
      drop(now, link, LineCause.STOPPED);
    }
  }
}
