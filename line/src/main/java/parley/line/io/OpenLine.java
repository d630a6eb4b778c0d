package parley.line.io;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.line.Line;
import parley.line.LineAddress;
import parley.line.LineCause;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineKeying;
import parley.line.LineState;
import parley.line.PairingRefused;
import parley.line.PairingToken;
import parley.line.Parcel;
import parley.line.session.Frame;
import parley.line.session.LineCore;
import parley.line.session.Moment;
import parley.line.session.Outbox;

/**
 * A line with its thread, which alone touches the core; others leave it commands. A second thread
 * tells the upper layers.
 */
final class OpenLine implements Line, Wire.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(OpenLine.class);

  private final LineId id;
  private final Shared shared;
  private final LinkedBlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
  private final Map<Long, Wire> wires = new ConcurrentHashMap<>();
  private final Calls calls = new Calls();
  private final LineCore core;
  private final Thread thread;
  private volatile List<LineAddress> addresses;
  private volatile LineState state = new LineState.NeverConnected();
  private volatile long room;
  private volatile Optional<LineKeying> keying = Optional.empty();
  private volatile Optional<Pairing> pairing = Optional.empty();
  private long session; // the line's thread only
  private int dials; // the dialling thread only, of which there is one at a time
  private volatile boolean ended;

  OpenLine(LineId id, List<LineAddress> addresses, Shared shared) {
    this.id = id;
    this.addresses = List.copyOf(addresses);
    this.shared = shared;
    this.core =
        new LineCore(LineClock.now(), id, shared.announced(), new SecureRandom(), new Effects());
    this.thread = Thread.ofVirtual().name("line").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!ended) {
      try {
        long wait = core.nextNanos() - LineClock.nanos();
        Runnable command = commands.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
        if (command != null) {
          command.run();
        }
        if (calls.isHanging(LineClock.nanos())) {
          core.failed(LineClock.now(), session); // nobody takes in what comes: both sides see it
        }
        if (core.nextNanos() <= LineClock.nanos()) { // also while one command follows another
          core.tick(LineClock.now());
        }
        state = core.state();
        room = core.room();
      } catch (InterruptedException e) {
        ended = true;
      } catch (RuntimeException e) {
        LOG.error("a line's core failed: {}", Fault.describe(e));
      }
    }
    wires.values().forEach(Wire::close); // whatever came while it ended
  }

  // ------------------------------------------------------------------ for upper layers

  @Override
  public LineId id() {
    return id;
  }

  @Override
  public void send(Parcel parcel) {
    commands.add(() -> core.send(LineClock.now(), parcel));
  }

  @Override
  public long room() {
    return room;
  }

  @Override
  public LineState state() {
    return state;
  }

  @Override
  public Optional<LineKeying> keying() {
    return keying;
  }

  @Override
  public void hurry(boolean wanted) {
    commands.add(() -> core.hurry(LineClock.now(), wanted));
  }

  @Override
  public String toString() {
    return "Line[" + id.counterpart().thumbprint() + "]";
  }

  // ------------------------------------------------------------------ for whoever opened it

  void addresses(List<LineAddress> told) {
    if (!told.isEmpty()) {
      addresses = List.copyOf(told);
    }
  }

  /** Dials with the token; the pairing learns how it went. */
  void present(PairingToken token, Pairing asked) {
    pairing = Optional.of(asked);
    commands.add(() -> core.present(LineClock.now(), token));
  }

  /** A connection that came in, and the hello that came with it. */
  void adopt(Wire wire, Frame.Hello hello) {
    open(wire, () -> core.received(LineClock.now(), wire.number(), hello));
  }

  private void open(Wire wire, Runnable then) {
    wires.put(wire.number(), wire);
    commands.add(
        () -> {
          core.opened(LineClock.now(), wire.number(), wire.dialled());
          then.run();
          wire.start(this);
        });
    if (ended) {
      wire.close();
    }
  }

  void end() {
    commands.add(
        () -> {
          core.stop(LineClock.now());
          calls.end();
          ended = true;
        });
  }

  void join(long millis) throws InterruptedException {
    if (Thread.currentThread() != thread) {
      thread.join(millis);
    }
    calls.join(millis);
  }

  // ------------------------------------------------------------------ from wires

  @Override
  public void heard(Wire wire) {
    commands.add(() -> core.heard(LineClock.now(), wire.number()));
  }

  @Override
  public void received(Wire wire, Frame frame) {
    commands.add(() -> core.received(LineClock.now(), wire.number(), frame));
    if (wire.bearsToken()) {
      pairing.ifPresent(each -> each.heard(frame)); // after it: the next may be asked for at once
    }
  }

  @Override
  public void violated(Wire wire, LineIncident.Kind kind, String detail) {
    commands.add(() -> core.violated(LineClock.now(), wire.number(), kind, detail));
  }

  @Override
  public void closed(Wire wire) {
    commands.add(() -> core.closed(LineClock.now(), wire.number()));
  }

  private void dialNext() {
    List<LineAddress> all = addresses;
    try {
      if (all.isEmpty()) {
        throw new PairingRefused(PairingRefused.Why.UNREACHABLE);
      }
      open(shared.dial(id, all.get(dials++ % all.size())), () -> {});
    } catch (PairingRefused e) {
      pairing.ifPresent(each -> each.failed(e.why(), all.size()));
      commands.add(() -> core.dialFailed(LineClock.now()));
    } catch (RuntimeException e) {
      LOG.error("our bug, at dialling: {}", Fault.describe(e));
      commands.add(() -> core.dialFailed(LineClock.now()));
    }
  }

  /** What the core asks for, on the line's thread. */
  private final class Effects implements Outbox {
    @Override
    public void dial() {
      Thread.startVirtualThread(OpenLine.this::dialNext);
    }

    @Override
    public void send(long link, Frame frame) {
      Optional.ofNullable(wires.get(link)).ifPresent(wire -> wire.send(frame));
    }

    @Override
    public void close(long link) {
      Optional.ofNullable(wires.remove(link)).ifPresent(Wire::close);
    }

    @Override
    public void connected(long link, boolean again) {
      Wire wire = wires.get(link);
      keying = Optional.of(wire);
      state = core.state();
      Moment now = LineClock.now();
      calls.add(
          () -> {
            shared.tell(each -> each.connected(OpenLine.this, wire));
            if (!again) { // writing takes its time, and whoever is in a call waits
              shared.log().up(id, now.instant());
            }
          });
    }

    @Override
    public void began(long session) {
      keying = Optional.empty();
      OpenLine.this.session = session;
      calls.begin(
          () -> {
            commands.add(() -> core.told(session));
            if (!shared.tell(each -> each.began(OpenLine.this))) {
              commands.add(() -> core.failed(LineClock.now(), session));
            }
          });
    }

    @Override
    public void interrupted(LineCause cause) {
      keying = Optional.empty();
      state = core.state();
      Moment now = LineClock.now();
      calls.add(
          () -> {
            shared.tell(each -> each.interrupted(OpenLine.this, cause));
            shared.log().down(id, now.instant(), cause);
          });
    }

    @Override
    public void deliver(long session, long seq, Parcel parcel) {
      calls.add(
          session,
          () -> {
            boolean isDone =
                shared.tell(parcel.channel(), each -> each.received(OpenLine.this, parcel));
            commands.add(
                isDone
                    ? () -> core.delivered(LineClock.now(), session, seq)
                    : () -> core.failed(LineClock.now(), session));
          });
    }

    @Override
    public void incident(LineIncident.Kind kind, String detail) {
      var incident =
          new LineIncident(
              kind,
              LineClock.now().instant(),
              Optional.of(id),
              keying.map(LineKeying::remote),
              detail);
      calls.add(() -> shared.log().incident(incident));
    }

    @Override
    public void moved(List<LineAddress> told) {
      if (!told.isEmpty() && !told.equals(addresses)) {
        addresses = List.copyOf(told);
        calls.add(() -> shared.book().moved(id, told));
      }
    }
  }
}
