package parley.node.line.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.node.trunk.ToldEnd;
import parley.relay.MediaKind;
import parley.relay.PeerId;
import parley.relay.TrackId;
import parley.relay.TrunkTrack;

class TestMessagesTest {
  private static final TestId ID = TestId.draw(new Random(1));
  private static final ToldEnd END =
      new ToldEnd(
          0x4001,
          1,
          List.of(new InetSocketAddress("192.0.2.1", 4_000), new InetSocketAddress("::1", 4_001)));
  private static final TrunkTrack TRACK =
      new TrunkTrack(
          new TrackId("t1"),
          new PeerId("ours"),
          "sound",
          MediaKind.AUDIO,
          List.of(new TrunkTrack.Layer(1, 0)));
  private static final Figures FIGURES =
      new Figures(
          TestedLine.report(499, 300, 41), Optional.of(Duration.ofMillis(-3)), Duration.ZERO);
  private static final List<TestMessage> ALL =
      List.of(
          new TestMessage.Ask(ID, END),
          new TestMessage.Accepted(ID, END),
          new TestMessage.Refused(ID, Finding.TOO_SOON),
          new TestMessage.Offered(ID, List.of(TRACK)),
          new TestMessage.Wanted(ID, new TrackId("t2"), Set.of(0, 1)),
          new TestMessage.Done(ID, FIGURES),
          new TestMessage.Done(
              ID, new Figures(FIGURES.report(), Optional.empty(), Duration.ofDays(3))),
          new TestMessage.Failed(ID));

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    for (TestMessage each : ALL) {
      assertThat(TestMessages.read(TestMessages.write(each))).contains(each);
    }
  }

  @Test
  void aMemberMoreIsNoMessage() {
    for (TestMessage each : ALL) {
      String text = TestMessages.write(each);
      assertThat(TestMessages.read(text.replace("{\"type\"", "{\"more\":1,\"type\""))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"type\":\"failed\"}",
        "{\"type\":\"failed\",\"id\":\"short\"}",
        "{\"type\":\"refused\",\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"why\":\"passed\"}",
        "{\"type\":\"wanted\",\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"track\":\"\",\"layers\":[0]}",
        "{\"type\":\"wanted\",\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"track\":\"t\",\"layers\":[0,0]}",
        "{\"type\":\"wanted\",\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"track\":\"t\",\"layers\":[3]}",
        "{\"type\":\"offered\",\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"tracks\":[{\"id\":\"t\",\"publisher\":\"\","
            + "\"name\":\"n\",\"kind\":\"audio\",\"layers\":[{\"ssrc\":1,\"rtx\":0}]}]}",
        "{\"type\":\"offered\",\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"tracks\":[{\"id\":\"t\",\"publisher\":\"p\","
            + "\"name\":\"n\",\"kind\":\"audio\",\"layers\":[{\"ssrc\":0,\"rtx\":0}]}]}"
      })
  void whatIsNoMessageIsNotRead(String text) {
    assertThat(TestMessages.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"channel\":16383",
        "\"channel\":20480",
        "\"turn\":0",
        "\"ip\":\"relay.norland.example\"",
        "\"ip\":\"\"",
        "\"port\":0",
        "\"port\":65536",
        "\"candidates\":[]"
      })
  void anEndThatNoTrunkHasIsNotRead(String wrong) {
    String name = wrong.substring(0, wrong.indexOf(':'));
    String right = TestMessages.write(new TestMessage.Ask(ID, END));
    String text = right.replaceFirst(name + ":(\\[[^]]*]|\"[^\"]*\"|\\d+)", wrong);
    assertThat(text).isNotEqualTo(right).contains(wrong);
    assertThat(TestMessages.read(right)).isPresent();
    assertThat(TestMessages.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sounds\":[500,501]",
        "\"sounds\":[-1,0]",
        "\"sounds\":[500]",
        "\"sounds\":[999999999,0]",
        "\"altered\":-1",
        "\"median\":-1",
        "\"median\":9007199254740991",
        "\"age\":-5",
        "\"age\":9007199254740991",
        "\"bits\":-1",
        "\"offset\":9007199254740991"
      })
  void figuresThatNoTestHasAreNotRead(String wrong) {
    String name = wrong.substring(0, wrong.indexOf(':'));
    String right = TestMessages.write(new TestMessage.Done(ID, FIGURES));
    String text = right.replaceFirst(name + ":(\\[[^]]*]|-?\\d+)", wrong);
    assertThat(text).isNotEqualTo(right).contains(wrong);
    assertThat(TestMessages.read(right)).isPresent();
    assertThat(TestMessages.read(text)).isEmpty();
  }

  @Test
  void randomChangesOfATextNeverDoHarm() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      char[] text = TestMessages.write(ALL.get(random.nextInt(ALL.size()))).toCharArray();
      text[random.nextInt(text.length)] = (char) (32 + random.nextInt(95));
      TestMessages.read(new String(text));
    }
  }
}
