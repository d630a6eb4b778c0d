package parley.relay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.relay.PictureSize;

/** What crosses between houses, and what does not. */
class TrunkTest {
  private static final long SECOND = 1_000_000_000L;

  private final Mesh mesh = Mesh.seeded(70).houses("a", "b", "c");
  private final House a = mesh.house("a");
  private final House b = mesh.house("b");

  private void want(House house, String person, String publisher, PictureSize size) {
    SimPeer peer = house.peer(person);
    house.room().want(mesh.now(), peer.id(), peer.camera(publisher).allotment().id(), size);
  }

  @Test
  void everybodySeesAndHearsEverybodyInEveryHouse() {
    a.join("ana");
    b.join("ben");
    mesh.house("c").join("eva");
    mesh.runFor(Duration.ofSeconds(10));
    for (String[] way :
        List.of(
            new String[] {"a", "ana", "b.ben"},
            new String[] {"a", "ana", "c.eva"},
            new String[] {"b", "ben", "a.ana"},
            new String[] {"b", "ben", "c.eva"},
            new String[] {"c", "eva", "a.ana"},
            new String[] {"c", "eva", "b.ben"})) {
      SimPeer peer = mesh.house(way[0]).peer(way[1]);
      SimPlayer camera = peer.camera(way[2]);
      assertThat(camera.shownBetween(mesh.now() - 2 * SECOND, mesh.now()))
          .as("%s sees %s: %s", way[1], way[2], mesh.replayHint())
          .isGreaterThan(55);
      assertThat(camera.shown().getLast().layer()).as(mesh.replayHint()).isEqualTo(2);
      assertThat(camera.sequences()).isEqualTo(camera.contiguous());
      assertThat(peer.microphone(way[2]).heardWithin(100, mesh.now() - 3 * SECOND))
          .as("%s hears %s: %s", way[1], way[2], mesh.replayHint())
          .isGreaterThan(140);
      assertThat(peer.players()).as("nobody twice").hasSize(4);
      assertThat(peer.unexpected()).isZero();
    }
  }
}
