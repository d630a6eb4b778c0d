package parley.node.line.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.line.LineKeying;
import parley.node.line.probe.LineTest.Asker;
import parley.node.trunk.ToldEnd;
import parley.relay.Relay;
import parley.relay.RelaySettings;

/** Two testers over two real relays on loopback; what they say crosses by hand. */
class RelayTestRoomTest {
  private static final int PATIENCE_SECONDS = 60;

  @AutoClose("shutdownNow")
  private final ExecutorService turn = Executors.newSingleThreadExecutor();

  @AutoClose private final Relay relayHere = relay();
  @AutoClose private final Relay relayThere = relay();

  private static Relay relay() {
    return Relay.start(new RelaySettings(List.of(InetAddress.getLoopbackAddress()), 0));
  }

  @Test
  void aLineThatLosesNothingIsGoodOnBothSides() throws Exception {
    End ours = new End(relayHere, true, Optional.empty());
    LineTest test = test(ours, new End(relayThere, false, Optional.empty()));
    assertThat(test.finding()).as("%s", test).isEqualTo(Finding.PASSED);
    assertThat(test.figures().orElseThrow().report().frames().sent()).isGreaterThan(50);
  }

  @Test
  void aLineThatLosesEveryTenthPacketBeyondRepairFails() throws Exception {
    try (LossyHop beforeUs = new LossyHop(10);
        LossyHop beforeThem = new LossyHop(10)) {
      End ours = new End(relayHere, true, Optional.of(beforeUs));
      LineTest test = test(ours, new End(relayThere, false, Optional.of(beforeThem)));
      assertThat(test.finding()).as("%s", test).isEqualTo(Finding.SOUNDS_LOST);
      assertThat(beforeUs.dropped() + beforeThem.dropped()).isPositive();
    }
  }

  @Test
  void withOtherKeysNothingComesThrough() throws Exception {
    End ours = new End(relayHere, true, Optional.empty());
    End theirs = new End(relayThere, false, Optional.empty());
    theirs.connection = "another connection";
    assertThat(test(ours, theirs).finding()).isEqualTo(Finding.NOTHING_BACK);
  }

  /** Asks, and waits until both know the same. */
  private LineTest test(End ours, End theirs) throws Exception {
    ours.other = theirs;
    theirs.other = ours;
    assertThat(ours.tester.ask(Instant.now(), Asker.OWN)).isEmpty();
    LineTest here = ours.kept.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    LineTest there = theirs.kept.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(there.finding()).isEqualTo(here.finding());
    return here;
  }

  private final class End implements Bench {
    private final Relay relay;
    private final boolean dialled;
    private final Optional<LossyHop> hop;
    private final Tester tester;
    private final CompletableFuture<LineTest> kept = new CompletableFuture<>();
    private String connection = "connection";
    private End other;

    /**
     * @param hop what the other side is told of instead of our relay
     */
    End(Relay relay, boolean dialled, Optional<LossyHop> hop) {
      this.relay = relay;
      this.dialled = dialled;
      this.hop = hop;
      this.tester = new Tester(this, dialled, new Random(dialled ? 1 : 2));
    }

    @Override
    public Optional<TestRoom> room(TestId id) {
      return Optional.of(
          new RelayTestRoom(
              id,
              relay.openRoom("test"),
              relay.trunkEnd(),
              new LoopbackKeying(connection, dialled),
              turn,
              this::say));
    }

    @Override
    public void say(TestMessage message) {
      TestMessage told =
          switch (message) {
            case TestMessage.Ask(TestId id, ToldEnd end) -> new TestMessage.Ask(id, seen(end));
            case TestMessage.Accepted(TestId id, ToldEnd end) ->
                new TestMessage.Accepted(id, seen(end));
            default -> message;
          };
      TestMessage read = TestMessages.read(TestMessages.write(told)).orElseThrow();
      turn.execute(() -> other.tester.received(Instant.now(), read));
    }

    private ToldEnd seen(ToldEnd end) {
      return hop.map(each -> each.inFrontOf(end)).orElse(end);
    }

    @Override
    public void keep(LineTest test) {
      kept.complete(test);
    }

    @Override
    public void begun() {}

    @Override
    public Optional<Duration> clockOffset() {
      return Optional.empty();
    }

    @Override
    public Duration connectionAge() {
      return Duration.ZERO;
    }
  }

  /** An exporter that both ends have because both have its name. */
  private record LoopbackKeying(String connection, boolean dialled) implements LineKeying {
    @Override
    public byte[] export(String label, byte[] context, int length) {
      List<byte[]> blocks = new ArrayList<>();
      for (int i = 0; i * 32 < length; i++) {
        blocks.add(hash(i, label, context));
      }
      ByteBuffer all = ByteBuffer.allocate(blocks.size() * 32);
      blocks.forEach(all::put);
      return Arrays.copyOf(all.array(), length);
    }

    private byte[] hash(int block, String label, byte[] context) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((byte) block);
        digest.update((connection + label).getBytes(StandardCharsets.UTF_8));
        return digest.digest(context);
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    @Override
    public InetAddress remote() {
      return InetAddress.getLoopbackAddress();
    }
  }
}
