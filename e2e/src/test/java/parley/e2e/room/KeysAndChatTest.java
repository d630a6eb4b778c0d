package parley.e2e.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.browser.Chromium;

/** What two people read of the room's keys, and what they write and hand to each other. */
@Timeout(300)
class KeysAndChatTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String SAME =
      "document.querySelector('.mark[data-mark=same] .mark-words')?.textContent.includes('2') ?? false";
  private static final String LAST =
      "[...document.querySelectorAll('.chat-line')].at(-1)?.innerText ?? ''";

  @TempDir static Path folder;
  @AutoClose private static Demo demo;
  @AutoClose private static Participant helen;
  @AutoClose private static Participant viktor;

  @BeforeAll
  static void bothGoIn() throws Exception {
    demo = Demo.start(folder.resolve("data"));
    String talk = DemoTalk.of(demo);
    helen = Participant.atTheDoor(demo, talk, Delegate.HELEN, Chromium.plain().onlyPage()).join();
    viktor = Participant.atTheDoor(demo, talk, Delegate.VIKTOR, Chromium.plain().onlyPage()).join();
    bothHaveTheKeys();
  }

  @Test
  void bothScreensShowTheSameMarkAndWhoHoldsTheKeys() {
    String digits = "document.querySelector('.mark-code').textContent.slice(0, 4)";
    String hers = helen.page().evaluate(digits).asText();
    assertThat(hers).matches("\\d{4}");
    assertThat(viktor.page().evaluate(digits).asText()).isEqualTo(hers);
    show(helen, "people");
    assertThat(textOf(helen, ".side")).contains("Helen Marsh (you)", "Viktor Orlov", "same as");
    assertThat(textOf(helen, ".roster")).doesNotContain("another script");
  }

  @Test
  void theIdentityCodeIsTheSameForBothAndItsVerdictOutlivesAReload() {
    helen.page().evaluate("document.querySelector('.mark').click()");
    viktor.page().evaluate("document.querySelector('.mark').click()");
    String code = textOf(helen, ".keys-groups");
    assertThat(code.replaceAll("\\D", "")).hasSize(30);
    assertThat(textOf(viktor, ".keys-groups")).isEqualTo(code);
    helen.page().evaluate("document.querySelector('.keys .button.primary').click()");
    awaitIdentity("matches");
    helen.page().evaluate("window.beforeTheReload = true, location.reload(), true");
    helen.page().await("a new page", "!window.beforeTheReload", PATIENCE, JsonNode::asBoolean);
    helen.awaitIn();
    bothHaveTheKeys();
    awaitIdentity("matches");
  }

  @Test
  void whatOneWritesTheOtherReadsAsTextAndWhoComesLaterDoesNot() {
    say(helen, "<b>item 3</b> before the reload");
    reads(viktor, "<b>item 3</b> before the reload");
    viktor.page().evaluate("window.beforeTheReload = true, location.reload(), true");
    viktor.page().await("a new page", "!window.beforeTheReload", PATIENCE, JsonNode::asBoolean);
    viktor.awaitIn();
    bothHaveTheKeys();
    say(helen, "after the reload");
    reads(viktor, "after the reload");
    assertThat(viktor.page().evaluate("document.querySelectorAll('.chat-line').length").asInt())
        .isEqualTo(1);
  }

  @Test
  void aDocumentArrivesAsItWasHandedOverUnderAHarmlessName() {
    show(helen, "chat");
    show(viktor, "chat");
    helen
        .page()
        .evaluate(
            """
        (() => {
          const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => at * 31 % 251);
          const given = new DataTransfer();
          given.items.add(new File([bytes], "../annex\\u202Efdp.html", { type: "text/html" }));
          const picker = document.querySelector('.chat-form input[type=file]');
          picker.files = given.files;
          picker.dispatchEvent(new Event('change'));
          return true;
        })()
        """);
    viktor
        .page()
        .await(
            "the document on offer",
            "Boolean(document.querySelector('.paper[data-state=offered]'))",
            PATIENCE,
            JsonNode::asBoolean);
    viktor
        .page()
        .evaluate(
            """
        (() => {
          const create = URL.createObjectURL;
          URL.createObjectURL = blob => { window.saved = blob; return create.call(URL, blob); };
          document.querySelector('.paper[data-state=offered] .button').click();
          return true;
        })()
        """);
    viktor.page().await("it to be saved", "Boolean(window.saved)", PATIENCE, JsonNode::asBoolean);
    assertThat(textOf(viktor, ".paper:last-child")).contains("annexfdp.html").doesNotContain("..");
    assertThat(viktor.page().evaluate("window.saved.type").asText())
        .isEqualTo("application/octet-stream");
    assertThat(
            viktor
                .page()
                .evaluate(
                    """
                window.saved.arrayBuffer().then(all => {
                  const bytes = new Uint8Array(all);
                  return bytes.length === 300_000 && bytes.every((each, at) => each === at * 31 % 251);
                })
                """)
                .asBoolean())
        .isTrue();
  }

  private static void say(Participant one, String text) {
    show(one, "chat");
    one.page()
        .evaluate(
            """
        (() => {
          document.querySelector('.chat textarea').value = '%s';
          document.querySelector('.chat-form').requestSubmit();
          return true;
        })()
        """
                .formatted(text));
  }

  private static void reads(Participant one, String text) {
    show(one, "chat");
    one.page().await(text, LAST, PATIENCE, last -> last.asText().contains(text));
  }

  private static void show(Participant one, String panel) {
    one.page()
        .evaluate(
            """
        (() => {
          const control = document.querySelector('.control-%s');
          if (control.ariaExpanded !== 'true') control.click();
          return true;
        })()
        """
                .formatted(panel));
  }

  private static String textOf(Participant one, String selector) {
    return one.page().evaluate("document.querySelector('" + selector + "').innerText").asText();
  }

  private static void bothHaveTheKeys() {
    for (Participant one : new Participant[] {helen, viktor}) {
      one.page().await(one.who() + " to see the same keys", SAME, PATIENCE, JsonNode::asBoolean);
    }
  }

  private static void awaitIdentity(String verdict) {
    helen
        .page()
        .await(
            "the verdict",
            "document.querySelector('.mark')?.dataset.identity ?? ''",
            PATIENCE,
            found -> found.asText().equals(verdict));
  }
}
