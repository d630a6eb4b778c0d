package parley.node.room;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import parley.dossier.chain.Entry;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Head;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.room.group.GroupLog;
import parley.node.room.group.GroupRequest;
import parley.node.room.group.Later;
import parley.node.room.group.TalkDocuments;
import parley.node.room.group.Upward;
import parley.relay.Room;

/**
 * The room of one talk: who is in it, and what each is told. Every method leaves a command for the
 * room's own thread and returns at once, so any thread may call.
 */
final class TalkRoom implements AutoCloseable {
  /** How long a lost page may take to come back; longer shows a still picture longer. */
  static final Duration GRACE = Duration.ofSeconds(10);

  private final String talk;
  private final Room relay;
  private final Admission admission;
  private final Executor turn;
  private final Executor record;
  private final Later later;
  private final Roster roster;
  private final PageMedia media;
  private final RoomGroup group;
  private final FarHouses houses;

  /** Whoever came and has not gone; any thread may look. */
  private final Set<Occupant> pages = ConcurrentHashMap.newKeySet();

  private volatile boolean isAbandoned;

  /**
   * A room for {@code talk}.
   *
   * @param log what is kept of its group
   * @param documents what people hand over in it
   * @param ways finds the lines to other houses
   * @param turn runs commands one after the other
   * @param record runs what writes to the dossier, one after the other
   */
  TalkRoom(
      String talk,
      Room relay,
      Admission admission,
      GroupLog log,
      TalkDocuments documents,
      Ways ways,
      Executor turn,
      Executor record,
      Later later) {
    this.talk = talk;
    this.relay = relay;
    this.admission = admission;
    this.turn = turn;
    this.record = record;
    this.later = later;
    this.roster = new Roster(talk, admission, this::beyond);
    this.media = new PageMedia(relay, roster, this::tellAll, this::remove, this::await);
    Later inTurn = (delay, command) -> later.after(delay, () -> run(command));
    this.houses = new FarHouses(talk, ways, roster, log, documents, inTurn, relay, this::run);
    this.group = houses.group();
    run(
        () -> {
          roster.look();
          houses.review();
        });
  }

  private Optional<Roster.Standing> beyond(RoomPerson person) {
    return houses.standing(person);
  }

  /** One after the other. */
  private void run(Runnable command) {
    turn.execute(
        () -> {
          command.run();
          houses.flush();
        });
  }

  boolean ordersHere() {
    return group.isOrderedHere();
  }

  /** A new session on a line of this talk. */
  void began(Way way) {
    run(() -> houses.began(way));
  }

  /** A line of this talk has a connection, or none any more. */
  void connected(Way way, boolean isConnected) {
    run(() -> houses.connected(way, isConnected));
  }

  /** What the node at the other end of a line says about this room. */
  void received(Way way, CallRecord record) {
    run(
        () -> {
          houses.received(way, record);
          if (record instanceof CallRecord.Up(Upward.Rise rise)) {
            endIfEmpty();
          }
        });
  }

  void join(Occupant occupant, ClientMessage.Join join) {
    pages.add(occupant);
    if (isAbandoned) { // she found the room just before it was given up
      lose(occupant);
      return;
    }
    run(() -> enter(occupant, join));
  }

  void ready(Occupant occupant, ClientMessage.Ready ready) {
    run(() -> ifSeated(occupant, () -> relay.ready(occupant.peer(), ready.tracks())));
  }

  void want(Occupant occupant, ClientMessage.Want want) {
    run(() -> ifSeated(occupant, () -> relay.want(occupant.peer(), want.track(), want.size())));
  }

  void state(Occupant occupant, Presence presence) {
    run(() -> ifSeated(occupant, () -> media.show(occupant, presence)));
  }

  /** Whether she sits here now. */
  boolean seats(DelegateId person) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    run(() -> answer.complete(roster.occupants.containsKey(person)));
    return answer.completeOnTimeout(false, 5, TimeUnit.SECONDS).join();
  }

  void leave(Occupant occupant) {
    pages.remove(occupant);
    run(() -> ifSeated(occupant, () -> remove(occupant)));
  }

  /** Her WebSocket is gone without a word: she keeps her seat for a while. */
  void lost(Occupant occupant) {
    pages.remove(occupant);
    run(() -> ifSeated(occupant, () -> await(occupant)));
  }

  /** She has this of the dossier; the rest, and whatever is new, is for her too. */
  void entries(Occupant occupant, Map<DelegationId, Head> heads) {
    run(
        () ->
            ifSeated(
                occupant,
                () ->
                    EntryFeed.begin(
                        occupant, heads, admission.entries(occupant.delegate(), talk))));
  }

  void group(Occupant occupant, GroupRequest request) {
    run(
        () ->
            ifSeated(
                occupant,
                () -> {
                  group.order().hear(occupant, request);
                  if (request instanceof GroupRequest.Reached reached
                      && group.order().hasKeys(occupant, reached.epoch())) {
                    tellMark(occupant, reached);
                  }
                }));
  }

  /** About documents of the houses beyond lines. */
  void documents(Consumer<FarHouses> what) {
    run(() -> what.accept(houses));
  }

  private void tellMark(Occupant occupant, GroupRequest.Reached reached) {
    ServerMessage.Marked mark =
        new ServerMessage.Marked(
            occupant.person(), reached.generation(), reached.epoch(), reached.mark());
    roster.mark(mark);
    houses.tell(occupant.delegate(), CallRecord.Marked.of(mark));
  }

  private void tellAll(Delegate about) {
    roster.tellAll(about);
    houses.tell(about);
  }

  /** These were inside when the node stopped, and keep their seats until {@link #awaitExpected}. */
  void expect(List<Delegate> inside) {
    run(
        () -> {
          inside.stream()
              .filter(person -> !roster.occupants.containsKey(person.id()))
              .forEach(person -> roster.expected.put(person.id(), person));
          occupy(); // what crosses to other houses is there when they come
          endIfEmpty();
        });
  }

  /** The node can be reached: who is expected and does not come back in a while has left. */
  void awaitExpected() {
    later.after(GRACE, () -> run(this::expectNoLonger));
  }

  private void expectNoLonger() {
    roster.expected.values().forEach(this::putLeavingOnRecord);
    roster.expected.clear();
    occupy();
    endIfEmpty();
  }

  private void occupy() {
    houses.occupied(!roster.isEmpty());
  }

  /** Something in the dossier is new: who may not be here any more is put out at once. */
  void dossierChanged() {
    run(
        () -> {
          roster.look();
          EntryFeed.goOn(roster.occupants.values(), this::entries);
          roster.recount();
          List.copyOf(roster.occupants.values()).forEach(this::judge);
          houses.review();
          endIfEmpty();
        });
  }

  /** As any of them may read it: whom the change puts out may not. */
  private List<Entry> entries() {
    return roster.occupants.values().stream()
        .map(each -> admission.entries(each.delegate(), talk))
        .filter(all -> !all.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** Puts out whoever may no longer be here. */
  void review() {
    run(() -> List.copyOf(roster.occupants.values()).forEach(this::reviewOne));
  }

  /**
   * Its thread hangs: tells the pages, past it, that they have to come again. Nothing here is used
   * any more.
   */
  void abandon() {
    isAbandoned = true;
    pages.forEach(TalkRoom::lose);
    relay.close();
    houses.abandon();
  }

  private static void lose(Occupant page) {
    page.dismiss(new ServerMessage.Ended(ServerMessage.Ending.LOST));
  }

  /** Nobody has left: their pages look for the node by themselves, and find it started again. */
  @Override
  public void close() {
    run(
        () -> {
          roster.occupants.clear();
          relay.close();
        });
  }

  private void enter(Occupant occupant, ClientMessage.Join join) {
    roster.look(); // also people's names may be others by now
    DelegateId id = occupant.delegate().id();
    Occupant before = roster.occupants.put(id, occupant);
    group.order().sit(occupant);
    occupant.devices(admission.devices(occupant.delegate(), talk));
    if (before != null) {
      before.dismiss(new ServerMessage.Ended(ServerMessage.Ending.REPLACED));
      group.order().lose(before);
    } else if (roster.expected.remove(id) == null) {
      record.execute(() -> admission.entered(occupant.delegate(), talk));
    }
    afterRecord(() -> ifSeated(occupant, () -> group.order().putOnRecord(occupant)));
    media.join(
        occupant,
        join,
        event -> run(() -> ifSeated(occupant, () -> media.onEvent(occupant, event))));
    occupy();
  }

  private void await(Occupant occupant) {
    occupant.lose();
    group.order().lose(occupant);
    tellAll(occupant.delegate());
    later.after(GRACE, () -> run(() -> ifSeated(occupant, () -> remove(occupant))));
  }

  private void remove(Occupant occupant) {
    roster.occupants.remove(occupant.delegate().id());
    group.order().lose(occupant);
    relay.leave(occupant.peer());
    putLeavingOnRecord(occupant.delegate());
    tellAll(occupant.delegate());
    occupy();
    endIfEmpty();
  }

  private void putLeavingOnRecord(Delegate person) {
    record.execute(() -> admission.left(person, talk));
    afterRecord(() -> group.order().remove());
  }

  /** Runs after what was put on record by now, and after everybody was told of it. */
  private void afterRecord(Runnable command) {
    record.execute(() -> run(command));
  }

  private void endIfEmpty() {
    if (roster.isEmpty() && houses.isEmpty()) {
      group.order().end();
    }
  }

  private void reviewOne(Occupant occupant) {
    boolean admitted = admission.standing(occupant.delegate(), talk) instanceof Admission.Admitted;
    if (!admitted || !occupant.isStillSignedIn()) {
      putOut(occupant);
    }
  }

  /** By the dossier as it is now; without a device that may hold keys she is not here either. */
  private void judge(Occupant occupant) {
    int before = occupant.devices();
    int now = admission.devices(occupant.delegate(), talk);
    occupant.devices(now);
    boolean isPutOut =
        before > 0 && now == 0
            || !(admission.standing(occupant.delegate(), talk) instanceof Admission.Admitted);
    if (isPutOut) {
      putOut(occupant);
    } else if (now < before) {
      afterRecord(() -> group.order().remove());
    }
  }

  private void putOut(Occupant occupant) {
    occupant.dismiss(new ServerMessage.Ended(ServerMessage.Ending.CLOSED));
    remove(occupant);
  }

  private void ifSeated(Occupant occupant, Runnable command) {
    if (roster.seats(occupant)) {
      command.run();
    }
  }
}
