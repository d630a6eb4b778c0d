package parley.node.line;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.dossier.model.SealPublicKey;
import parley.line.LineCause;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineLog;
import parley.line.Quota;
import parley.node.line.LineEvent.Kind;
import parley.node.storage.Database;
import parley.node.words.Slug;

/**
 * What happened on this node's lines, in the database: the latest of each. Any thread; what cannot
 * be written is lost, and the line goes on.
 */
public final class LineHistory implements LineLog {
  /**
   * Most events of one line. More would show older breaks; a line that flaps adds two at a time.
   */
  static final int MOST = 10_000;

  /**
   * Most incidents of strangers that are written at once: anybody on the network can cause them.
   */
  static final int MOST_OF_STRANGERS = 30;

  /** Of one kind on one line: they repeat themselves. */
  static final int MOST_OF_A_KIND = 20;

  private static final double OF_STRANGERS_A_SECOND = 0.5;
  private static final double OF_A_KIND_A_SECOND = 1.0 / 300;

  private static final Logger LOG = LoggerFactory.getLogger(LineHistory.class);
  private static final String NOBODY = "";

  /** Beside the causes of {@link LineCause}: this very node ended. */
  private static final String ENDED_HERE = "ended-here";

  private final Database database;
  private final Function<SealPublicKey, Optional<String>> delegations;
  private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();

  /** What is left to be written of incidents, by delegation, line and kind. */
  private final Map<List<String>, Room> rooms = new HashMap<>();

  /** How much may be written of one kind of incident, and how many were left out. */
  private static final class Room {
    final Quota quota;
    int leftOut;

    Room(Quota quota) {
      this.quota = quota;
    }
  }

  /**
   * @param delegations whose line key this is, of this node's
   */
  public LineHistory(Database database, Function<SealPublicKey, Optional<String>> delegations) {
    this.database = database;
    this.delegations = delegations;
  }

  /** Calls {@code watcher} with the delegation whose line it is; empty for what a stranger did. */
  void watch(Consumer<String> watcher) {
    watchers.add(watcher);
  }

  @Override
  public void up(LineId line, Instant at) {
    add(line, new LineEvent(at, Kind.UP, "", ""));
  }

  @Override
  public void down(LineId line, Instant at, LineCause cause) {
    add(line, new LineEvent(at, Kind.DOWN, Slug.of(cause), ""));
  }

  @Override
  public void incident(LineIncident incident) {
    String from = incident.remote().map(remote -> remote.getHostAddress() + ": ").orElse("");
    LineEvent event =
        new LineEvent(
            incident.at(), Kind.INCIDENT, Slug.of(incident.kind()), from + incident.detail());
    Optional<String> delegation = incident.line().flatMap(line -> delegations.apply(line.own()));
    if (incident.line().isEmpty()) {
      addIfRoom(NOBODY, NOBODY, event);
    } else if (delegation.isPresent()) {
      addIfRoom(delegation.get(), incident.line().get().counterpart().x(), event);
    }
  }

  /** Incidents come as often as somebody likes; the next that is written counts those left out. */
  private void addIfRoom(String delegation, String key, LineEvent event) {
    int leftOut;
    synchronized (rooms) {
      boolean isStranger = delegation.equals(NOBODY);
      Room room =
          rooms.computeIfAbsent(
              isStranger ? List.of() : List.of(delegation, key, event.what()),
              any -> new Room(quota(isStranger, event.at())));
      if (!room.quota.take(event.at())) {
        room.leftOut++;
        return;
      }
      leftOut = room.leftOut;
      room.leftOut = 0;
    }
    String more = leftOut == 0 ? "" : " (and " + leftOut + " before it that are not listed)";
    add(
        delegation,
        key,
        new LineEvent(event.at(), event.kind(), event.what(), event.detail() + more));
  }

  private static Quota quota(boolean isStranger, Instant now) {
    return isStranger
        ? new Quota(MOST_OF_STRANGERS, OF_STRANGERS_A_SECOND, now)
        : new Quota(MOST_OF_A_KIND, OF_A_KIND_A_SECOND, now);
  }

  /** The addresses of a counterpart are others now; {@code who} changed them. */
  void moved(Counterpart counterpart, Instant at, String who) {
    add(
        counterpart.delegation(),
        counterpart.key().x(),
        new LineEvent(at, Kind.MOVED, who, String.join(", ", counterpart.addresses())));
  }

  /** Notes that this node runs. */
  void alive(Instant at) {
    try {
      database.write(
          handle ->
              handle.execute(
                  "insert into line_alive (only_row, at) values (1, ?) on conflict do update set at = excluded.at",
                  at.toEpochMilli()));
    } catch (RuntimeException notWritten) {
      LOG.error("a sign of life was not written: {}", notWritten.getClass().getSimpleName());
    }
  }

  /**
   * This node begins to keep the line up. If it died while the line was up, the line was down from
   * the last sign of life.
   */
  void started(Counterpart counterpart, Instant at) {
    Optional<Instant> end =
        lastTurn(counterpart)
            .filter(turn -> turn.kind() == Kind.UP)
            .flatMap(turn -> lastAlive().map(alive -> later(alive, turn.at())));
    end.ifPresent(
        when ->
            add(
                counterpart.delegation(),
                counterpart.key().x(),
                new LineEvent(when, Kind.DOWN, ENDED_HERE, "")));
    add(counterpart.delegation(), counterpart.key().x(), new LineEvent(at, Kind.STARTED, "", ""));
  }

  /** The line was tried from end to end. */
  public void tested(LineId line, Instant at, boolean passed, String detail) {
    add(line, new LineEvent(at, Kind.TESTED, passed ? "passed" : "failed", detail));
  }

  /** The latest events of a line, newest first. */
  public List<LineEvent> latest(Counterpart counterpart, int most) {
    return latest(counterpart.delegation(), counterpart.key().x(), most);
  }

  /** The latest of what strangers did, newest first. */
  List<LineEvent> ofStrangers(int most) {
    return latest(NOBODY, NOBODY, most);
  }

  /** When the line last came up or went down, in this run of the node or before. */
  Optional<LineEvent> lastTurn(Counterpart counterpart) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select * from line_event where delegation = ? and line_key = ? and kind in ('up', 'down')
                    order by place desc limit 1""")
                .bind(0, counterpart.delegation())
                .bind(1, counterpart.key().x())
                .map((row, context) -> event(row))
                .findOne());
  }

  private Optional<Instant> lastAlive() {
    return database.read(
        handle ->
            handle
                .createQuery("select at from line_alive")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private List<LineEvent> latest(String delegation, String key, int most) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select * from line_event where delegation = ? and line_key = ?
                    order by place desc limit ?""")
                .bind(0, delegation)
                .bind(1, key)
                .bind(2, most)
                .map((row, context) -> event(row))
                .list());
  }

  private void add(LineId line, LineEvent event) {
    delegations
        .apply(line.own())
        .ifPresent(delegation -> add(delegation, line.counterpart().x(), event));
  }

  private void add(String delegation, String key, LineEvent event) {
    try {
      database.write(handle -> add(handle, delegation, key, event));
      watchers.forEach(watcher -> watcher.accept(delegation));
    } catch (RuntimeException notWritten) {
      LOG.error("an event of a line was not written: {}", notWritten.getClass().getSimpleName());
    }
  }

  private static int add(Handle handle, String delegation, String key, LineEvent event) {
    handle.execute(
        "insert into line_event (delegation, line_key, at, kind, what, detail) values (?, ?, ?, ?, ?, ?)",
        delegation,
        key,
        event.at().toEpochMilli(),
        Slug.of(event.kind()),
        event.what(),
        event.detail());
    return handle.execute(
        """
        delete from line_event where delegation = ? and line_key = ? and place <= (
          select place from line_event where delegation = ? and line_key = ?
          order by place desc limit 1 offset ?)""",
        delegation,
        key,
        delegation,
        key,
        MOST);
  }

  private static LineEvent event(ResultSet row) throws SQLException {
    return new LineEvent(
        Instant.ofEpochMilli(row.getLong("at")),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("what"),
        row.getString("detail"));
  }
}
