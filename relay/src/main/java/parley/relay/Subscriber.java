package parley.relay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import parley.relay.estimate.LayerChoice;
import parley.relay.estimate.LinkEstimate;
import parley.relay.estimate.Prober;
import parley.relay.estimate.Scarcity;
import parley.relay.forward.DownFormat;
import parley.relay.forward.DownTrack;
import parley.relay.forward.Outbound;
import parley.relay.peer.MediaOutlet;
import parley.relay.wire.DropCounters;
import parley.relay.wire.RtcpPacket;

/** What one peer receives. Media thread only. */
final class Subscriber {
  /** Between two choices of layers. Lower follows the estimate sooner and costs time. */
  private static final long ALLOCATION_NANOS = 100_000_000L;

  private final JoinParameters parameters;
  private final LinkEstimate estimate;
  private final RandomGenerator random;
  private final LayerChoice choice = new LayerChoice();
  private final Prober prober = new Prober();
  private final FeedbackReader feedback;
  private final Outbound outbound;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Set<Integer> usedSsrcs = new HashSet<>();
  private long nextAllocationNanos;
  private long missing;
  private final Scarcity scarcity = new Scarcity();

  Subscriber(
      JoinParameters parameters,
      MediaOutlet outlet,
      LinkEstimate estimate,
      RandomGenerator random,
      DropCounters drops) {
    this.parameters = parameters;
    this.estimate = estimate;
    this.random = random;
    feedback = new FeedbackReader(estimate, drops);
    outbound = new Outbound(outlet, estimate, drops);
  }

  /** Gives this peer SSRCs for a track; nothing of it is sent before {@link #ready}. */
  TrackAllotment subscribe(Publication publication) {
    boolean video = publication.kind() == MediaKind.VIDEO;
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
            0,
            DownFormat.ANY_LAYER,
            publication.publisher().canonicalName());
    DownTrack downTrack =
        new DownTrack(publication.track(), format, outbound, random.nextInt(), random.nextInt());
    TrackAllotment allotment =
        new TrackAllotment(
            publication.id(),
            publication.publisher().id(),
            publication.name(),
            publication.kind(),
            Integer.toUnsignedLong(ssrc),
            Integer.toUnsignedLong(rtxSsrc));
    subscriptions.add(new Subscription(allotment, downTrack, publication.demand()));
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
    subscription.close();
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

  /** Aims every track at what the link bears: sound always, pictures by {@link LayerChoice}. */
  private void allocate(long nowNanos) {
    nextAllocationNanos = nowNanos + ALLOCATION_NANOS;
    choice.begin();
    for (int i = 0; i < subscriptions.size(); i++) {
      Subscription subscription = subscriptions.get(i);
      DownTrack track = subscription.downTrack();
      if (subscription.isPicture()) {
        choice.add(subscription.highestNow(nowNanos), track.target());
        for (int layer = 0; layer < track.track().layerCount(); layer++) {
          choice.cost(layer, track.track().cost(layer, nowNanos));
        }
      } else {
        track.aim(nowNanos, subscription.highestUseful());
      }
    }
    long forPictures = estimate.bitsPerSecond() - outbound.soundBitsPerSecond(nowNanos);
    missing = choice.choose(forPictures, !scarcity.isScarce());
    judge(nowNanos);
    int picture = 0;
    for (int i = 0; i < subscriptions.size(); i++) {
      if (subscriptions.get(i).isPicture()) {
        subscriptions.get(i).aim(nowNanos, choice.chosen(picture++));
      }
    }
  }

  /** Pictures that are not paused altogether go at their own pace, whatever the estimate. */
  private void judge(long nowNanos) {
    scarcity.judge(nowNanos, estimate, choice.smallestFit());
    outbound.floor(scarcity.isScarce() ? 0 : choice.smallestCost());
  }

  void onDeadline(long nowNanos) {
    outbound.onDeadline(nowNanos);
    if (nowNanos - nextAllocationNanos >= 0) {
      allocate(nowNanos);
    }
    for (int i = 0; i < subscriptions.size(); i++) {
      subscriptions.get(i).downTrack().onDeadline(nowNanos);
    }
    probe(nowNanos);
  }

  /** Tries with padding whether the link carries what is missing for the next larger picture. */
  private void probe(long nowNanos) {
    int bytes =
        prober.bytesToPad(
            nowNanos,
            missing,
            outbound.bitsPerSecond(nowNanos),
            estimate.bitsPerSecond(),
            estimate.isCongested());
    for (int i = 0; bytes > 0 && i < subscriptions.size(); i++) {
      DownTrack track = subscriptions.get(i).downTrack();
      if (track.canPad() && subscriptions.get(i).isReady()) {
        outbound.pad(nowNanos, track, bytes);
        return;
      }
    }
  }

  void onTransportFeedback(long nowNanos, RtcpPacket packet) {
    feedback.read(nowNanos, packet);
  }

  void roundTrip(long nanos) {
    estimate.roundTrip(nanos);
  }

  long sentBitsPerSecond(long nowNanos) {
    return outbound.bitsPerSecond(nowNanos);
  }

  long estimatedBitsPerSecond() {
    return estimate.bitsPerSecond();
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
