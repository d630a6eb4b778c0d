package parley.relay.io;

import parley.relay.peer.Switchboard;

/** What a command may reach on the media thread. */
public interface MediaLoop {
  /** The peers of this thread. */
  Switchboard switchboard();

  /** Fires {@code duty} from now on. */
  void add(Duty duty);

  /** Fires {@code duty} no more. */
  void remove(Duty duty);
}
