package parley.line.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.line.io.TestNode.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.dossier.chain.SealKey;
import parley.line.LineCause;
import parley.line.LineIncident;
import parley.line.LineState;
import parley.line.Parcel;
import parley.line.session.Frame;
import parley.line.session.FrameFormat;
import parley.line.session.Half;

/** What strangers and a counterpart gone bad can do; a good line beside them goes on. */
class HostileTest {
  private final TestNode anna = new TestNode(1);
  private final TestNode boris = new TestNode(2);
  private final SealKey badKey = SealKey.ofSeed(seed(7));
  private final List<Socket> sockets = new ArrayList<>();

  private static byte[] seed(int fill) {
    byte[] seed = new byte[32];
    seed[3] = (byte) fill;
    return seed;
  }

  @BeforeEach
  void aGoodLineIsUp() {
    anna.open(boris, boris.address());
    boris.open(anna);
    await("up", () -> anna.began == 1 && boris.began == 1);
  }

  @AfterEach
  void theGoodLineWasNeverDisturbed() throws IOException {
    boris.say(anna, "still here");
    await("it", () -> anna.received.contains("still here"));
    assertThat(anna.downs).filteredOn(cause -> cause != LineCause.REFUSED_HERE).isEmpty();
    assertThat(boris.downs).isEmpty();
    for (Socket each : sockets) {
      each.close();
    }
    anna.close();
    boris.close();
  }

  @Test
  void plainGarbageIsRefused() throws IOException {
    Socket socket = plain();
    socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    await("incident", () -> anna.hasIncident(LineIncident.Kind.MALFORMED));
    assertEnds(socket);
  }

  @Test
  void whoSaysNothingIsPutOut() throws IOException {
    Socket silent = plain();
    Socket shaken = bad("TLSv1.3");
    assertEnds(silent);
    assertEnds(shaken);
  }

  @Test
  void manyWhoSayNothingKeepNobodyOutForLong() throws IOException {
    for (int i = 0; i < 200; i++) {
      plain();
    }
    anna.lines.open(anna.key, badKey.publicKey(), List.of());
    await(
        "the bad key, well known, comes in",
        () -> {
          try {
            hello(bad("TLSv1.3"));
            return true;
          } catch (IOException e) {
            return false;
          }
        });
  }

  @Test
  void anOlderTlsIsRefused() {
    assertThatThrownBy(() -> bad("TLSv1.2")).isInstanceOf(IOException.class);
    await("incident", () -> anna.hasIncident(LineIncident.Kind.MALFORMED));
  }

  @Test
  void whoDoesNotKnowTheKeyLearnsNothing() throws Exception {
    SSLSocket socket =
        Tls.dialling(
            plain(),
            new Identity(badKey),
            anna.key.publicKey(),
            Identity.nameFor(boris.key.publicKey(), new SecureRandom()));
    assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> socket.getSession().getPeerCertificates())
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, FrameFormat.MAX_FRAME + 1, Integer.MAX_VALUE})
  void aFrameOfAnImpossibleLengthEndsTheConnection(int length) throws IOException {
    misbehave(
        LineIncident.Kind.OVERSIZE,
        socket -> write(socket, ByteBuffer.allocate(4).putInt(length).array()));
  }

  @Test
  void whatIsNoFrameEndsTheConnection() throws IOException {
    misbehave(
        LineIncident.Kind.MALFORMED,
        socket -> frame(socket, "{\"is\":\"ack\",\"ack\":1,\"ack\":1}"));
  }

  @Test
  void aNumberThatWasLeftOutEndsTheConnection() throws IOException {
    misbehave(
        LineIncident.Kind.MALFORMED,
        socket -> frame(socket, FrameFormat.write(new Frame.Data(2, 0, new Parcel("test", "{}")))));
  }

  @Test
  void aFloodEndsTheConnection() throws IOException {
    byte[] ack = FrameFormat.write(new Frame.Ack(0));
    misbehave(
        LineIncident.Kind.FLOOD,
        socket -> {
          byte[] many = new byte[1_000 * (4 + ack.length)];
          ByteBuffer buffer = ByteBuffer.wrap(many);
          while (buffer.hasRemaining()) {
            buffer.putInt(ack.length).put(ack);
          }
          for (int i = 0; i < 60; i++) {
            write(socket, many);
          }
        });
  }

  private void misbehave(LineIncident.Kind expected, Consumer<SSLSocket> misdeed)
      throws IOException {
    var line = anna.lines.open(anna.key, badKey.publicKey(), List.of());
    SSLSocket socket = bad("TLSv1.3");
    hello(socket);
    await("up, the control", () -> line.state() instanceof LineState.Connected);
    try {
      misdeed.accept(socket);
    } catch (IllegalStateException e) {
      // she hung up before all was written
    }
    await("incident", () -> anna.hasIncident(expected));
    await("down", () -> line.state() instanceof LineState.Interrupted);
    assertThat(((LineState.Interrupted) line.state()).cause()).isEqualTo(LineCause.REFUSED_HERE);
    anna.incidents.forEach(each -> assertThat(each.line()).contains(line.id()));
  }

  // ------------------------------------------------------------------ the bad one

  private Socket plain() throws IOException {
    Socket socket = new Socket("127.0.0.1", anna.address().port());
    socket.setSoTimeout(15_000);
    sockets.add(socket);
    return socket;
  }

  private SSLSocket bad(String version) throws IOException {
    SSLSocket socket =
        Tls.dialling(
            plain(),
            new Identity(badKey),
            anna.key.publicKey(),
            Identity.nameFor(anna.key.publicKey(), new SecureRandom()));
    var parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {version});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static void hello(SSLSocket socket) throws IOException {
    frame(
        socket,
        FrameFormat.write(
            new Frame.Hello(
                new Half("AAAAAAAAAAAAAAAAAAAAAA"),
                Optional.empty(),
                0,
                List.of(),
                Optional.empty())));
    if (socket.getInputStream().read() < 0) {
      throw new IOException("closed");
    }
  }

  private static void frame(SSLSocket socket, String json) {
    frame(socket, json.getBytes(StandardCharsets.UTF_8));
  }

  private static void frame(SSLSocket socket, byte[] frame) {
    write(socket, ByteBuffer.allocate(4 + frame.length).putInt(frame.length).put(frame).array());
  }

  private static void write(SSLSocket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertEnds(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        continue;
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("it is still open");
    } catch (IOException e) {
      // reset
    }
  }
}
