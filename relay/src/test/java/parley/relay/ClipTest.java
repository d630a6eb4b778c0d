package parley.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.relay.clip.ClipReport;

/** A line's test through two real relays, over loopback. */
class ClipTest {
  private static final Duration PLAYING = Duration.ofSeconds(3);
  private static final int PATIENCE_SECONDS = 60;

  @AutoClose private final Relay here = relay();
  @AutoClose private final Relay there = relay();

  private static Relay relay() {
    return Relay.start(new RelaySettings(List.of(InetAddress.getLoopbackAddress()), 0));
  }

  @Test
  void whatTheFarSideSendsBackIsWhatWasPlayed() throws Exception {
    Room near = here.openRoom("test");
    Room far = there.openRoom("test");
    join(near, far);
    far.echo(new PeerId("echo"));
    ClipReport report = play(near);
    assertThat(report.altered()).isZero();
    assertThat(report.sounds().sent()).isBetween(140, 160);
    assertThat(report.sounds().lost()).isLessThan(0.5);
    assertThat(report.frames().returned()).isPositive();
    assertThat(report.roundTrip().median()).isPositive();
    assertThat(report.bitsPerSecond()).isPositive();
  }

  @Test
  void whereNobodySendsBackNothingCameBack() throws Exception {
    Room near = here.openRoom("test");
    join(near, there.openRoom("test"));
    ClipReport report = play(near);
    assertThat(report.sounds().lost()).isEqualTo(1);
    assertThat(report.frames().returned()).isZero();
  }

  private static ClipReport play(Room near) throws Exception {
    CompletableFuture<ClipReport> report = new CompletableFuture<>();
    near.play(new PeerId("probe"), PLAYING, report::complete);
    return report.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void join(Room near, Room far) {
    TrunkEnd nearEnd = here.trunkEnd();
    TrunkEnd farEnd = there.trunkEnd();
    TrunkId id = new TrunkId("test");
    TrunkKey out = key(1);
    TrunkKey back = key(2);
    near.bridge(
        new TrunkParameters(
            id, nearEnd.channel(), farEnd.channel(), farEnd.candidates(), back, out),
        event -> pass(event, far, id));
    far.bridge(
        new TrunkParameters(
            id, farEnd.channel(), nearEnd.channel(), nearEnd.candidates(), out, back),
        event -> pass(event, near, id));
  }

  private static void pass(TrunkEvent event, Room to, TrunkId id) {
    switch (event) {
      case TrunkEvent.Offered(var tracks) -> to.offer(id, tracks);
      case TrunkEvent.Wanted(var track, var layers) -> to.wanted(id, track, layers);
      case TrunkEvent other -> {}
    }
  }

  private static TrunkKey key(int letter) {
    byte[] material = new byte[TrunkKey.LENGTH];
    Arrays.fill(material, (byte) letter);
    return TrunkKey.of(material);
  }
}
