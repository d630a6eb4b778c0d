package parley.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.browser.BrowserPage;
import parley.e2e.browser.Chromium;
import parley.e2e.room.DemoTalk;

/** What the node holds in memory before anybody came and with six in the room. */
final class RoomMemory implements Measurement {
  private static final Duration SETTLING = Duration.ofSeconds(20);

  private static final List<Delegate> SIX =
      List.of(
          Delegate.VIKTOR,
          Delegate.HELEN,
          Delegate.ANNA,
          Delegate.MARIA,
          Delegate.CLARA,
          Delegate.NINA);

  /** How many others have sent a picture that arrived; on a busy machine not all move at once. */
  private static final String SENDERS =
      "parleyRoom.arrivals().then((all) => Object.values(all).filter((one) => one.videoPackets > 0)"
          + ".length)";

  @Override
  public String name() {
    return "room: the node's memory with six in the call";
  }

  @Override
  public List<Figure> measure(int repetitions, Path scratch) throws Exception {
    try (Demo demo = Demo.start(scratch.resolve("data"));
        Chromium chromium = Chromium.withAnyCamera()) {
      String talk = DemoTalk.of(demo);
      double idle = Resident.megabytes(demo);
      for (Delegate who : SIX.subList(0, SIX.size() - 1)) {
        Room.atTheDoor(demo, talk, chromium, who).join();
      }
      BrowserPage last = Room.atTheDoor(demo, talk, chromium, SIX.getLast()).join().page();
      last.await(
          "pictures of five", SENDERS, Room.PATIENCE, count -> count.asInt() >= SIX.size() - 1);
      Thread.sleep(SETTLING);
      return List.of(
          Figure.single("resident memory before anybody came in", "MB", idle),
          Figure.single("resident memory with six in the call", "MB", Resident.megabytes(demo)));
    }
  }
}
