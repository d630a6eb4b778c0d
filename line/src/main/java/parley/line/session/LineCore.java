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
import parley.line.Quota;

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

  /** Connections from the counterpart: so many at once, and so many more a second. */
  private static final int MOST_ARRIVALS = 60;

  private static final int ARRIVALS_A_SECOND = 2;

  private final boolean sortsFirst;
  private final List<LineAddress> announced;
  private final RandomGenerator random;
  private final Outbox out;
  private final Dialling dialling;
  private final Map<Long, Link> links = new TreeMap<>();
  private Optional<Link> live = Optional.empty();
  private final Traffic traffic;
  private LineState state = new LineState.NeverConnected();
  private boolean stopped;
  private Optional<PairingToken> token = Optional.empty();
  private final Rhythm rhythm = new Rhythm();
  private final Exclusion exclusion = new Exclusion();
  private final Quota arrivals;

  public LineCore(
      Moment now, LineId id, List<LineAddress> announced, RandomGenerator random, Outbox out) {
    this.sortsFirst = id.own().x().compareTo(id.counterpart().x()) < 0;
    this.announced = List.copyOf(announced);
    this.random = random;
    this.out = out;
    this.traffic = new Traffic(out);
    this.dialling = new Dialling(random, now.nanos());
    this.arrivals = new Quota(MOST_ARRIVALS, ARRIVALS_A_SECOND, now.nanos());
  }

  /** As it is now; the timing is that of the connection in use. */
  public LineState state() {
    return state instanceof LineState.Connected up
        ? new LineState.Connected(up.since(), live.flatMap(Link::timing))
        : state;
  }

  public long room() {
    return traffic.room();
  }

  /** Both ends of this link have authenticated. */
  public void opened(Moment now, long number, boolean dialled) {
    if (dialled) {
      dialling.opened();
    }
    boolean isTooMuch = !dialled && !arrivals.take(now.nanos(), 1);
    if (isTooMuch) {
      out.incident(LineIncident.Kind.FLOOD, "connections one after another");
    }
    if (isTooMuch || stopped || exclusion.lasts(now.nanos())) {
      out.close(number);
      ended(now, dialled);
      return;
    }
    Frame.Hello hello =
        new Frame.Hello(
            Half.draw(random),
            traffic.resume(),
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
    } else {
      dialling.hurry(now.nanos());
    }
  }

  public void dialFailed(Moment now) {
    dialling.failed(now.nanos(), rhythm.isHurried());
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
      case Frame.Data data -> judge(now, link, traffic.data(link, data));
      case Frame.Ack(long ack) -> judge(now, link, traffic.acknowledged(link, ack));
      case Frame.Heartbeat beat -> {
        link.hear(now, beat);
        if (isLive(link) && rhythm.theyHurry(beat.hurry())) {
          beat(now);
        }
        judge(now, link, traffic.acknowledged(link, beat.ack()));
      }
      case Frame.Bye(Frame.Farewell why) -> {
        token = token.filter(each -> why != Frame.Farewell.TOKEN_UNKNOWN); // else refused for ever
        drop(now, link, why.cause());
      }
    }
  }

  private void judge(Moment now, Link link, Optional<Traffic.Breach> breach) {
    breach.ifPresent(each -> violated(now, link.number(), each.kind(), each.detail()));
  }

  /** What came over the link is not what a counterpart may send. */
  public void violated(Moment now, long number, LineIncident.Kind kind, String detail) {
    Link link = links.get(number);
    if (link == null) {
      return;
    }
    out.incident(kind, detail);
    shutOut(now, Frame.Farewell.REFUSED, LineCause.REFUSED_HERE);
  }

  /**
   * The upper layers failed at something of this session, which is lost to them: another begins
   * after a while, in which both sides say all anew. If they fail again, after a longer one.
   */
  public void failed(Moment now, long number) {
    if (traffic.isOn(number)) {
      shutOut(now, Frame.Farewell.FAILED, LineCause.FAILED_HERE);
    }
  }

  private void shutOut(Moment now, Frame.Farewell why, LineCause cause) {
    exclusion.again(now.nanos());
    traffic.end();
    for (Link each : List.copyOf(links.values())) {
      out.send(each.number(), new Frame.Bye(why));
      drop(now, each, cause);
    }
  }

  private void greeted(Moment now, Link link, Frame.Hello hello) {
    link.greet(now, hello);
    token = token.filter(each -> link.ours().token().isEmpty());
    if (live.isPresent() && isKept(live.get()) && !isKept(link)) {
      traffic.carryIfResumed(now, link, hello);
      link.retire(now.nanos() + RETIRED_NANOS);
      return;
    }
    boolean resumed = Frame.Hello.isResumed(link.ours(), hello);
    if (resumed && !traffic.carryIfResumed(now, link, hello)) {
      out.close(link.number()); // another connection has begun a session since our hello
      drop(now, link, LineCause.BROKEN);
      return;
    }
    if (!resumed) {
      out.began(traffic.begin(now, link, link.ours().fresh(), hello.fresh()));
    }
    use(now, link);
    out.moved(hello.addresses());
    traffic.pump(now, live);
  }

  /** The rule for two connections at once; of two from the same side the newer is kept. */
  private boolean isKept(Link link) {
    return link.dialled() == sortsFirst;
  }

  private void use(Moment now, Link link) {
    boolean again = live.isPresent();
    live.ifPresent(old -> old.retire(now.nanos() + RETIRED_NANOS));
    live = Optional.of(link);
    rhythm.theyHurry(false);
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
    if (wasSteady && cause != LineCause.REFUSED_HERE && cause != LineCause.FAILED_HERE) {
      exclusion.forget();
    }
    live = Optional.empty();
    rhythm.theyHurry(false);
    state = new LineState.Interrupted(now.instant(), cause);
    out.interrupted(cause);
    dialling.lost(now.nanos(), wasSteady, rhythm.isOwnHurry());
  }

  private void ended(Moment now, boolean dialled) {
    if (dialled && live.isEmpty()) {
      dialling.lapsed(now.nanos(), rhythm.isOwnHurry());
    }
  }

  private boolean isLive(Link link) {
    return live.filter(each -> each == link).isPresent();
  }

  /** Sends, or drops it as {@link parley.line.Line#send} says. */
  public void send(Moment now, Parcel parcel) {
    if (!traffic.send(now, live, parcel)) {
      traffic.end();
      live.ifPresent(
          link -> {
            out.send(link.number(), new Frame.Bye(Frame.Farewell.OVERFULL));
            drop(now, link, LineCause.OVERFULL);
          });
    }
  }

  /** The upper layers are being told of this session: from now on what they send belongs to it. */
  public void told(long number) {
    traffic.told(number);
  }

  /** The upper layers have dealt with all up to this number of this session. */
  public void delivered(Moment now, long number, long seq) {
    traffic.delivered(live, number, seq);
  }

  public void hurry(Moment now, boolean wanted) {
    rhythm.hurry(wanted);
    if (live.isPresent()) {
      beat(now);
    } else if (wanted) {
      dialling.hurry(now.nanos());
    }
  }

  private void beat(Moment now) {
    Link link = live.orElseThrow();
    int every = rhythm.beat(now.nanos());
    out.send(
        link.number(),
        new Frame.Heartbeat(
            traffic.ack(), now.micros(), link.echo(now), rhythm.isOwnHurry(), every));
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
    if (live.isPresent() && now.nanos() >= rhythm.nextNanos()) {
      beat(now);
    }
    if (now.nanos() >= traffic.pumpNanos()) {
      traffic.pump(now, live);
    }
    if (live.isEmpty() && now.nanos() >= dialNanos()) {
      dialling.begin();
      out.dial();
    }
  }

  /** When something will be due. */
  public long nextNanos() {
    long next = traffic.pumpNanos();
    for (Link link : links.values()) {
      next = Math.min(next, link.endNanos());
    }
    if (stopped) {
      return next;
    }
    return Math.min(next, live.isPresent() ? rhythm.nextNanos() : dialNanos());
  }

  private long dialNanos() {
    return Math.max(dialling.nextNanos(), exclusion.untilNanos());
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
