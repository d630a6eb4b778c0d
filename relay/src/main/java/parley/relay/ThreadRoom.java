package parley.relay;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.relay.clip.ClipReport;
import parley.relay.estimate.FeedbackEstimate;
import parley.relay.io.MediaCommand;
import parley.relay.io.MediaLoop;
import parley.relay.io.MediaThread;
import parley.relay.peer.Channels;
import parley.relay.peer.MediaOutlet;
import parley.relay.peer.MediaSink;
import parley.relay.peer.PeerTransport;

/** The door to a room for other threads: every call becomes a command of the media thread. */
final class ThreadRoom implements Room {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadRoom.class);

  private final String name;
  private final MediaThread thread;
  private final MediaRoom room;
  private final Transports transports = new Transports();

  ThreadRoom(String name, MediaThread thread, RandomGenerator random) {
    this.name = name;
    this.thread = thread;
    room =
        new MediaRoom(
            transports,
            thread.candidates(),
            thread.fingerprint(),
            FeedbackEstimate::new,
            random,
            thread.drops());
    offer(
        (_, loop) -> {
          transports.loop = loop;
          loop.add(room);
        });
  }

  private void offer(MediaCommand command) {
    if (!thread.offer(command)) {
      LOG.warn("room {}: the media thread takes no command", name);
    }
  }

  @Override
  public void join(JoinParameters parameters, PeerListener listener) {
    boolean accepted = thread.offer((now, _) -> room.join(now, parameters, listener));
    if (!accepted) {
      listener.onEvent(new PeerEvent.Refused("the media thread takes no command"));
    }
  }

  @Override
  public void publish(PeerId peer, HeaderExtensions extensions, List<TrackOffer> send) {
    List<TrackOffer> offers = List.copyOf(send);
    offer((_, _) -> room.publish(peer, extensions, offers));
  }

  @Override
  public void ready(PeerId peer, List<TrackId> tracks) {
    List<TrackId> ids = List.copyOf(tracks);
    offer((now, _) -> room.ready(now, peer, ids));
  }

  @Override
  public void want(PeerId peer, TrackId track, PictureSize atMost) {
    offer((now, _) -> room.want(now, peer, track, atMost));
  }

  @Override
  public void hold(PeerId peer, String trackName, boolean held) {
    offer((_, _) -> room.hold(peer, trackName, held));
  }

  @Override
  public void leave(PeerId peer) {
    offer((now, _) -> room.leave(now, peer, PeerEvent.Cause.ASKED));
  }

  @Override
  public void bridge(TrunkParameters parameters, TrunkListener listener) {
    boolean accepted = thread.offer((now, _) -> room.bridge(now, parameters, listener));
    if (!accepted) {
      listener.onEvent(new TrunkEvent.Refused("the media thread takes no command"));
    }
  }

  @Override
  public void offer(TrunkId trunk, List<TrunkTrack> tracks) {
    List<TrunkTrack> offered = List.copyOf(tracks);
    offer((_, _) -> room.offer(trunk, offered));
  }

  @Override
  public void wanted(TrunkId trunk, TrackId track, Set<Integer> layers) {
    int mask = TrunkTrack.mask(layers);
    offer((now, _) -> room.wanted(now, trunk, track, mask));
  }

  @Override
  public void unbridge(TrunkId trunk) {
    offer((_, _) -> room.unbridge(trunk));
  }

  @Override
  public void play(PeerId as, Duration playing, Consumer<ClipReport> then) {
    offer(
        (now, loop) -> {
          ClipPlaying clip = new ClipPlaying(room, as, playing);
          loop.add(clip);
          clip.begin(
              now,
              report -> {
                loop.remove(clip);
                then.accept(report);
              });
        });
  }

  @Override
  public void echo(PeerId as) {
    offer((now, _) -> new ClipEcho(room, as).begin(now));
  }

  @Override
  public void close() {
    offer(
        (now, loop) -> {
          room.close(now);
          loop.remove(room);
        });
  }

  /** Opens real transports. Media thread only. */
  private static final class Transports implements TransportOpener {
    private MediaLoop loop;

    @Override
    public Opened open(long nowNanos, JoinParameters parameters, MediaSink sink) {
      PeerTransport transport =
          loop.switchboard().open(nowNanos, parameters.ice(), parameters.dtls(), sink);
      return new Opened(transport.localCredentials(), new Lease(transport));
    }

    @Override
    public Channels channels() {
      return loop.switchboard().channels();
    }
  }

  private record Lease(PeerTransport transport) implements TransportLease {
    @Override
    public MediaOutlet outlet() {
      return transport;
    }

    @Override
    public void close(long nowNanos) {
      transport.close(nowNanos);
    }
  }
}
