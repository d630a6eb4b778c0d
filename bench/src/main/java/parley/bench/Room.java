package parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import parley.e2e.Delegate;
import parley.e2e.DemoNode;
import parley.e2e.Entrance;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.Waiting;
import parley.e2e.room.DemoTalk;
import parley.e2e.room.Door;

/**
 * From the click on Join to the first moving remote picture, in Chromium on this machine; and what
 * the node holds in memory before anybody came and with six in the room.
 */
final class Room implements Measurement {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration SETTLING = Duration.ofSeconds(20);

  private static final List<Delegate> SIX =
      List.of(
          Delegate.VIKTOR,
          Delegate.HELEN,
          Delegate.ANNA,
          Delegate.MARIA,
          Delegate.CLARA,
          Delegate.NINA);

  private static final String READY =
      "Boolean(document.querySelector('.green-join:not([disabled])')"
          + " && document.querySelector('.green-picture video')?.srcObject)";

  @Override
  public String name() {
    return "room: click on Join to the first moving remote picture";
  }

  @Override
  public List<Figure> measure(int repetitions, Path scratch) throws Exception {
    try (DemoNode node = DemoNode.start(scratch.resolve("data"));
        Chromium chromium = Chromium.withAnyCamera()) {
      String talk = DemoTalk.of(node);
      double idle = Resident.megabytes(node.pid());
      List<BrowserContext> contexts = new ArrayList<>();
      Page waiting = atTheDoor(node, talk, chromium, contexts, SIX.get(0));
      waiting.locator(".green-join").click();
      awaitTrue(waiting, "parleyRoom.phase() === 'in'");
      double[] joins = joins(node, talk, chromium, contexts, repetitions);
      for (Delegate who : SIX.subList(2, SIX.size())) {
        atTheDoor(node, talk, chromium, contexts, who).locator(".green-join").click();
      }
      awaitTrue(waiting, "parleyRoom.pictures().length >= " + SIX.size());
      Thread.sleep(SETTLING);
      double six = Resident.megabytes(node.pid());
      contexts.forEach(BrowserContext::close);
      return List.of(
          new Figure("click on Join to first moving remote picture", "ms", Distribution.of(joins)),
          Figure.single("resident memory before anybody came in", "MB", idle),
          Figure.single("resident memory with six in the call", "MB", six));
    }
  }

  /** The same person again and again: by its own page, as on her first visit. */
  private static double[] joins(
      DemoNode node, String talk, Chromium chromium, List<BrowserContext> contexts, int times) {
    Page page = atTheDoor(node, talk, chromium, contexts, SIX.get(1));
    double[] milliseconds = new double[times];
    for (int i = 0; i < times; i++) {
      page.locator(".green-join").click();
      JsonNode moments =
          Waiting.until(
              "the first remote picture",
              PATIENCE,
              () -> Chromium.evaluate(page, "parleyRoom.moments()"),
              seen -> seen.path("picture").asDouble() > 0);
      milliseconds[i] = moments.path("picture").asDouble() - moments.path("asked").asDouble();
      boolean again = i < times - 1;
      if (again) {
        page.locator(".control-leave").click();
        page.locator(".door").waitFor();
        page.navigate(node.at(SIX.get(1).host(), "/room/" + talk));
        awaitTrue(page, READY);
      }
    }
    return milliseconds;
  }

  private static Page atTheDoor(
      DemoNode node, String talk, Chromium chromium, List<BrowserContext> contexts, Delegate who) {
    BrowserContext context = chromium.newContext();
    contexts.add(context);
    Page page = new Entrance(node).enter(context, who);
    page.navigate(node.at(who.host(), "/room/" + talk));
    Door.open(page);
    awaitTrue(page, READY);
    return page;
  }

  private static void awaitTrue(Page page, String expression) {
    Waiting.until(
        expression, PATIENCE, () -> Chromium.evaluate(page, expression), JsonNode::asBoolean);
  }
}
