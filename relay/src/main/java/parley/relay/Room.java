package parley.relay;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import parley.relay.clip.ClipReport;

/**
 * A call: everybody in it may receive what everybody else publishes. Any thread may call; each call
 * leaves a command for the media thread that owns the room and returns at once. Commands for a peer
 * that is not in the room do nothing.
 */
public interface Room extends AutoCloseable {

  /** Lets a peer in; the listener first hears {@link PeerEvent.Joined} or a refusal. */
  void join(JoinParameters parameters, PeerListener listener);

  /**
   * Replaces what a peer publishes: tracks whose offer is equal go on, others end, new ones are
   * announced.
   *
   * @param extensions ids as of the peer's newest offer; those that are 0 keep their earlier value
   */
  void publish(PeerId peer, HeaderExtensions extensions, List<TrackOffer> send);

  /** The peer's browser knows these tracks: forwarding starts and key frames are asked for. */
  void ready(PeerId peer, List<TrackId> tracks);

  /** Limits what is sent of one picture to one peer, at once downwards, soon upwards. */
  void want(PeerId peer, TrackId track, PictureSize atMost);

  /** While held, nothing of a peer's own track passes to anybody, whatever its browser sends. */
  void hold(PeerId peer, String trackName, boolean held);

  /** Takes a peer out. */
  void leave(PeerId peer);

  /**
   * Joins this room with its counterpart on another node: each side publishes into the other what
   * its own people publish, and nothing that came by a trunk. Again under the same id: tracks and
   * subscriptions stay, the former transport is used until something authentic came by the new one
   * or two seconds have passed; the listener is replaced and told anew what stands.
   */
  void bridge(TrunkParameters parameters, TrunkListener listener);

  /**
   * What the far side publishes now, each publisher under the name that it shall have here: equal
   * tracks go on, others end, new ones are announced to everybody in the room.
   */
  void offer(TrunkId trunk, List<TrunkTrack> tracks);

  /**
   * The far side has use for these layers of a track of ours, 0 the smallest, and for no others;
   * before it says so none is sent. Sound has one.
   */
  void wanted(TrunkId trunk, TrackId track, Set<Integer> layers);

  /** Ends a trunk, and with it every track that came by it. */
  void unbridge(TrunkId trunk);

  /**
   * Plays the test clip into this room as a peer of its own and compares what somebody sends back;
   * {@code then} hears of it once, on the media thread, two seconds after the end.
   */
  void play(PeerId as, Duration playing, Consumer<ClipReport> then);

  /** Sends back what others play, as a peer of its own, until it leaves. */
  void echo(PeerId as);

  /** Takes everybody out and ends every trunk. */
  @Override
  void close();
}
