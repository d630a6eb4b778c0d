package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.node.room.group.GroupRequest;
import parley.relay.Codecs;
import parley.relay.MediaKind;
import parley.relay.PictureSize;
import parley.relay.TrackId;
import parley.relay.TrackOffer;

class ClientMessagesTest {
  static final String JOIN =
      """
      {"type":"join","ice":{"ufrag":"L7uX","pwd":"qqRTlW/wMMv1wNScacGFD2pe"},"dtls":{"fingerprint":"%s"},
      "codecs":{"opus":111,"vp8":96,"rtx":97},
      "extensions":{"mid":4,"rid":10,"repairedRid":11,"transportSequence":3,"audioTransportSequence":3,"audioLevel":1,"dependencyDescriptor":12},
      "send":[{"track":"microphone","kind":"audio","mid":"0","ssrc":1788942944,"rtxSsrc":0},
      {"track":"camera","kind":"video","mid":"1","rids":["q","h","f"]}],
      "have":{"microphone":true,"camera":true,"muted":false}}
      """
          .formatted("F1:".repeat(31) + "F1");

  @Test
  void aJoinIsReadWhole() throws ClientMessages.Malformed {
    assertThat(ClientMessages.read(JOIN))
        .isInstanceOfSatisfying(
            ClientMessage.Join.class,
            join -> {
              assertThat(join.codecs()).isEqualTo(new Codecs(111, 96, 97));
              assertThat(join.extensions().dependencyDescriptor()).isEqualTo(12);
              assertThat(join.have()).isEqualTo(new Presence(true, true, false));
              assertThat(join.send())
                  .containsExactly(
                      new TrackOffer(
                          "microphone",
                          MediaKind.AUDIO,
                          "0",
                          new TrackOffer.Single(1_788_942_944L, 0)),
                      new TrackOffer(
                          "camera",
                          MediaKind.VIDEO,
                          "1",
                          new TrackOffer.Simulcast(List.of("q", "h", "f"))));
            });
  }

  @Test
  void theSmallMessagesAreRead() throws ClientMessages.Malformed {
    assertThat(ClientMessages.read("{\"type\":\"ready\",\"tracks\":[\"a\",\"b\"]}"))
        .isEqualTo(new ClientMessage.Ready(List.of(new TrackId("a"), new TrackId("b"))));
    assertThat(ClientMessages.read("{\"type\":\"want\",\"track\":\"a\",\"size\":\"half\"}"))
        .isEqualTo(new ClientMessage.Want(new TrackId("a"), PictureSize.HALF));
    assertThat(
            ClientMessages.read(
                "{\"type\":\"state\",\"have\":{\"microphone\":true,\"camera\":false,\"muted\":true}}"))
        .isEqualTo(new ClientMessage.State(new Presence(true, false, true)));
    assertThat(ClientMessages.read("{\"type\":\"leave\"}")).isEqualTo(new ClientMessage.Leave());
  }

  @Test
  void everyMessageOfTheGroupIsRead() throws ClientMessages.Malformed {
    assertThat(read("commit"))
        .isEqualTo(
            new ClientMessage.Group(new GroupRequest.Commit(1, "AAAA", 0, "AAAA", "", "AAAA")));
    assertThat(read("key-package"))
        .isEqualTo(new ClientMessage.Group(new GroupRequest.KeyPackage("AAAA")));
    assertThat(read("lost")).isEqualTo(new ClientMessage.Group(new GroupRequest.Lost()));
    assertThat(read("entries")).isEqualTo(new ClientMessage.Entries(Map.of()));
  }

  private static ClientMessage read(String name) throws ClientMessages.Malformed {
    return ClientMessages.read(SampleMessages.all().get(SampleMessages.sampled().indexOf(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"join\"",
        "{}",
        "{\"type\":\"eject\",\"person\":\"viktor.sudria\"}",
        "{\"type\":\"leave\",\"person\":\"viktor.sudria\"}",
        "{\"type\":\"leave\"} {\"type\":\"leave\"}",
        "{\"type\":\"leave\",\"type\":\"leave\"}",
        "{\"type\":\"want\",\"track\":\"a\",\"size\":\"huge\"}",
        "{\"type\":\"want\",\"track\":\"a\"}",
        "{\"type\":\"ready\",\"tracks\":null}",
        "{\"type\":\"entries\"}",
        "{\"type\":\"entries\",\"heads\":{\"c\":null}}",
        "{\"type\":\"entries\",\"heads\":{\"c\":{\"seq\":0,\"hash\":\"h\"}}}",
        "{\"type\":\"key-package\",\"keyPackage\":\"\"}",
        "{\"type\":\"key-package\",\"keyPackage\":\"A+/=\"}",
        "{\"type\":\"key-package\",\"keyPackage\":null}",
        "{\"type\":\"key-package\",\"keyPackage\":\"AAAAA\"}",
        "{\"type\":\"resume\",\"generation\":0,\"group\":\"AAAA\",\"epoch\":0}",
        "{\"type\":\"resume\",\"generation\":1,\"group\":\"AAAA\",\"epoch\":-1}",
        "{\"type\":\"reached\",\"generation\":1}",
        "{\"type\":\"reached\",\"generation\":1,\"epoch\":\"1\"}",
        "{\"type\":\"lost\",\"why\":\"x\"}",
        "{\"type\":\"message\",\"generation\":1,\"epoch\":0,\"id\":\"a b\",\"message\":\"AAAA\"}",
        "{\"type\":\"commit\",\"generation\":1,\"group\":\"AAAA\",\"epoch\":0,\"commit\":\"\",\"welcome\":\"\",\"groupInfo\":\"AAAA\"}",
        "{\"type\":\"ready\",\"tracks\":[null]}",
        "{\"type\":\"state\",\"have\":{\"microphone\":1,\"camera\":false,\"muted\":true}}",
        "{\"type\":\"state\",\"have\":{\"microphone\":\"true\",\"camera\":false,\"muted\":true}}",
        "{\"type\":\"state\",\"have\":{\"microphone\":true,\"camera\":false}}",
        "{\"type\":\"state\",\"have\":{\"microphone\":true,\"camera\":false,\"muted\":true,\"hand\":true}}"
      })
  void whatIsNotExactlyAMessageIsMalformed(String text) {
    assertThatThrownBy(() -> ClientMessages.read(text))
        .isInstanceOf(ClientMessages.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"opus\":111|\"opus\":300",
        "\"opus\":111|\"opus\":111.5",
        "\"vp8\":96|\"vp8\":111",
        "\"mid\":4|\"mid\":15",
        "\"ssrc\":1788942944|\"ssrc\":0",
        "\"ssrc\":1788942944|\"ssrc\":4294967296",
        "[\"q\",\"h\",\"f\"]|[\"q\",\"q\",\"f\"]",
        "[\"q\",\"h\",\"f\"]|[]",
        "[\"q\",\"h\",\"f\"]|[\"q\",null]",
        "\"kind\":\"video\"|\"kind\":\"screen\"",
        "\"track\":\"camera\"|\"track\":\"microphone\"",
        "F1:F1:F1|F1:F1",
        "\"ufrag\":\"L7uX\"|\"ufrag\":\"L7u\"",
        "\"pwd\":\"qqRTlW/wMMv1wNScacGFD2pe\"|\"pwd\":\"short\"",
        "\"have\":|\"has\":",
        "\"send\":[|\"send\":[null,"
      })
  void aJoinWithOneThingWrongIsMalformed(String change) {
    String[] parts = change.split("\\|");
    String changed = JOIN.replaceFirst(java.util.regex.Pattern.quote(parts[0]), parts[1]);
    assertThat(changed).isNotEqualTo(JOIN);
    assertThatThrownBy(() -> ClientMessages.read(changed))
        .isInstanceOf(ClientMessages.Malformed.class);
  }

  @Property(tries = 2_000)
  void noChangeOfOneCharacterMakesAnythingButAMessageOrAMalformedOne(
      @ForAll @IntRange(min = 0, max = 900) int at, @ForAll char with) {
    int place = at % JOIN.length();
    String changed = JOIN.substring(0, place) + with + JOIN.substring(place + 1);
    try {
      assertThat(ClientMessages.read(changed)).isNotNull();
    } catch (ClientMessages.Malformed malformed) {
      assertThat(malformed).isNotNull();
    }
  }
}
