package parley.node.room;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.room.group.GroupLog;
import parley.node.room.group.Later;
import parley.node.room.group.TalkDocuments;
import parley.relay.Room;

/**
 * The rooms of this node's talks, each made when its first person comes. Any thread. Closes its
 * rooms, not the relay.
 */
final class RoomDesk implements AutoCloseable {
  /** How soon somebody whose permission or sign-in has ended is put out. */
  private static final Duration REVIEW = Duration.ofSeconds(15);

  /** Between two looks whether a room still does what it is told. */
  private static final Duration WATCH = Duration.ofSeconds(5);

  /** A command that takes longer hangs: none waits for more than the database or the disk. */
  static final Duration HANGS = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(RoomDesk.class);

  private static final ThreadFactory THREADS = Thread.ofVirtual().name("room-", 0).factory();

  private final Function<String, Room> opener;
  private final Admission admission;
  private final Function<String, GroupLog> logs;
  private final Function<String, TalkDocuments> documents;
  private final Ways ways;
  private final RoomTurn record = new RoomTurn(THREADS);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(THREADS);

  /** Not the timer, which all rooms need: what a room hangs at may hang here too. */
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(THREADS);

  private final Map<String, Opened> rooms = new ConcurrentHashMap<>();

  private record Opened(TalkRoom room, RoomTurn turn) {}

  /**
   * A desk without rooms.
   *
   * @param opener makes a relay's room of the given name
   * @param logs what is kept of a talk's group
   * @param documents what people hand over in a talk's room
   * @param ways finds the lines to other houses
   */
  RoomDesk(
      Function<String, Room> opener,
      Admission admission,
      Function<String, GroupLog> logs,
      Function<String, TalkDocuments> documents,
      Ways ways) {
    this.documents = documents;
    this.ways = ways;
    this.opener = opener;
    this.logs = logs;
    this.admission = admission;
    timer.scheduleWithFixedDelay(
        this::review, REVIEW.toMillis(), REVIEW.toMillis(), TimeUnit.MILLISECONDS);
    watcher.scheduleWithFixedDelay(
        this::watchOn, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void watchOn() {
    try {
      watch(System.nanoTime());
    } catch (RuntimeException e) {
      LOG.error("rooms were not watched", e); // thrown on, it would be the last time
    }
  }

  /**
   * Gives up rooms that hang: their pages are told that the connection is lost, and find a new room
   * when they come back.
   */
  void watch(long nowNanos) {
    rooms.forEach(
        (talk, opened) -> {
          if (opened.turn().busy(nowNanos).compareTo(HANGS) > 0 && rooms.remove(talk, opened)) {
            LOG.error("the room of talk {} hung and is given up{}", talk, opened.turn().where());
            opened.turn().abandon();
            opened.room().abandon();
            THREADS.newThread(() -> reopen(talk)).start();
          }
        });
    if (record.busy(nowNanos).compareTo(HANGS) > 0) {
      LOG.error("what writes comings and goings into dossiers hangs{}", record.where());
    }
  }

  /** On a thread of its own: it may hang as the room before did. */
  private void reopen(String talk) {
    try {
      room(talk).expect(admission.inside().getOrDefault(talk, List.of()));
      room(talk).awaitExpected();
    } catch (RuntimeException e) {
      LOG.error("the room of talk {} waits for nobody", talk, e);
    }
  }

  /** Puts out whoever may no longer be in a room. */
  void review() {
    rooms.values().forEach(each -> each.room().review());
  }

  /** Something in the talk's dossier is new. */
  void dossierChanged(String talk) {
    Opened opened = rooms.get(talk);
    if (opened != null) {
      opened.room().dossierChanged();
    }
  }

  /**
   * Whoever was inside when the node stopped may come back.
   *
   * @param withGroups talks whose group went on when the node stopped
   */
  void goOn(Collection<String> withGroups) {
    Map<String, List<Delegate>> inside = admission.inside();
    Stream.concat(withGroups.stream(), inside.keySet().stream())
        .distinct()
        .forEach(talk -> room(talk).expect(inside.getOrDefault(talk, List.of())));
  }

  /** The node can be reached again; a start on a busy machine may take longer than the grace. */
  void awaitExpected() {
    rooms.values().forEach(each -> each.room().awaitExpected());
  }

  /** Whether she sits in the talk's room now. */
  boolean seats(DelegateId person, String talk) {
    Opened opened = rooms.get(talk);
    return opened != null && opened.room().seats(person);
  }

  /** The rooms that there are by now, by talk. */
  Map<String, TalkRoom> open() {
    return rooms.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().room()));
  }

  /** The room of a talk that exists. */
  TalkRoom room(String talk) {
    return rooms.computeIfAbsent(talk, this::open).room();
  }

  private Opened open(String talk) {
    RoomTurn turn = new RoomTurn(THREADS);
    Later later =
        (delay, command) -> timer.schedule(command, delay.toMillis(), TimeUnit.MILLISECONDS);
    return new Opened(
        new TalkRoom(
            talk,
            opener.apply("talk " + talk),
            admission,
            logs.apply(talk),
            documents.apply(talk),
            ways,
            turn,
            record,
            later),
        turn);
  }

  /** Waits until all that was under way is on record. */
  @Override
  public void close() {
    watcher.shutdownNow();
    timer.shutdownNow();
    rooms.values().forEach(each -> each.room().close());
    rooms.values().forEach(each -> each.turn().close());
    record.close();
  }
}
