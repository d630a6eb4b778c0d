package parley.node.room;

import java.util.function.Consumer;
import parley.node.people.Delegate;
import parley.node.words.Words;
import parley.relay.JoinParameters;
import parley.relay.PeerEvent;
import parley.relay.PeerListener;
import parley.relay.Quality;
import parley.relay.Room;

/**
 * The pages of one room as peers of its relay: what they send, and what they and others are told of
 * it. Owned by the room's thread.
 */
final class PageMedia {
  private final Room relay;
  private final Roster roster;
  private final Consumer<Delegate> tellAll;
  private final Consumer<Occupant> remove;
  private final Consumer<Occupant> await;

  /**
   * No pages yet.
   *
   * @param tellAll tells everybody how somebody stands
   * @param remove puts somebody out whom the relay does not take
   * @param await keeps the seat of somebody whom the relay hears no more
   */
  PageMedia(
      Room relay,
      Roster roster,
      Consumer<Delegate> tellAll,
      Consumer<Occupant> remove,
      Consumer<Occupant> await) {
    this.relay = relay;
    this.roster = roster;
    this.tellAll = tellAll;
    this.remove = remove;
    this.await = await;
  }

  void join(Occupant occupant, ClientMessage.Join join, PeerListener listener) {
    occupant.presence(join.have());
    relay.join(
        new JoinParameters(
            occupant.peer(),
            join.ice(),
            join.dtls(),
            join.codecs(),
            join.extensions(),
            join.send()),
        listener);
    hold(occupant);
  }

  void onEvent(Occupant occupant, PeerEvent event) {
    switch (event) {
      case PeerEvent.Joined joined -> {
        occupant.welcome(
            ServerMessage.joined(
                occupant.peer().value(), joined.reply(), roster.people(occupant.language())));
        roster.tellMarks(occupant);
        show(occupant, Link.CONNECTING);
      }
      case PeerEvent.Refused ignored -> {
        Words words = Words.in(occupant.language());
        occupant.dismiss(new ServerMessage.Refused("media", words.text("room.refused.media")));
        remove.accept(occupant);
      }
      case PeerEvent.Connected ignored -> show(occupant, Link.GOOD);
      case PeerEvent.TrackAdded added ->
          occupant.tell(new ServerMessage.Track(ServerMessage.TrackWire.of(added.track())));
      case PeerEvent.TrackGone gone -> occupant.tell(new ServerMessage.Gone(gone.track().value()));
      case PeerEvent.Wanted(String track, int layers) ->
          occupant.tell(new ServerMessage.Wanted(track, layers));
      case PeerEvent.Measured measured -> measured(occupant, measured.quality());
      case PeerEvent.Left left -> left(occupant, left.cause());
    }
  }

  /** Other causes are this room's own doing, and known. */
  private void left(Occupant occupant, PeerEvent.Cause cause) {
    if (cause == PeerEvent.Cause.LOST) {
      occupant.dismiss(new ServerMessage.Ended(ServerMessage.Ending.LOST));
      await.accept(occupant);
    }
  }

  private void measured(Occupant occupant, Quality quality) {
    occupant.tell(ServerMessage.quality(quality));
    Link link = occupant.link().measured(Math.max(quality.uplinkLoss(), quality.downlinkLoss()));
    if (link != occupant.link()) {
      show(occupant, link);
    }
  }

  void show(Occupant occupant, Presence presence) {
    occupant.presence(presence);
    hold(occupant);
    tellAll.accept(occupant.delegate());
  }

  private void show(Occupant occupant, Link link) {
    occupant.link(link);
    tellAll.accept(occupant.delegate());
  }

  /** What she has switched off does not pass, whatever her browser sends. */
  private void hold(Occupant occupant) {
    relay.hold(occupant.peer(), "microphone", occupant.presence().muted());
    relay.hold(occupant.peer(), "camera", !occupant.presence().camera());
  }
}
