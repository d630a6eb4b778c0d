package parley.node.room;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.words.Language;
import parley.node.words.Words;
import parley.relay.JoinParameters;
import parley.relay.PeerEvent;
import parley.relay.Quality;
import parley.relay.Room;

/**
 * The room of one talk: who is in it, and what each is told. Every method leaves a command for the
 * room's own thread and returns at once, so any thread may call.
 */
final class TalkRoom implements AutoCloseable {
  /**
   * How long a lost page may take to come back before she is said to have left. Longer shows a
   * still picture longer.
   */
  static final Duration GRACE = Duration.ofSeconds(10);

  private final String talk;
  private final Room relay;
  private final Admission admission;
  private final Executor turn;
  private final Executor record;
  private final Later later;
  private final Map<DelegateId, Occupant> occupants = new LinkedHashMap<>();
  private final Map<DelegateId, Integer> devices = new HashMap<>();

  /**
   * Runs something after a while; nobody can take it back, so what runs must look whether it still
   * applies.
   */
  @FunctionalInterface
  interface Later {
    void after(Duration delay, Runnable command);
  }

  /**
   * A room for {@code talk}.
   *
   * @param turn runs commands one after the other
   * @param record runs what writes to the dossier, one after the other
   */
  TalkRoom(
      String talk, Room relay, Admission admission, Executor turn, Executor record, Later later) {
    this.talk = talk;
    this.relay = relay;
    this.admission = admission;
    this.turn = turn;
    this.record = record;
    this.later = later;
  }

  void join(Occupant occupant, ClientMessage.Join join) {
    turn.execute(() -> enter(occupant, join));
  }

  void ready(Occupant occupant, ClientMessage.Ready ready) {
    turn.execute(() -> ifSeated(occupant, () -> relay.ready(occupant.peer(), ready.tracks())));
  }

  void want(Occupant occupant, ClientMessage.Want want) {
    turn.execute(
        () -> ifSeated(occupant, () -> relay.want(occupant.peer(), want.track(), want.size())));
  }

  void state(Occupant occupant, Presence presence) {
    turn.execute(() -> ifSeated(occupant, () -> show(occupant, presence)));
  }

  void leave(Occupant occupant) {
    turn.execute(() -> ifSeated(occupant, () -> remove(occupant)));
  }

  /** Her WebSocket is gone without a word: she keeps her seat for a while. */
  void lost(Occupant occupant) {
    turn.execute(() -> ifSeated(occupant, () -> await(occupant)));
  }

  /** Shows everybody how many devices each has, when that may have changed. */
  void recount() {
    turn.execute(
        () ->
            occupants.values().stream()
                .findFirst()
                .map(this::admitted)
                .orElse(List.of())
                .forEach(this::recount));
  }

  /** Puts out whoever may no longer be here. */
  void review() {
    turn.execute(() -> List.copyOf(occupants.values()).forEach(this::reviewOne));
  }

  /**
   * Puts on record that everybody left, since the node stops. Their pages look for the node by
   * themselves.
   */
  @Override
  public void close() {
    turn.execute(
        () -> {
          for (Occupant each : occupants.values()) {
            record.execute(() -> admission.left(each.person(), talk));
          }
          occupants.clear();
          relay.close();
        });
  }

  private void enter(Occupant occupant, ClientMessage.Join join) {
    DelegateId id = occupant.person().id();
    Occupant before = occupants.put(id, occupant);
    if (before != null) {
      before.dismiss(new ServerMessage.Ended(ServerMessage.Ending.REPLACED));
    } else {
      record.execute(() -> admission.entered(occupant.person(), talk));
    }
    occupant.presence(join.have());
    relay.join(
        new JoinParameters(
            occupant.peer(),
            join.ice(),
            join.dtls(),
            join.codecs(),
            join.extensions(),
            join.send()),
        event -> turn.execute(() -> ifSeated(occupant, () -> onEvent(occupant, event))));
    hold(occupant);
  }

  private void onEvent(Occupant occupant, PeerEvent event) {
    switch (event) {
      case PeerEvent.Joined joined -> {
        occupant.welcome(
            ServerMessage.joined(occupant.peer().value(), joined.reply(), roster(occupant)));
        show(occupant, Link.CONNECTING);
      }
      case PeerEvent.Refused ignored -> {
        occupant.dismiss(refusal(occupant.language()));
        remove(occupant);
      }
      case PeerEvent.Connected ignored -> show(occupant, Link.GOOD);
      case PeerEvent.TrackAdded added ->
          occupant.tell(new ServerMessage.Track(ServerMessage.TrackWire.of(added.track())));
      case PeerEvent.TrackGone gone -> occupant.tell(new ServerMessage.Gone(gone.track().value()));
      case PeerEvent.Measured measured -> measured(occupant, measured.quality());
      case PeerEvent.Left left -> left(occupant, left.cause());
    }
  }

  /** Other causes are this room's own doing, and known. */
  private void left(Occupant occupant, PeerEvent.Cause cause) {
    if (cause == PeerEvent.Cause.LOST) {
      occupant.dismiss(new ServerMessage.Ended(ServerMessage.Ending.LOST));
      await(occupant);
    }
  }

  private void measured(Occupant occupant, Quality quality) {
    occupant.tell(ServerMessage.quality(quality));
    Link link = occupant.link().measured(Math.max(quality.uplinkLoss(), quality.downlinkLoss()));
    if (link != occupant.link()) {
      show(occupant, link);
    }
  }

  private void await(Occupant occupant) {
    occupant.lose();
    tellAll(occupant.person());
    later.after(GRACE, () -> turn.execute(() -> ifSeated(occupant, () -> remove(occupant))));
  }

  private void remove(Occupant occupant) {
    occupants.remove(occupant.person().id());
    relay.leave(occupant.peer());
    record.execute(() -> admission.left(occupant.person(), talk));
    tellAll(occupant.person());
  }

  private void reviewOne(Occupant occupant) {
    boolean admitted = admission.standing(occupant.person(), talk) instanceof Admission.Admitted;
    if (!admitted || !occupant.isStillSignedIn()) {
      occupant.dismiss(new ServerMessage.Ended(ServerMessage.Ending.CLOSED));
      remove(occupant);
    }
  }

  private void show(Occupant occupant, Presence presence) {
    occupant.presence(presence);
    hold(occupant);
    tellAll(occupant.person());
  }

  private void show(Occupant occupant, Link link) {
    occupant.link(link);
    tellAll(occupant.person());
  }

  /** What she has switched off does not pass, whatever her browser sends. */
  private void hold(Occupant occupant) {
    relay.hold(occupant.peer(), "microphone", occupant.presence().muted());
    relay.hold(occupant.peer(), "camera", !occupant.presence().camera());
  }

  private void tellAll(Delegate about) {
    for (Occupant each : occupants.values()) {
      if (each.isWelcomed()) {
        each.tell(new ServerMessage.Person(describe(about, each.language())));
      }
    }
  }

  private void recount(Delegate person) {
    int now = admission.devices(person, talk);
    Integer before = devices.put(person.id(), now);
    if (before == null || before != now) {
      tellAll(person);
    }
  }

  private List<ServerMessage.PersonWire> roster(Occupant reader) {
    return admitted(reader).stream().map(person -> describe(person, reader.language())).toList();
  }

  private List<Delegate> admitted(Occupant reader) {
    return switch (admission.standing(reader.person(), talk)) {
      case Admission.Admitted(var delegations, var people) -> people;
      case Admission.Outside ignored -> List.of();
      case Admission.Stranger ignored -> List.of();
    };
  }

  private ServerMessage.PersonWire describe(Delegate person, Language language) {
    Occupant occupant = occupants.get(person.id());
    Presence presence = occupant == null ? Presence.NOTHING : occupant.presence();
    Link link = occupant == null ? Link.AWAY : occupant.link();
    return new ServerMessage.PersonWire(
        person.id().toString(),
        person.name(language),
        person.delegation().id(),
        person.roles().stream().min(Enum::compareTo).map(role -> role.word()).orElse(""),
        person.language().tag(),
        presence.microphone(),
        presence.camera(),
        presence.muted(),
        link.word(),
        admission.devices(person, talk));
  }

  private static ServerMessage.Refused refusal(Language language) {
    return new ServerMessage.Refused("media", Words.in(language).text("room.refused.media"));
  }

  private void ifSeated(Occupant occupant, Runnable command) {
    if (occupants.get(occupant.person().id()) == occupant) {
      command.run();
    }
  }
}
