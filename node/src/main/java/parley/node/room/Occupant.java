package parley.node.room;

import java.util.function.BooleanSupplier;
import parley.node.people.Delegate;
import parley.node.web.SocketOut;
import parley.node.words.Language;
import parley.relay.PeerId;

/**
 * One page of a person in one room: her way out, and how she stands. Owned by the room's thread.
 */
final class Occupant {
  private final Delegate person;
  private final Language language;
  private final SocketOut out;
  private final BooleanSupplier stillSignedIn;
  private Presence presence = Presence.NOTHING;
  private Link link = Link.CONNECTING;
  private boolean reachable = true;
  private boolean welcomed;

  Occupant(Delegate person, Language language, SocketOut out, BooleanSupplier stillSignedIn) {
    this.person = person;
    this.language = language;
    this.out = out;
    this.stillSignedIn = stillSignedIn;
  }

  Delegate person() {
    return person;
  }

  Language language() {
    return language;
  }

  PeerId peer() {
    return new PeerId(person.id().toString());
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
