package parley.line.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.dossier.model.Refusal;
import parley.line.LineAddress;
import parley.line.PairingToken;
import parley.line.Parcel;

/** What is written is read; anything else is refused as a whole, by one kind of exception. */
class FrameFormatTest {
  private static final Half MINE = new Half("AAAAAAAAAAAAAAAAAAAAAA");
  private static final Half YOURS = new Half("AQAAAAAAAAAAAAAAAAAAAA");

  private static List<Frame> examples() {
    return List.of(
        new Frame.Hello(
            MINE,
            Optional.of(new Frame.Resume(MINE, YOURS, 7, 3)),
            1_764_000_000_000_000L,
            List.of(LineAddress.of("node.norland.example:7443"), LineAddress.of("[2001:db8::1]:1")),
            Optional.of(PairingToken.ofBytes(new byte[32]))),
        new Frame.Hello(MINE, Optional.empty(), 0, List.of(), Optional.empty()),
        new Frame.Data(1, 0, new Parcel("dossier", "{\"a\":\"я\\n\"}\n{}")),
        new Frame.Data(9_007_199_254_740_991L, 5, new Parcel("test", "")),
        new Frame.Ack(12),
        new Frame.Heartbeat(1, 2, Optional.of(new Frame.Echo(3, 4)), true, 250),
        new Frame.Heartbeat(1, 2, Optional.empty(), false, 1_000),
        new Frame.Bye(Frame.Farewell.STOPPING));
  }

  @Test
  void whatIsWrittenIsRead() {
    for (Frame frame : examples()) {
      assertThat(FrameFormat.read(FrameFormat.write(frame))).isEqualTo(frame);
    }
  }

  @Test
  void everyFrameIsAFrameOrRefused() {
    long seed = Long.getLong("line.seed", 20_261_123L);
    RandomGenerator random = new SplittableRandom(seed);
    List<byte[]> corpus = examples().stream().map(FrameFormat::write).toList();
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = mutated(corpus.get(random.nextInt(corpus.size())), random);
      try {
        Frame frame = FrameFormat.read(bytes);
        assertThat(FrameFormat.read(FrameFormat.write(frame))).isEqualTo(frame);
        read++;
      } catch (Refusal e) {
        // as it should be
      } catch (RuntimeException e) {
        throw new AssertionError(
            "-Dline.seed=" + seed + ": " + new String(bytes, StandardCharsets.UTF_8), e);
      }
    }
    assertThat(read).as("some are frames still").isPositive();
  }

  private static byte[] mutated(byte[] original, RandomGenerator random) {
    byte[] bytes = Arrays.copyOf(original, Math.max(0, original.length - random.nextInt(3)));
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : original[random.nextInt(original.length)];
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "{}",
        "[]",
        "{\"is\":\"ack\"}",
        "{\"is\":\"ack\",\"ack\":-1}",
        "{\"is\":\"ack\",\"ack\":1.5}",
        "{\"is\":\"ack\",\"ack\":9007199254740992}",
        "{\"is\":\"ack\",\"ack\":1,\"ack\":1}",
        "{\"is\":\"ack\",\"ack\":1,\"more\":1}",
        "{\"is\":\"ack\",\"ack\":1} ,",
        "{\"is\":\"ack\",\"ack\":1}\n{}",
        "{\"is\":\"data\",\"seq\":1,\"ack\":0,\"channel\":\"test\"}",
        "{\"is\":\"data\",\"seq\":1,\"ack\":0,\"channel\":\"Te st\"}\n{}",
        "{\"is\":\"bye\",\"why\":\"because\"}",
        "{\"is\":\"other\"}",
        "{\"is\":\"hello\",\"version\":2,\"fresh\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"clock\":0,\"addresses\":[]}",
        "{\"is\":\"hello\",\"version\":1,\"fresh\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"clock\":0,\"addresses\":[\"a\"]}",
        "{\"is\":\"hello\",\"version\":1,\"fresh\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"clock\":0,"
            + "\"addresses\":[\"a:1\",\"a:1\",\"a:1\",\"a:1\",\"a:1\"]}",
        "{\"is\":\"hello\",\"version\":1,\"fresh\":\"AAAA\",\"clock\":0,\"addresses\":[]}"
      })
  void whatIsNotAFrameIsRefused(String text) {
    assertThatThrownBy(() -> FrameFormat.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void aHeaderThatNeverEndsIsNotRead() {
    byte[] endless = new byte[FrameFormat.MAX_FRAME];
    Arrays.fill(endless, (byte) ' ');
    assertThatThrownBy(() -> FrameFormat.read(endless)).isInstanceOf(Refusal.class);
  }

  @Test
  void aTextThatIsNotUtf8IsRefused() {
    byte[] frame = FrameFormat.write(new Frame.Data(1, 0, new Parcel("test", "ab")));
    frame[frame.length - 1] = (byte) 0xFF;
    assertThatThrownBy(() -> FrameFormat.read(frame)).isInstanceOf(Refusal.class);
  }

  @Test
  void noTokenAndNoContentIsPrinted() {
    PairingToken token = PairingToken.ofBytes(new byte[32]);
    Frame hello = new Frame.Hello(MINE, Optional.empty(), 0, List.of(), Optional.of(token));
    assertThat(hello.toString()).doesNotContain(token.reveal()).contains("redacted");
    assertThat(new Frame.Data(1, 0, new Parcel("test", "whisper")).toString())
        .doesNotContain("whisper")
        .contains("test");
  }
}
