package parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.browser.BrowserPage;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.WorkerScript;
import parley.e2e.room.DemoTalk;
import parley.e2e.room.Participant;

/**
 * From the click on Join to the first sound and the first moving picture of somebody else, in
 * Chromium on this machine, encrypted as always.
 */
final class Room implements Measurement {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String CAMERA =
      "Boolean(document.querySelector('.green-picture video')?.srcObject)";

  /** Notes when the first sound that was sent by somebody else leaves the jitter buffer. */
  private static final String LISTEN =
      """
      (() => {
        window.firstSound = 0;
        const look = async () => {
          const stats = [...((await parleyRoom.peer()?.getStats()) ?? new Map()).values()];
          if (stats.some((each) => each.type === 'inbound-rtp' && each.kind === 'audio' && each.jitterBufferEmittedCount > 0)) {
            window.firstSound = performance.now();
          } else {
            setTimeout(look, 20);
          }
        };
        look();
        return true;
      })()
      """;

  private static final String MOMENTS =
      "({ sound: window.firstSound - parleyRoom.moments().asked, picture: (parleyRoom.moments().picture"
          + " ?? 0) - parleyRoom.moments().asked })";

  @Override
  public String name() {
    return "room: click on Join to the first sound and the first moving remote picture, encrypted";
  }

  @Override
  public List<Figure> measure(int repetitions, Path scratch) throws Exception {
    try (Demo demo = Demo.start(scratch.resolve("data"));
        Chromium chromium = Chromium.withAnyCamera()) {
      String talk = DemoTalk.of(demo);
      atTheDoor(demo, talk, chromium, Delegate.VIKTOR).join();
      double[] sounds = new double[repetitions];
      double[] pictures = new double[repetitions];
      joins(atTheDoor(demo, talk, chromium, Delegate.HELEN), demo, talk, sounds, pictures);
      return List.of(
          new Figure("click on Join to first sound", "ms", Distribution.of(sounds)),
          new Figure("click on Join to first moving picture", "ms", Distribution.of(pictures)));
    }
  }

  /** The same person again and again: by a page of her own, as on her first visit. */
  private static void joins(
      Participant helen, Demo demo, String talk, double[] sounds, double[] pictures) {
    BrowserPage page = helen.page();
    for (int i = 0; i < sounds.length; i++) {
      page.evaluate(LISTEN);
      helen.join();
      JsonNode moments =
          page.await(
              "the first sound and picture",
              MOMENTS,
              PATIENCE,
              seen -> seen.path("sound").asDouble() > 0 && seen.path("picture").asDouble() > 0);
      sounds[i] = moments.path("sound").asDouble();
      pictures[i] = moments.path("picture").asDouble();
      helen.press("leave");
      awaitTrue(page, "Boolean(document.querySelector('.door'))");
      helen.backAtTheDoor(demo, talk);
      awaitTrue(page, CAMERA);
    }
  }

  /** Before the room, with her own picture in the mirror. */
  static Participant atTheDoor(Demo demo, String talk, Chromium chromium, Delegate who) {
    Participant participant =
        Participant.atTheDoor(demo, talk, who, chromium.page(WorkerScript.AS_SERVED));
    awaitTrue(participant.page(), CAMERA);
    return participant;
  }

  static void awaitTrue(BrowserPage page, String expression) {
    page.await(expression, expression, PATIENCE, JsonNode::asBoolean);
  }
}
