package parley.relay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import parley.relay.forward.DownFormat;
import parley.relay.forward.DownTrack;
import parley.relay.forward.Outbound;
import parley.relay.peer.MediaOutlet;
import parley.relay.wire.DropCounters;

/** What one peer receives. Media thread only. */
final class Subscriber {
  private final JoinParameters parameters;
  private final RandomGenerator random;
  private final Outbound outbound;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Set<Integer> usedSsrcs = new HashSet<>();

  Subscriber(
      JoinParameters parameters, MediaOutlet outlet, RandomGenerator random, DropCounters drops) {
    this.parameters = parameters;
    this.random = random;
    outbound = new Outbound(outlet, drops);
  }

  /** Gives this peer SSRCs for a track; nothing of it is sent before {@link #ready}. */
  TrackAllotment subscribe(Publication publication) {
    boolean video = publication.offer().kind() == MediaKind.VIDEO;
    int ssrc = newSsrc();
    int rtxSsrc = video && parameters.codecs().rtx() != 0 ? newSsrc() : 0;
    HeaderExtensions extensions = parameters.extensions();
    DownFormat format =
        new DownFormat(
            ssrc,
            rtxSsrc,
            video ? parameters.codecs().vp8() : parameters.codecs().opus(),
            parameters.codecs().rtx(),
            video ? extensions.transportSequence() : extensions.audioTransportSequence(),
            publication.publisher().canonicalName());
    DownTrack downTrack =
        new DownTrack(publication.track(), format, outbound, random.nextInt(), random.nextInt());
    TrackAllotment allotment =
        new TrackAllotment(
            publication.id(),
            publication.publisher().id(),
            publication.offer().name(),
            publication.offer().kind(),
            Integer.toUnsignedLong(ssrc),
            Integer.toUnsignedLong(rtxSsrc));
    subscriptions.add(new Subscription(allotment, downTrack));
    publication.track().add(downTrack);
    return allotment;
  }

  private int newSsrc() {
    int ssrc = random.nextInt();
    while (ssrc == 0 || !usedSsrcs.add(ssrc)) {
      ssrc = random.nextInt();
    }
    return ssrc;
  }

  /** Ends a track. False if this peer was never told of it. */
  boolean unsubscribe(TrackId track) {
    Optional<Subscription> found = find(track);
    found.ifPresent(this::drop);
    return found.isPresent();
  }

  /** Ends everything. */
  void close() {
    List.copyOf(subscriptions).forEach(this::drop);
  }

  private void drop(Subscription subscription) {
    subscription.downTrack().track().remove(subscription.downTrack());
    subscriptions.remove(subscription);
  }

  private Optional<Subscription> find(TrackId track) {
    return subscriptions.stream().filter(s -> s.allotment().id().equals(track)).findFirst();
  }

  void ready(long nowNanos, TrackId track) {
    find(track).ifPresent(Subscription::ready);
    allocate(nowNanos);
  }

  void want(long nowNanos, TrackId track, PictureSize size) {
    find(track).ifPresent(subscription -> subscription.want(size));
    allocate(nowNanos);
  }

  private void allocate(long nowNanos) {
    for (Subscription subscription : subscriptions) {
      subscription.downTrack().aim(nowNanos, subscription.highestUseful());
    }
  }

  void onDeadline(long nowNanos) {
    for (int i = 0; i < subscriptions.size(); i++) {
      subscriptions.get(i).downTrack().onDeadline(nowNanos);
    }
  }

  /** The track that this peer knows by an SSRC of ours. */
  Optional<DownTrack> bySsrc(int ssrc) {
    for (int i = 0; i < subscriptions.size(); i++) {
      DownTrack track = subscriptions.get(i).downTrack();
      if (track.format().ssrc() == ssrc) {
        return Optional.of(track);
      }
    }
    return Optional.empty();
  }
}
