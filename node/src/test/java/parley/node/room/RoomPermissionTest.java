package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;

/** Who reaches the room, tried from every kind of seat. */
class RoomPermissionTest {
  private static final Pattern TALK = Pattern.compile("href=\"/talk/([^\"/?#]+)");

  private static NodeUnderTest node;
  private static Browser anna;
  private static String room;

  @BeforeAll
  static void start() {
    node = NodeUnderTest.demo();
    anna = node.signedIn("anna.norland");
    Matcher link = TALK.matcher(anna.open("/").text());
    assertThat(link.find()).isTrue();
    room = "/room/" + link.group(1);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void bothSidesDelegatesOpenTheRoomOwnSideFirst() {
    anna.open(room);
    assertThat(anna.status()).isEqualTo(200);
    assertThat(anna.text()).contains("<h1>Norland – Sudria</h1>").doesNotContain("banner");
    Browser maria = node.signedIn("maria.sudria").open(room);
    assertThat(maria.text()).contains("<h1>Судрия – Норландия</h1>");
  }

  @Test
  void aDelegateGetsAllThatMediaNeedsInOneRoundTrip() throws Exception {
    assertThat(anna.converse(room + "/signal", ClientMessagesTest.JOIN))
        .contains("\"type\":\"joined\"", "\"ufrag\"", "\"candidates\"", "\"fingerprint\"")
        .contains("Viktor Orlov", "Helen Marsh");
  }

  @Test
  void nobodyWhoIsNotSignedInSeesOrOpensAnything() throws Exception {
    Browser nobody = node.browser("anna.norland").open(room);
    assertThat(nobody.status()).isNotEqualTo(200);
    assertThat(nobody.text()).doesNotContain("data-room", "Sudria");
    assertThat(nobody.upgrade(room + "/signal", anna.origin())).contains("403");
  }

  @Test
  void aJournalistFindsNoRoomEvenWithADelegatesCookie() throws Exception {
    Browser journalist = node.browser("press.norland");
    String unknown = journalist.open("/room/there-is-no-such-talk").text();
    journalist.open(room);
    assertThat(journalist.status()).isEqualTo(404);
    assertThat(journalist.text()).isEqualTo(unknown);
    assertThat(journalist.stealing(anna).upgrade(room + "/signal", anna.origin())).contains("403");
  }

  @Test
  void anotherPageCannotOpenADelegatesWebSocket() throws Exception {
    assertThat(anna.upgrade(room + "/signal", anna.origin())).contains("101");
    assertThat(anna.upgrade(room + "/signal", node.browser("maria.sudria").origin()))
        .contains("403");
    assertThat(anna.upgrade(room + "/signal", "https://evil.example")).contains("403");
  }

  @Test
  void aTalkThatIsNotHersLooksLikeOneThatDoesNotExist() {
    anna.open("/room/there-is-no-such-talk");
    assertThat(anna.status()).isEqualTo(404);
  }
}
