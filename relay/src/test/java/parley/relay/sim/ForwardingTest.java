package parley.relay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardingTest {
  private final Simulation sim = Simulation.seeded(1);

  @Test
  void everybodySeesAndHearsEverybodyElse() {
    sim.join("ana", "ben", "eva").runFor(Duration.ofSeconds(5));
    for (String subscriber : List.of("ana", "ben", "eva")) {
      for (String publisher : List.of("ana", "ben", "eva")) {
        if (!subscriber.equals(publisher)) {
          SimPeer peer = sim.peer(subscriber);
          assertThat(peer.camera(publisher).shown()).as(sim.replayHint()).hasSizeGreaterThan(130);
          assertThat(peer.microphone(publisher).shown())
              .as(sim.replayHint())
              .hasSizeGreaterThan(230);
          assertThat(peer.unexpected()).isZero();
          assertThat(peer.camera(publisher).shown().getLast().layer()).isEqualTo(2);
        }
      }
    }
  }
}
