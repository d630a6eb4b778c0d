package parley.relay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.relay.HeaderExtensions;
import parley.relay.PeerEvent;
import parley.relay.TrackId;

/** Who receives what. */
class ForwardingTest {
  private static final List<String> PEOPLE = List.of("ana", "ben", "eva");

  private final Simulation sim = Simulation.seeded(1);

  @Test
  void everybodySeesAndHearsEverybodyElse() {
    sim.join("ana", "ben", "eva").runFor(Duration.ofSeconds(5));
    for (String subscriber : PEOPLE) {
      for (String publisher : PEOPLE) {
        if (!subscriber.equals(publisher)) {
          SimPeer peer = sim.peer(subscriber);
          SimPlayer camera = peer.camera(publisher);
          assertThat(camera.shown().size()).as(sim.replayHint()).isGreaterThan(140);
          assertThat(camera.shown().getLast().layer()).as(sim.replayHint()).isEqualTo(2);
          assertThat(camera.shown()).allMatch(s -> s.source() == PEOPLE.indexOf(publisher));
          assertThat(peer.microphone(publisher).shown().size()).isGreaterThan(240);
          assertThat(peer.unexpected()).isZero();
        }
      }
    }
  }

  @Test
  void noPacketReachesOneWhoDidNotSubscribe() {
    sim.subscribing(false).join("ana", "ben").runFor(Duration.ofSeconds(3));
    SimPeer ben = sim.peer("ben");
    assertThat(ben.mediaPackets()).as(sim.replayHint()).isZero();

    TrackId microphone = ben.microphone("ana").allotment().id();
    ben.ready(microphone);
    sim.runFor(Duration.ofSeconds(3));
    assertThat(ben.microphone("ana").received()).as("control: who subscribes hears").isPositive();
    assertThat(ben.camera("ana").received()).as("of that track only").isZero();
    assertThat(sim.peer("ana").mediaPackets()).isZero();
  }

  @Test
  void noTwoSubscribersShareAnSsrc() {
    sim.join("ana", "ben", "eva").runFor(Duration.ofSeconds(1));
    List<Long> ssrcs =
        PEOPLE.stream()
            .flatMap(name -> sim.peer(name).players().stream())
            .flatMap(p -> List.of(p.allotment().ssrc(), p.allotment().rtxSsrc()).stream())
            .filter(ssrc -> ssrc != 0)
            .toList();
    assertThat(ssrcs).hasSize(18).doesNotHaveDuplicates();
  }

  @Test
  void aLeavingPublisherIsGone() {
    sim.join("ana", "ben").runFor(Duration.ofSeconds(2));
    SimPeer ben = sim.peer("ben");
    sim.room().leave(sim.now(), sim.peer("ana").id());
    assertThat(ben.events().stream().filter(PeerEvent.TrackGone.class::isInstance)).hasSize(2);
    sim.runFor(Duration.ofMillis(100)); // what was on its way arrives
    int before = ben.mediaPackets();
    sim.runFor(Duration.ofSeconds(2));
    assertThat(ben.mediaPackets()).as(sim.replayHint()).isEqualTo(before);
    assertThat(sim.peer("ana").events().getLast())
        .isEqualTo(new PeerEvent.Left(PeerEvent.Cause.ASKED));
  }

  @Test
  void whoJoinsAgainReplacesHerFormerPeer() {
    sim.join("ana", "ben").runFor(Duration.ofSeconds(2));
    SimPeer former = sim.peer("ana");
    sim.join("ana").runFor(Duration.ofSeconds(2));
    assertThat(former.events().getLast()).isEqualTo(new PeerEvent.Left(PeerEvent.Cause.REPLACED));
    SimPeer ben = sim.peer("ben");
    assertThat(ben.players()).hasSize(2);
    assertThat(ben.camera("ana").shown().getLast().source()).isEqualTo(2);
    assertThat(ben.camera("ana").shownBetween(sim.now() - 1_000_000_000L, sim.now()))
        .as(sim.replayHint())
        .isGreaterThan(25);
    assertThat(sim.peer("ana").camera("ben").shown().size()).isGreaterThan(40);
  }

  @Test
  void aHeldTrackIsNotHeardWhateverTheBrowserSends() {
    sim.join("ana", "ben").runFor(Duration.ofSeconds(2));
    SimPlayer microphone = sim.peer("ben").microphone("ana");
    sim.room().hold(sim.peer("ana").id(), "microphone", true);
    sim.runFor(Duration.ofMillis(100));
    int before = microphone.received();
    sim.runFor(Duration.ofSeconds(2));
    assertThat(microphone.received()).as(sim.replayHint()).isEqualTo(before);

    sim.room().hold(sim.peer("ana").id(), "microphone", false);
    sim.runFor(Duration.ofSeconds(2));
    assertThat(microphone.received()).as("control: released").isGreaterThan(before + 90);
    assertThat(microphone.sequences()).isEqualTo(microphone.contiguous());
  }

  @Test
  void aPublisherMayEndOneTrackAndKeepTheOther() {
    sim.join("ana", "ben").runFor(Duration.ofSeconds(2));
    SimPeer ana = sim.peer("ana");
    sim.room().publish(ana.id(), HeaderExtensions.NONE, ana.offers().subList(0, 1));
    sim.runFor(Duration.ofMillis(100));
    int pictures = sim.peer("ben").camera("ana").received();
    int sounds = sim.peer("ben").microphone("ana").received();
    sim.runFor(Duration.ofSeconds(1));
    assertThat(sim.peer("ben").camera("ana").received()).isEqualTo(pictures);
    assertThat(sim.peer("ben").microphone("ana").received()).isGreaterThan(sounds + 45);
  }
}
