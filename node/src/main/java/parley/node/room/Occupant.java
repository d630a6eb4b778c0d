package parley.node.room;

import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import parley.node.people.Delegate;
import parley.node.room.group.GroupNotice;
import parley.node.room.group.Page;
import parley.node.web.SocketOut;
import parley.node.words.Language;
import parley.relay.PeerId;

/**
 * One page of a person in one room: her way out, and how she stands. Owned by the room's thread.
 */
final class Occupant implements Page {
  private final Delegate delegate;
  private final Language language;
  private final SocketOut out;
  private final BooleanSupplier stillSignedIn;
  private Presence presence = Presence.NOTHING;
  private Link link = Link.CONNECTING;
  private volatile boolean reachable = true;
  private boolean welcomed;
  private int devices;
  private OptionalInt entries = OptionalInt.empty();

  Occupant(Delegate delegate, Language language, SocketOut out, BooleanSupplier stillSignedIn) {
    this.delegate = delegate;
    this.language = language;
    this.out = out;
    this.stillSignedIn = stillSignedIn;
  }

  Delegate delegate() {
    return delegate;
  }

  Language language() {
    return language;
  }

  @Override
  public String person() {
    return delegate.id().toString();
  }

  PeerId peer() {
    return new PeerId(delegate.id().toString());
  }

  boolean isStillSignedIn() {
    return stillSignedIn.getAsBoolean();
  }

  Presence presence() {
    return presence;
  }

  void presence(Presence now) {
    presence = now;
  }

  Link link() {
    return link;
  }

  void link(Link now) {
    link = now;
  }

  /** Answers her wish to join; news of others makes sense to her from here on. */
  void welcome(ServerMessage joined) {
    welcomed = true;
    tell(joined);
  }

  boolean isWelcomed() {
    return welcomed;
  }

  @Override
  public void tell(GroupNotice notice) {
    tell(new ServerMessage.Group(notice));
  }

  /** How many live devices she had when last looked at. */
  int devices() {
    return devices;
  }

  void devices(int now) {
    devices = now;
  }

  /** How many of the dossier's entries she has been told, once she asked for them. */
  OptionalInt entries() {
    return entries;
  }

  void entries(int told) {
    entries = OptionalInt.of(told);
  }

  void tell(ServerMessage message) {
    if (reachable) {
      out.send(message.json());
    }
  }

  /** Says a last word and closes her WebSocket. */
  void dismiss(ServerMessage lastWord) {
    tell(lastWord);
    if (reachable) {
      reachable = false;
      out.close(1000, "");
    }
  }

  /** Her WebSocket is gone; she may come back. */
  void lose() {
    reachable = false;
    link = Link.CONNECTING;
  }
}
