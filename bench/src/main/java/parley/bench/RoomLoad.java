package parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.WorkerScript;
import parley.e2e.room.DemoTalk;
import parley.e2e.room.Participant;

/**
 * What a person in a call of three costs her browser, beside the same call with a worker that hands
 * every frame on in clear: the difference is what encrypting and decrypting cost.
 */
final class RoomLoad implements Measurement {
  private static final List<Delegate> THREE =
      List.of(Delegate.VIKTOR, Delegate.HELEN, Delegate.ANNA);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration SETTLING = Duration.ofSeconds(20);
  private static final Duration WINDOW = Duration.ofSeconds(3);
  private static final double PERCENT = 100;

  @Override
  public String name() {
    return "room: processor time in the browser";
  }

  @Override
  public List<Figure> measure(int repetitions, Path scratch) throws Exception {
    Distribution sealed = load(scratch.resolve("sealed"), WorkerScript.AS_SERVED, repetitions);
    Distribution clear = load(scratch.resolve("clear"), WorkerScript.WIRETAP, repetitions);
    double share = PERCENT * (sealed.median() - clear.median()) / sealed.median();
    return List.of(
        new Figure("processor per person in a call of three, encrypted", "%", sealed),
        new Figure("  the same with a worker that encrypts nothing", "%", clear),
        Figure.single("  share of encrypting and decrypting", "%", share));
  }

  private static Distribution load(Path data, WorkerScript worker, int repetitions)
      throws Exception {
    try (Demo demo = Demo.start(data);
        Chromium chromium = Chromium.withAnyCamera()) {
      String talk = DemoTalk.of(demo);
      for (Delegate who : THREE) {
        Participant.atTheDoor(demo, talk, who, chromium.page(worker))
            .join()
            .page()
            .await(
                "the pictures of those who are here",
                "parleyRoom.pictures().length > " + THREE.indexOf(who),
                PATIENCE,
                JsonNode::asBoolean);
      }
      Thread.sleep(SETTLING);
      double[] percent = new double[repetitions];
      for (int i = 0; i < repetitions; i++) {
        Duration before = ofBrowsers();
        long begun = System.nanoTime();
        Thread.sleep(WINDOW);
        double spent = ofBrowsers().minus(before).toNanos();
        percent[i] = PERCENT * spent / (System.nanoTime() - begun) / THREE.size();
      }
      return Distribution.of(percent);
    }
  }

  /** Processor time of all of Chromium's processes that this one has started. */
  private static Duration ofBrowsers() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::info)
        .filter(info -> info.command().orElse("").contains("chrom"))
        .flatMap(info -> info.totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
