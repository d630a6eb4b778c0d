package parley.relay;

/**
 * What the relay tells about one peer, in order. {@link Joined} or {@link Refused} is the first;
 * {@link Left} is the last.
 */
public sealed interface PeerEvent {

  /** The join was accepted. */
  record Joined(JoinReply reply) implements PeerEvent {}

  /** The join, or a later offer of tracks, was not accepted; {@code reason} is for a log. */
  record Refused(String reason) implements PeerEvent {}

  /** ICE and DTLS are done: media can pass. */
  record Connected() implements PeerEvent {}

  /** Somebody publishes another track; nothing is sent before the peer is ready for it. */
  record TrackAdded(TrackAllotment track) implements PeerEvent {}

  /** A track that this peer was told of has ended. */
  record TrackGone(TrackId track) implements PeerEvent {}

  /**
   * Of one of the peer's own tracks only this many sizes are of use at present, the smallest first.
   * Told of a track that has several; the first time it is announced.
   */
  record Wanted(String trackName, int layers) implements PeerEvent {}

  /** Measured once in a while for as long as the peer is connected. */
  record Measured(Quality quality) implements PeerEvent {}

  /** The peer is no longer in the room. */
  record Left(Cause cause) implements PeerEvent {}

  /** Why a peer is no longer in a room. */
  enum Cause {
    /** It said so. */
    ASKED,
    /** The same person joined again. */
    REPLACED,
    /** Nothing was heard from it for long, or its handshake failed. */
    LOST,
    /** The room or the relay was closed. */
    CLOSED
  }
}
