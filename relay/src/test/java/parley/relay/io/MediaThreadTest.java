package parley.relay.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.relay.RelaySettings;
import parley.relay.peer.PeerTransport;
import parley.relay.peer.RecordingSink;
import parley.relay.peer.TestBrowser;
import parley.relay.wire.Drop;

/** Through real sockets on loopback. */
@Timeout(60)
class MediaThreadTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final MediaThread media =
      MediaThread.start(new RelaySettings(List.of(InetAddress.getLoopbackAddress()), 0));
  private final RecordingSink sink = new RecordingSink();
  private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    media.close();
    threads.shutdownNow();
  }

  private <T> T onMediaThread(BiFunction<Long, MediaLoop, T> question) throws Exception {
    CompletableFuture<T> answer = new CompletableFuture<>();
    assertThat(media.offer((now, loop) -> answer.complete(question.apply(now, loop)))).isTrue();
    return answer.get(10, TimeUnit.SECONDS);
  }

  private static void send(DatagramSocket socket, InetSocketAddress to, byte[] bytes) {
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen(DatagramSocket socket, TestBrowser browser) {
    threads.execute(
        () -> {
          DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
          while (!socket.isClosed()) {
            try {
              socket.receive(packet);
            } catch (IOException e) {
              return;
            }
            browser
                .receive(Arrays.copyOf(packet.getData(), packet.getLength()))
                .ifPresent(heard::add);
          }
        });
  }

  @Test
  void shouldConnectABrowserAndCarryItsMedia() throws Exception {
    InetSocketAddress relay = media.candidates().getFirst();
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      TestBrowser browser =
          new TestBrowser(new Random(3), threads, bytes -> send(socket, relay, bytes));
      listen(socket, browser);
      PeerTransport peer =
          onMediaThread(
              (now, loop) ->
                  loop.switchboard().open(now, browser.credentials(), browser.fingerprint(), sink));
      send(socket, relay, browser.check(peer.localCredentials(), true));
      browser.connect(media.fingerprint()).get(20, TimeUnit.SECONDS);
      byte[] packet = new byte[200];
      packet[0] = (byte) 0x80;
      Drop drop = Drop.NO_KEYS; // our side may know a moment after the browser
      while (drop == Drop.NO_KEYS) {
        drop = onMediaThread((now, loop) -> peer.sendRtp(now, packet, 0, 100));
      }
      assertThat(drop).isEqualTo(Drop.NONE);
      assertThat(Optional.ofNullable(heard.poll(10, TimeUnit.SECONDS)))
          .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(100));
      // A datagram may be lost on a busy machine.
      for (int sequence = 1; sink.rtp.isEmpty(); sequence++) {
        send(socket, relay, browser.rtp(5, sequence, new byte[] {4, 5, 6}));
        Thread.sleep(50);
      }
      assertThat(sink.rtp.getFirst()).endsWith(4, 5, 6);
    }
  }

  @Test
  void shouldBindEachAddressWithOnePort() throws Exception {
    InetAddress first = InetAddress.getByName("127.0.0.1");
    InetAddress second = InetAddress.getByName("127.0.0.2");
    try (MediaThread both = MediaThread.start(new RelaySettings(List.of(first, second), 0))) {
      int port = both.candidates().getFirst().getPort();
      assertThat(both.candidates())
          .containsExactly(new InetSocketAddress(first, port), new InetSocketAddress(second, port));
    }
  }

  @Test
  void shouldFireADutyWhenItsTimeHasCome() throws Exception {
    CountDownLatch fired = new CountDownLatch(3);
    onMediaThread(
        (now, loop) -> {
          loop.add(
              new Duty() {
                private long next = now + 5_000_000;

                @Override
                public long nextDeadlineNanos() {
                  return next;
                }

                @Override
                public void onDeadline(long nowNanos) {
                  assertThat(nowNanos).isGreaterThanOrEqualTo(next);
                  next = nowNanos + 5_000_000;
                  fired.countDown();
                }
              });
          return true;
        });
    assertThat(fired.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldSurviveACommandThatThrows() throws Exception {
    media.offer(
        (now, loop) -> {
          throw new IllegalStateException("a bug of ours, for this test");
        });
    int answer = onMediaThread((now, loop) -> 42);
    assertThat(answer).isEqualTo(42);
  }

  @Test
  void shouldCountStrayDatagrams() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      send(socket, media.candidates().getFirst(), new byte[] {(byte) 0xFF, 1});
      while (media.drops().count(Drop.UNKNOWN_PROTOCOL) == 0) {
        Thread.sleep(2);
      }
    }
  }

  @Test
  void shouldTellEverySinkAndRefuseCommandsOnceClosed() throws Exception {
    TestBrowser browser = new TestBrowser(new Random(3), threads, bytes -> {});
    onMediaThread(
        (now, loop) ->
            loop.switchboard().open(now, browser.credentials(), browser.fingerprint(), sink));
    media.close();
    assertThat(sink.closed).hasSize(1);
    assertThat(media.offer((now, loop) -> {})).isFalse();
    assertThat(media.refusedCommands()).isEqualTo(1);
  }
}
