package parley.node.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import parley.node.Browser;
import parley.node.NodeUnderTest;
import parley.node.TestPasskey;
import parley.node.office.SetUp;

/** Whoever finds a browser open where an administrator was a while ago. */
class FreshTouchTest {
  private static final Map<String, String> RUTH =
      Map.of(
          "name-en", "Ruth Adler",
          "name-ru", "Рут Адлер",
          "office-en", "Note-taker",
          "office-ru", "Протоколист",
          "role", "note-taker");

  @Test
  void shouldAskForATouchBeforePeopleAreChanged() throws Exception {
    NodeUnderTest first = NodeUnderTest.run();
    SetUp setUp = new SetUp(first);
    Browser before = setUp.join(setUp.delegation(setUp.operator(), "Norland", "Tom Hale"));
    assertThat(before.open("/people/add").submit("/people/add", RUTH).status())
        .as("control: a moment after a touch nothing is asked")
        .isEqualTo(303);
    letTimePass(first);
    try (NodeUnderTest node = first.againAsOwn()) {
      Browser tom = node.browser("tom.norland").stealing(before);
      tom.open("/people/person/ruth").submit("/people/person/ruth/remove", Map.of());
      assertThat(tom.status()).isEqualTo(200);
      assertThat(tom.text()).contains("data-passkey=\"touch\"");
      String options = TestPasskey.options(tom.text());
      assertThat(isThere(tom)).as("nothing was done yet").isTrue();

      Map<String, String> carried = new HashMap<>(Map.of("kept.kept", "yes"));
      tom.open("/people/person/ruth").submit("/people/person/ruth/remove", carried);
      assertThat(isThere(tom)).as("a form that only looks like one that was asked for").isTrue();

      carried.putAll(new TestPasskey(new Random(9), tom.origin()).touched(options));
      tom.open("/people/person/ruth").submit("/people/person/ruth/remove", carried);
      assertThat(tom.status()).isEqualTo(422);
      assertThat(isThere(tom)).as("with a touch of another passkey").isTrue();
    }
  }

  private static boolean isThere(Browser tom) {
    return tom.open("/people").text().contains("Ruth Adler");
  }

  private static void letTimePass(NodeUnderTest node) throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + node.data().resolve("parley.db"));
        Statement late = database.createStatement()) {
      assertThat(late.executeUpdate("update session set proven_at = 1")).isPositive();
    }
  }
}
