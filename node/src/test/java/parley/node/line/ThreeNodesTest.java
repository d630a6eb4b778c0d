package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;

/** Three nodes in this process; two of them run a Sudria each, which have never met. */
class ThreeNodesTest {
  private static final Pattern INVITATION = Pattern.compile("parley-invitation:[A-Za-z0-9_-]+");

  @Test
  void twoWhoWereInvitedByAThirdGetALineOfTheirOwnOnceTheyHaveAcceptedEachOther() {
    try (NodeUnderTest norland = NodeUnderTest.house("norland");
        NodeUnderTest second = NodeUnderTest.house("sudria");
        NodeUnderTest third = NodeUnderTest.house("sudria")) {
      Browser anna = norland.signedIn("anna.norland");
      List<Browser> invited =
          List.of(second.signedIn("maria.sudria"), third.signedIn("maria.sudria"));
      String talk = convened(anna);
      Matcher invitation = INVITATION.matcher(anna.open(talk).text());
      for (Browser each : invited) {
        assertThat(invitation.find()).isTrue();
        take(each, invitation.group(), talk);
        each.open(talk + "/credentials").submit(talk + "/join", Map.of());
        invitation = INVITATION.matcher(anna.open(talk).text());
      }
      Browser irina = second.signedIn("irina.sudria");
      assertThat(connected(irina)).as("before they have accepted each other").isEqualTo(1);
      List<Browser> all = List.of(anna, invited.getFirst(), invited.getLast());
      all.forEach(each -> acceptTwo(each, talk));
      await(() -> connected(irina) == 2);
      await(() -> connected(third.signedIn("irina.sudria")) == 2);
    }
  }

  private static String convened(Browser anna) {
    anna.open("/convene")
        .submit(
            "/convene",
            Map.of(
                "name-1-en", "Sudria",
                "name-1-ru", "Судрия",
                "name-2-en", "Westmark",
                "name-2-ru", "Вестмарк"));
    assertThat(anna.status()).as(anna.text()).isEqualTo(303);
    return anna.header("Location");
  }

  private static void take(Browser invited, String invitation, String talk) {
    invited.open("/invitation");
    invited.submit("/invitation", Map.of("step", "take", "invitation", invitation));
    assertThat(invited.status()).as(invited.text()).isEqualTo(303);
    await(() -> invited.open("/invitation").text().contains(talk + "/credentials"));
  }

  private static void acceptTwo(Browser browser, String talk) {
    for (int other = 0; other < 2; other++) {
      await(() -> browser.open(talk + "/credentials").text().contains("name=\"credentials\""));
      browser.submit(talk + "/credentials", Map.of());
      assertThat(browser.status()).as(browser.text()).isEqualTo(303);
    }
  }

  /** How many of its lines a technician sees connected. */
  private static int connected(Browser technician) {
    return technician.open("/line").text().split("data-state=\"in-force\"", -1).length - 1;
  }

  private static void await(BooleanSupplier comes) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!comes.getAsBoolean()) {
      assertThat(System.nanoTime() < end).as("it comes within 30 seconds").isTrue();
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
