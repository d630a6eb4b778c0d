package parley.relay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.relay.stun.CandidatePair;
import parley.relay.wire.Drop;

/** Both ways of moving datagrams keep the same promises. */
@Timeout(60)
class DatagramSocketsTest {
  private static final int SECOND = 1_000_000_000;

  /** One way of moving datagrams. */
  @FunctionalInterface
  interface Binding {
    DatagramSockets bind(List<InetAddress> addresses, int port) throws IOException;
  }

  static Stream<Binding> bindings() {
    return LibC.isAvailable()
        ? Stream.of(NioSockets::bind, LinuxSockets::bind)
        : Stream.of(NioSockets::bind);
  }

  private record Datagram(CandidatePair pair, long arrivedNanos, byte[] bytes) {}

  private static List<InetAddress> addresses(String... literals) throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    for (String literal : literals) {
      addresses.add(InetAddress.getByName(literal));
    }
    return addresses;
  }

  private static CandidatePair to(DatagramSockets other, int index) {
    return new CandidatePair(index, other.addresses().get(index));
  }

  private static List<Datagram> receive(DatagramSockets sockets, int count) throws IOException {
    List<Datagram> received = new ArrayList<>();
    long end = System.nanoTime() + 5L * SECOND;
    while (received.size() < count && System.nanoTime() < end) {
      sockets.await(SECOND / 100);
      sockets.receive(
          (pair, arrivedNanos, buffer, offset, length) ->
              received.add(
                  new Datagram(
                      pair, arrivedNanos, Arrays.copyOfRange(buffer, offset, offset + length))));
    }
    return received;
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void shouldAnswerFromTheSocketThatWasAddressed(Binding binding) throws IOException {
    List<InetAddress> both = addresses("127.0.0.1", "127.0.0.2");
    try (DatagramSockets relay = binding.bind(both, 0);
        DatagramSockets peer = binding.bind(both, 0)) {
      for (int i = 0; i < 2; i++) {
        assertThat(peer.send(to(relay, i), new byte[] {9, 7, 8}, 1, 2)).isEqualTo(Drop.NONE);
        assertThat(peer.flush()).isZero();
        Datagram question = receive(relay, 1).getFirst();
        assertThat(question.bytes()).containsExactly(7, 8);
        assertThat(question.pair()).isEqualTo(new CandidatePair(i, peer.addresses().get(i)));
        relay.send(question.pair(), new byte[] {5}, 0, 1);
        relay.flush();
        Datagram answer = receive(peer, 1).getFirst();
        assertThat(answer.pair().remote()).isEqualTo(relay.addresses().get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void shouldCarryABurstOfAllLengthsUnchangedAndInOrder(Binding binding) throws IOException {
    List<InetAddress> loopback = addresses("127.0.0.1");
    try (DatagramSockets relay = binding.bind(loopback, 0);
        DatagramSockets peer = binding.bind(loopback, 0)) {
      int burst = 150; // more than two batches, and within the receive buffer
      for (int i = 0; i < burst; i++) {
        byte[] bytes = new byte[1 + i * 8];
        Arrays.fill(bytes, (byte) i);
        assertThat(peer.send(to(relay, 0), bytes, 0, bytes.length)).isEqualTo(Drop.NONE);
      }
      assertThat(peer.flush()).isZero();
      List<Datagram> received = receive(relay, burst);
      assertThat(received).hasSize(burst);
      for (int i = 0; i < burst; i++) {
        assertThat(received.get(i).bytes()).hasSize(1 + i * 8).containsOnly(i);
      }
    }
  }

  @Test
  void shouldSayWhenADatagramCameHoweverLongItThenWaited() throws Exception {
    assumeTrue(LibC.isAvailable());
    List<InetAddress> loopback = addresses("127.0.0.1");
    try (DatagramSockets relay = LinuxSockets.bind(loopback, 0);
        DatagramSockets peer = LinuxSockets.bind(loopback, 0)) {
      long[] sent = new long[2];
      for (int i = 0; i < 2; i++) {
        Thread.sleep(500);
        sent[i] = System.nanoTime();
        peer.send(to(relay, 0), new byte[] {1}, 0, 1);
        peer.flush();
      }
      Thread.sleep(1_000);
      List<Datagram> received = receive(relay, 2);
      long now = System.nanoTime();
      for (int i = 0; i < 2; i++) {
        long wait = now - received.get(i).arrivedNanos();
        assertThat(wait).as("control: it did wait").isGreaterThan(SECOND - SECOND / 100);
        assertThat(received.get(i).arrivedNanos()).isGreaterThan(sent[i] - SECOND / 100);
      }
      long apart = received.get(1).arrivedNanos() - received.get(0).arrivedNanos();
      assertThat(apart).as("read at once").isGreaterThan(SECOND / 2 - SECOND / 100);
    }
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void shouldSpeakIpv6(Binding binding) throws IOException {
    List<InetAddress> loopback = addresses("::1");
    try (DatagramSockets relay = binding.bind(loopback, 0);
        DatagramSockets peer = binding.bind(loopback, 0)) {
      peer.send(to(relay, 0), new byte[] {6}, 0, 1);
      peer.flush();
      Datagram question = receive(relay, 1).getFirst();
      assertThat(question.pair().remote()).isEqualTo(peer.addresses().getFirst());
    }
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void shouldSayThatAPortIsTaken(Binding binding) throws IOException {
    List<InetAddress> loopback = addresses("127.0.0.1");
    try (DatagramSockets first = binding.bind(loopback, 0)) {
      int port = first.addresses().getFirst().getPort();
      assertThatThrownBy(() -> binding.bind(loopback, port)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void shouldEndAWaitWhenWokenAndWhenTimeIsUp(Binding binding) throws Exception {
    try (DatagramSockets sockets = binding.bind(addresses("127.0.0.1"), 0)) {
      CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(sockets::wake);
      long start = System.nanoTime();
      sockets.await(30L * SECOND);
      assertThat(System.nanoTime() - start).isLessThan(20L * SECOND);
      sockets.await(SECOND / 1_000);
      assertThat(System.nanoTime() - start).as("the wake-up was used up").isLessThan(25L * SECOND);
    }
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void shouldRefuseWhatIsTooLongAndBearAWakeUpAfterClose(Binding binding) throws IOException {
    DatagramSockets sockets = binding.bind(addresses("127.0.0.1"), 0);
    CandidatePair pair = new CandidatePair(0, new InetSocketAddress("127.0.0.1", 9));
    assertThat(sockets.send(pair, new byte[5_000], 0, 5_000)).isEqualTo(Drop.TOO_LONG);
    sockets.close();
    sockets.close();
    sockets.wake();
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void shouldCountWhatTheSystemWillNotSendAndSendTheRest(Binding binding) throws IOException {
    List<InetAddress> loopback = addresses("127.0.0.1");
    try (DatagramSockets relay = binding.bind(loopback, 0);
        DatagramSockets peer = binding.bind(loopback, 0)) {
      CandidatePair nowhere = new CandidatePair(0, new InetSocketAddress("192.0.2.1", 9));
      int refused = peer.send(nowhere, new byte[1], 0, 1) == Drop.NONE ? 0 : 1;
      peer.send(to(relay, 0), new byte[] {1}, 0, 1);
      refused += peer.flush(); // a loopback socket cannot reach another network
      assertThat(refused).isEqualTo(1);
      assertThat(receive(relay, 1)).hasSize(1);
    }
  }
}
