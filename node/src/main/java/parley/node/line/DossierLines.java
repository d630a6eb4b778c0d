package parley.node.line;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.line.Line;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineListener;
import parley.line.LineLog;
import parley.line.Parcel;
import parley.line.exchange.Exchange;
import parley.line.exchange.Output;
import parley.node.talk.TalkService;
import parley.node.web.Fault;

/**
 * Keeps the dossiers of this node's talks the same as those of its counterparts. It listens to the
 * channel {@link Exchange#CHANNEL}.
 */
public final class DossierLines implements LineListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DossierLines.class);

  private final TalkService talks;
  private final Function<SealPublicKey, Optional<String>> delegations;
  private final SharedTalks shared;
  private final LineLog log;
  private final InstantSource clock;
  private final Map<LineId, End> ends = new ConcurrentHashMap<>();
  private final Set<TalkId> changed = ConcurrentHashMap.newKeySet();

  /** Changes are told on a thread of their own: whoever writes holds the talk meanwhile. */
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("dossiers").factory());

  /**
   * @param delegations the slug of this node's delegation that has this line key
   */
  public DossierLines(
      TalkService talks,
      Function<SealPublicKey, Optional<String>> delegations,
      SharedTalks shared,
      LineLog log,
      InstantSource clock) {
    this.talks = talks;
    this.delegations = delegations;
    this.shared = shared;
    this.log = log;
    this.clock = clock;
    talks.watch(talk -> changed(talk.state().talk()));
    worker.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /** As the invitations of this node's lines say. */
  static SharedTalks shared(NodeLines lines) {
    return new SharedTalks() {
      @Override
      public Set<TalkId> invited(LineId line) {
        return of(line, lines.counterparts()::invited);
      }

      @Override
      public Set<TalkId> expected(LineId line) {
        return of(line, lines.counterparts()::talks);
      }

      private Set<TalkId> of(LineId line, Function<Counterpart, List<TalkId>> talks) {
        return lines
            .counterpart(line)
            .map(counterpart -> Set.copyOf(talks.apply(counterpart)))
            .orElse(Set.of());
      }
    };
  }

  /** A talk is shared on some line from now on, or is not as it was. Any thread. */
  public void changed(TalkId talk) {
    if (changed.add(talk)) {
      try {
        worker.execute(this::tellChanges);
      } catch (RejectedExecutionException closed) {
        LOG.debug("a change comes after the end");
      }
    }
  }

  @Override
  public void began(Line line) {
    end(line).ifPresent(end -> end.run(exchange -> exchange.began(clock.instant())));
  }

  @Override
  public void received(Line line, Parcel parcel) {
    end(line)
        .ifPresent(end -> end.run(exchange -> exchange.received(parcel.text(), clock.instant())));
  }

  private void tellChanges() {
    for (TalkId talk : Set.copyOf(changed)) {
      changed.remove(talk);
      ends.values()
          .forEach(end -> end.attempt(exchange -> exchange.changed(talk, clock.instant())));
    }
  }

  private void tick() {
    ends.values().forEach(end -> end.attempt(exchange -> exchange.tick(clock.instant())));
  }

  /** Empty for a delegation that does not live here any more. */
  private Optional<End> end(Line line) {
    return delegations
        .apply(line.id().own())
        .map(
            delegation -> {
              End end =
                  ends.computeIfAbsent(
                      line.id(),
                      id -> new End(new Exchange(id, ledger(id, delegation), clock.instant())));
              end.line = line;
              return end;
            });
  }

  private TalkLedger ledger(LineId line, String delegation) {
    return new TalkLedger(talks, delegation, line, shared);
  }

  @Override
  public void close() {
    worker.shutdown();
  }

  /** This end of one line; one event at a time. */
  private final class End {
    private final Exchange exchange;
    private volatile Line line;

    End(Exchange exchange) {
      this.exchange = exchange;
    }

    synchronized void run(Function<Exchange, Output> event) {
      Output output = event.apply(exchange);
      output.parcels().forEach(line::send); // first: what counts as sent must be
      output
          .faults()
          .forEach(
              fault -> LOG.error("a dossier could not be exchanged: {}", Fault.describe(fault)));
      output.incidents().forEach(this::note);
    }

    /** A history that cannot be written stops no exchange. */
    private void note(LineIncident incident) {
      try {
        log.incident(incident);
      } catch (RuntimeException fault) {
        LOG.error("an incident of a line could not be noted: {}", Fault.describe(fault));
      }
    }

    /** The same for what no line waits for: one that fails stops no other. */
    void attempt(Function<Exchange, Output> event) {
      try {
        run(event);
      } catch (RuntimeException fault) {
        LOG.error("a line's dossiers could not be looked after: {}", Fault.describe(fault));
      }
    }
  }
}
