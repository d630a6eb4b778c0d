package parley.node.room;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import parley.relay.CertificateFingerprint;
import parley.relay.HeaderExtensions;
import parley.relay.IceCredentials;
import parley.relay.JoinParameters;
import parley.relay.JoinReply;
import parley.relay.PeerEvent;
import parley.relay.PeerId;
import parley.relay.PeerListener;
import parley.relay.PictureSize;
import parley.relay.Room;
import parley.relay.TrackId;
import parley.relay.TrackOffer;
import parley.relay.TrunkId;
import parley.relay.TrunkListener;
import parley.relay.TrunkParameters;
import parley.relay.TrunkTrack;
import parley.relay.clip.ClipReport;

/** A relay's room that remembers what it was asked and says what a test wants. */
final class RecordedRelay implements Room {
  final List<TrunkParameters> bridged = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  final Map<PeerId, PeerListener> listeners = new LinkedHashMap<>();
  final Map<TrunkId, TrunkListener> trunks = new LinkedHashMap<>();
  boolean answersLater;

  static final JoinReply REPLY =
      new JoinReply(
          new IceCredentials("abcd", "abcdefghijklmnopqrstuv"),
          List.of(new InetSocketAddress("127.0.0.1", 40_000)),
          new CertificateFingerprint("AB:".repeat(31) + "AB"),
          List.of());

  void say(String peer, PeerEvent event) {
    listeners.get(new PeerId(peer)).onEvent(event);
  }

  @Override
  public void join(JoinParameters parameters, PeerListener listener) {
    asked.add("join " + parameters.peer());
    listeners.put(parameters.peer(), listener);
    if (!answersLater) {
      listener.onEvent(new PeerEvent.Joined(REPLY));
    }
  }

  @Override
  public void publish(PeerId peer, HeaderExtensions extensions, List<TrackOffer> send) {
    asked.add("publish " + peer);
  }

  @Override
  public void ready(PeerId peer, List<TrackId> tracks) {
    asked.add("ready " + peer + " " + tracks);
  }

  @Override
  public void want(PeerId peer, TrackId track, PictureSize atMost) {
    asked.add("want " + peer + " " + track + " " + atMost);
  }

  @Override
  public void hold(PeerId peer, String trackName, boolean held) {
    asked.add("hold " + peer + " " + trackName + " " + held);
  }

  @Override
  public void leave(PeerId peer) {
    asked.add("leave " + peer);
  }

  @Override
  public void bridge(TrunkParameters parameters, TrunkListener listener) {
    asked.add("bridge " + parameters.id());
    trunks.put(parameters.id(), listener);
    bridged.add(parameters);
  }

  @Override
  public void offer(TrunkId trunk, List<TrunkTrack> tracks) {
    asked.add("offer " + trunk + " " + tracks.stream().map(TrunkTrack::id).toList());
  }

  @Override
  public void wanted(TrunkId trunk, TrackId track, Set<Integer> layers) {
    asked.add("wanted " + trunk + " " + track + " " + new TreeSet<>(layers));
  }

  @Override
  public void unbridge(TrunkId trunk) {
    asked.add("unbridge " + trunk);
  }

  @Override
  public void play(PeerId as, Duration playing, Consumer<ClipReport> then) {
    asked.add("play " + as);
  }

  @Override
  public void echo(PeerId as) {
    asked.add("echo " + as);
  }

  @Override
  public void close() {
    asked.add("close");
  }
}
