package parley.node.press.publicview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import parley.node.words.Language;

class StatementFormatTest {
  private static final StatementId ID = new StatementId("AAAAAAAAAAAAAAAAAAAAAA");

  /** As it was signed before statements had stories and notes. */
  private static final String OLD =
      """
      {"v":1,"id":"AAAAAAAAAAAAAAAAAAAAAA","room":"norland","kind":"announcement","released":"2026-11-26T07:00:00Z",\
      "wordings":{"en":{"headline":"Contact","place":"Norport","speaker":"Peter","office":"Spokesman","body":["One.","Two."],\
      "caption":"","credit":"","alternative":""}},"date":{"level":"week","value":"2026-11-30"},\
      "relations":[{"rel":"replies-to","room":"sudria","id":"AAAAAAAAAAAAAAAAAAAAAA"}]}\
      """;

  @Test
  void shouldWriteWhatHasNoStoryAsItWasWrittenBeforeThereWereAny() {
    assertThat(text(old())).isEqualTo(OLD);
    assertThat(StatementFormat.read(jws(OLD))).isEqualTo(old());
  }

  @Test
  void shouldKeepStoryAndNote() {
    Wording plain = old().wordings().get(Language.EN);
    Wording noted =
        new Wording(
            plain.headline(),
            plain.place(),
            plain.speaker(),
            plain.office(),
            plain.body(),
            "",
            "",
            "",
            "A name was wrong");
    Statement told =
        new Statement(
                ID,
                "norland",
                StatementKind.NOTICE,
                old().released(),
                Map.of(Language.EN, noted),
                Optional.empty(),
                Optional.empty(),
                List.of())
            .of(new StoryId("BBBBBBBBBBBBBBBBBBBBBA"));
    assertThat(StatementFormat.read(jws(text(told)))).isEqualTo(told);
    assertThat(text(told)).contains("\"story\":\"BBB").contains("\"note\":\"A name");
  }

  private static Statement old() {
    return new Statement(
        ID,
        "norland",
        StatementKind.ANNOUNCEMENT,
        Instant.parse("2026-11-26T07:00:00Z"),
        Map.of(
            Language.EN,
            new Wording(
                "Contact", "Norport", "Peter", "Spokesman", List.of("One.", "Two."), "", "", "")),
        Optional.of(new PublicDate("week", "2026-11-30")),
        Optional.empty(),
        List.of(new Relation(Relation.Kind.REPLIES_TO, "sudria", ID)));
  }

  private static String text(Statement statement) {
    return new String(StatementFormat.write(statement), StandardCharsets.UTF_8);
  }

  private static String jws(String payload) {
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + ".AA";
  }
}
