package parley.relay.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import parley.relay.ingest.StreamFixture;

/** Whatever a publisher and a link do, a subscriber's stream is one stream. */
class RewriterTest {
  private static final long FRAME_NANOS = 33_000_000L;

  private record Sent(long out, int timestamp, String payload) {}

  /** A rewriter fed from three layers at random: switches, losses, late packets, rewinds. */
  private static final class Run {
    private final Random random;
    private final StreamFixture[] layers;
    private final Rewriter rewriter;
    private final List<Sent> sent = new ArrayList<>();
    private final List<Sent> waiting = new ArrayList<>();
    private long now = 1;
    private int layer;
    private boolean switching = true;

    Run(long seed) {
      random = new Random(seed);
      layers =
          new StreamFixture[] {
            new StreamFixture(random), new StreamFixture(random), new StreamFixture(random)
          };
      rewriter = new Rewriter(true, random.nextInt(32_768));
    }

    Run go(int frames, boolean lossy, boolean interrupted) {
      for (int frame = 0; frame < frames; frame++) {
        now += FRAME_NANOS;
        if (random.nextInt(12) == 0) {
          layer = random.nextInt(layers.length);
          switching = true;
        }
        if (interrupted && random.nextInt(15) == 0) {
          waiting.clear(); // what was numbered is never sent
          rewriter.rewind(sent.isEmpty() ? 0 : sent.getLast().out());
          switching = true;
        }
        for (StreamFixture each : layers) {
          each.nextFrame(now, 1 + random.nextInt(4), lossy ? 0.1 : 0);
        }
        for (long source : layers[layer].arrived()) {
          forward(source);
        }
        if (!interrupted || random.nextBoolean()) {
          sent.addAll(waiting);
          waiting.clear();
        }
      }
      sent.addAll(waiting);
      return this;
    }

    private void forward(long source) {
      if (switching) {
        rewriter.begin(layers[layer].stream(), layer, source, now);
        switching = false;
      }
      long out = rewriter.map(source, now);
      if (out >= 0) {
        assertThat(rewriter.holds(out)).isTrue();
        assertThat(rewriter.source(out)).isEqualTo(source);
        int timestamp =
            layers[layer].stream().store().timestamp(source)
                + rewriter.segmentOf(out).timestampOffset;
        waiting.add(new Sent(out, timestamp, layer + "/" + source));
      }
    }
  }

  @Property(tries = 200)
  void withoutLossNumbersAreContiguous(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int n) {
    List<Sent> sent = new Run(seed).go(n, false, false).sent;
    for (int i = 1; i < sent.size(); i++) {
      assertThat(sent.get(i).out()).isEqualTo(sent.get(i - 1).out() + 1);
    }
  }

  @Property(tries = 200)
  void noNumberStandsForTwoPackets(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int n) {
    Map<Long, String> packets = new HashMap<>();
    for (Sent each : new Run(seed).go(n, true, true).sent) {
      // A number used twice would be a nonce used twice (RFC 7714 section 8.1).
      assertThat(packets.put(each.out(), each.payload())).as("out %d", each.out()).isNull();
    }
  }

  @Property(tries = 200)
  void timestampsNeverGoBack(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int n) {
    List<Sent> sent = new Run(seed).go(n, false, true).sent;
    for (int i = 1; i < sent.size(); i++) {
      assertThat(sent.get(i).timestamp() - sent.get(i - 1).timestamp()).isNotNegative();
    }
  }

  @Property(tries = 200)
  void aGapOfThePublisherStaysAGap(@ForAll long seed) {
    Run run = new Run(seed);
    run.go(60, true, false);
    List<Sent> sent = run.sent;
    long span = sent.getLast().out() - sent.getFirst().out() + 1;
    assertThat(span).isGreaterThanOrEqualTo(sent.size());
  }
}
