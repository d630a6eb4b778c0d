package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;

/** Tests of a line, as people of two nodes in this process see them; relays and lines are real. */
class LineTestPagesTest {
  private static final long PATIENCE_NANOS = 90_000_000_000L;

  private final NodeUnderTest norland = NodeUnderTest.house("norland");
  private final NodeUnderTest sudria = NodeUnderTest.house("sudria");
  private final List<NodeUnderTest> running = new ArrayList<>(List.of(norland, sudria));

  private final Browser anna = norland.signedIn("anna.norland");
  private final Browser tom = norland.signedIn("tom.norland");
  private final Browser maria = sudria.signedIn("maria.sudria");
  private final Browser irina = sudria.signedIn("irina.sudria");
  private String talk;

  @BeforeEach
  void join() {
    anna.open("/convene").submit("/convene", Map.of("name-1-en", "Sudria", "name-1-ru", "Судрия"));
    talk = anna.header("Location");
    String invitation = found(anna.open(talk).text(), "(parley-invitation:[A-Za-z0-9_-]+)");
    maria.open("/invitation").submit("/invitation", Map.of("invitation", invitation));
    maria.submitExactly("/invitation", fieldsOf(maria));
    await(() -> maria.open("/invitation").text().contains(talk + "/credentials"));
    await(() -> tom.open("/line").text().contains("Connected since"));
  }

  @AfterEach
  void end() {
    running.forEach(NodeUnderTest::close);
  }

  @Test
  void aTechnicianTestsTheLineAndBothSidesSeeTheResultUntilAFailedOneRaisesTheAlarm() {
    assertThat(tom.open("/line").text()).contains("Never tested", "at least 98 % of the sounds");
    assertThat(anna.open(talk).text()).contains("Never tested", "no good test in the last 24");
    assertThat(maria.open(talk).text()).contains("за последние 24 часа хорошей проверки не было");
    ask(tom);
    assertThat(tom.open("/line").text()).contains("The line is being tested");
    await(() -> tom.open("/line").text().contains(": good"));
    assertThat(tom.text()).contains("this side", "Sounds back", " %)", "<path class=\"median\"");
    await(() -> irina.open("/line").text().contains(": хорошо"));
    assertThat(irina.text()).contains("другая сторона", " %)");
    assertThat(anna.open(talk).text())
        .contains(": good", "Settled: a good test")
        .doesNotContain("no good test");
    ask(tom);
    assertThat(tom.open("/line").text())
        .contains("The last test was less than a minute ago")
        .doesNotContain("The line is being tested");
  }

  @Test
  void aTestedLineIsCountedWithTheMattersOnBothSides() {
    accept();
    assertThat(anna.open(talk).text()).contains("Nothing is agreed yet.", "no good test");
    ask(tom);
    await(() -> anna.open(talk).text().contains("One of four matters is settled."));
    assertThat(anna.open("/").text()).contains("One of four matters is settled.");
    await(() -> maria.open(talk).text().contains("1 вопрос из 4"));
    assertThat(maria.text()).contains("Решено: за последние 24 часа есть хорошая проверка");
  }

  private void accept() {
    maria.open(talk + "/credentials").submit(talk + "/join", Map.of());
    await(() -> anna.open(talk + "/credentials").text().matches("(?s).*<span>\\d{5}</span>.*"));
    anna.submit(talk + "/credentials", Map.of());
    maria.open(talk + "/credentials").submit(talk + "/credentials", Map.of());
    await(() -> anna.open(talk).text().contains("Nothing is agreed yet."));
  }

  @Test
  void whenTheLineBreaksInTheMiddleTechniciansAreAlarmed() {
    ask(tom);
    sudria.close();
    running.remove(sudria);
    await(() -> tom.open("/line").text().contains("the line broke in the middle"));
    assertThat(tom.text()).contains("This stays until a later test is good");
    assertThat(tom.open(talk).text()).contains("The test of the line to Sudria");
    assertThat(anna.open(talk).text())
        .contains("failed, the line broke in the middle")
        .doesNotContain("This stays until a later test is good");
    ask(tom);
    assertThat(tom.open("/line").text()).contains("The line is down.");
  }

  @Test
  void nobodyButWhoKeepsTheLineStartsATest() {
    String counterpart = counterpartOf(tom);
    for (String other : new String[] {"anna.norland", "clara.norland", "peter.norland"}) {
      Browser hers = norland.signedIn(other);
      hers.submit("/line/test", Map.of("counterpart", counterpart));
      assertThat(hers.status()).as(other).isEqualTo(403);
    }
    maria.open("/line").submit("/line/test", Map.of("counterpart", "norland"));
    assertThat(maria.status()).isEqualTo(403);
    tom.submit("/line/test", Map.of("counterpart", "atlantis"));
    assertThat(tom.status()).isEqualTo(404);
    assertThat(tom.open("/line").text()).contains("Never tested");
    assertThat(anna.open("/line").text()).doesNotContain("Test now");
  }

  private static void ask(Browser keeper) {
    keeper.submit("/line/test", Map.of("counterpart", counterpartOf(keeper)));
    assertThat(keeper.status()).as(keeper.text()).isEqualTo(303);
  }

  private static String counterpartOf(Browser keeper) {
    return found(keeper.open("/line").text(), "name=\"counterpart\" value=\"([^\"]+)\"");
  }

  private static String found(String page, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(page);
    assertThat(found.find()).as(pattern + " in " + page).isTrue();
    return found.group(1);
  }

  private static Map<String, String> fieldsOf(Browser page) {
    Map<String, String> fields = new HashMap<>();
    Matcher field =
        Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
            .matcher(page.text());
    while (field.find()) {
      fields.put(field.group(1), field.group(2));
    }
    return fields;
  }

  private static void await(BooleanSupplier comes) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!comes.getAsBoolean()) {
      assertThat(System.nanoTime() < end).as("it comes in time").isTrue();
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
