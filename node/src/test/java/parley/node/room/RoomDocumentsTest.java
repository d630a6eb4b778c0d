package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;

/** Documents in a room, over the wire. */
class RoomDocumentsTest {
  private static final Pattern TALK = Pattern.compile("href=\"/talk/([^\"/?#]+)");
  private static final String BYTES = "application/octet-stream";

  private static NodeUnderTest node;
  private static Browser anna;
  private static Browser maria;
  private static String room;

  @BeforeAll
  static void start() {
    node = NodeUnderTest.demo();
    anna = node.signedIn("anna.norland");
    maria = node.signedIn("maria.sudria");
    Matcher link = TALK.matcher(anna.open("/").text());
    assertThat(link.find()).isTrue();
    room = "/room/" + link.group(1);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Browser share(Browser browser, byte[] content) {
    return browser.with("Origin", browser.origin()).submitBody(room + "/documents", BYTES, content);
  }

  /** Lets something happen while Anna sits in the room. */
  private static void whileAnnaSits(Runnable meanwhile) throws Exception {
    anna.saying(room + "/signal", ClientMessagesTest.JOIN, meanwhile, "{\"type\":\"leave\"}");
  }

  @Test
  void whoSitsInTheRoomHandsADocumentOverAndTheOthersGetItUntilTheRoomIsEmpty() throws Exception {
    byte[] content = new byte[20_000_000];
    new Random(1).nextBytes(content);
    List<String> kept = new ArrayList<>();
    assertThat(share(anna, content).status()).as("she does not sit there").isEqualTo(409);
    whileAnnaSits(
        () -> {
          assertThat(share(anna, content).status()).isEqualTo(201);
          kept.add(room + "/documents/" + anna.text());
          maria.open(kept.getFirst());
          assertThat(maria.status()).isEqualTo(200);
          assertThat(maria.bytes()).isEqualTo(content);
          assertThat(maria.header("Cache-Control")).isEqualTo("no-store");
          assertThat(maria.header("X-Content-Type-Options")).isEqualTo("nosniff");
          assertThat(maria.header("Content-Type")).isEqualTo(BYTES);
          assertThat(maria.header("Content-Disposition")).isEqualTo("attachment");
          assertThat(node.browser("maria.sudria").open(kept.getFirst()).status()).isEqualTo(401);
          Browser journalist = node.browser("press.norland").stealing(anna);
          assertThat(journalist.open(kept.getFirst()).status()).isEqualTo(404);
        });
    assertThat(isGone(kept.getFirst())).isTrue();
  }

  private static boolean isGone(String path) throws InterruptedException {
    for (int tries = 0; tries < 50 && maria.open(path).status() != 404; tries++) {
      Thread.sleep(100);
    }
    return maria.status() == 404;
  }

  @Test
  void anotherPageCannotPutADocumentIn() throws Exception {
    whileAnnaSits(
        () -> {
          for (String origin : List.of("https://evil.example", maria.origin())) {
            Browser forged = node.browser("anna.norland").stealing(anna).with("Origin", origin);
            forged.submitBody(room + "/documents", BYTES, new byte[3]);
            assertThat(forged.status()).as(origin).isEqualTo(403);
          }
          Browser nameless = node.browser("anna.norland").stealing(anna);
          nameless.submitBody(room + "/documents", BYTES, new byte[3]);
          assertThat(nameless.status()).isEqualTo(403);
          Browser form = node.browser("anna.norland").stealing(anna);
          form.with("Origin", anna.origin())
              .submitBody(room + "/documents", "text/plain", new byte[3]);
          assertThat(form.status()).isEqualTo(403);
          assertThat(share(anna, new byte[3]).status()).as("control").isEqualTo(201);
        });
  }
}
