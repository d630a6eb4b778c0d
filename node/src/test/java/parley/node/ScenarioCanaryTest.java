package parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.node.room.SampleMessages;

/**
 * A whole scenario on a node of its own process with every level of its log on: whatever is secret
 * or private in it is looked for in the log, in addresses, in headers and in pages of errors.
 */
class ScenarioCanaryTest {
  private static final Pattern LISTENS = Pattern.compile("http://localhost:(\\d+)/");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:href|action|src|data-live)=\"([^\"#]*)|location=\\[([^\\]#]*)");

  @TempDir Path folder;
  private final List<String> canaries = new ArrayList<>();
  private final StringBuilder addresses = new StringBuilder();
  private final StringBuilder headers = new StringBuilder();
  private final StringBuilder errors = new StringBuilder();
  private final StringBuilder pages = new StringBuilder();
  private int port;

  @Test
  void shouldKeepSecretsAndPrivateTextOutOfLogsAddressesHeadersAndErrors() throws Exception {
    Path log = folder.resolve("log");
    Process node = start(log);
    try {
      port = portOf(node, log);
      play();
    } finally {
      node.destroy();
      node.waitFor(20, TimeUnit.SECONDS);
    }
    assertThat(canaries).hasSizeGreaterThan(15).allMatch(canary -> canary.length() > 12);
    assertThat(found(Files.readString(log))).as("in the log").isEmpty();
    assertThat(found(addresses.toString())).as("in addresses").isEmpty();
    assertThat(found(headers.toString())).as("in headers").isEmpty();
    assertThat(found(errors.toString())).as("in pages of errors").isEmpty();

    assertThat(found(pages.toString()))
        .as("control: whoever may read them does")
        .contains("canary-headline-en", "canary-answer-ru", "canary-the-remark", "canary-name-en");
    assertThat(errors).as("control: there were errors").contains("404", "403", "401");
    assertThat(addresses).as("control: addresses were seen").contains("/press/", "/people");
    for (String canary : canaries) {
      assertThat(found("x" + canary + "y")).as("control: found where planted").contains(canary);
    }
  }

  private void play() throws Exception {
    String cast = see(new Browser(port, "").open("/")).text();
    Browser anna = enter(cast, "anna.norland");
    Browser peter = enter(cast, "peter.norland");
    Browser tom = enter(cast, "tom.norland");
    TestPasskey passkey = register(anna);
    signInAgain(passkey);
    Matcher link = Pattern.compile("/talk/([^\"/?#]+)").matcher(see(anna.open("/")).text());
    assertThat(link.find()).isTrue();
    String talk = link.group(1);
    object(anna, talk);
    draft(peter, anna, talk);
    anna.say("/room/" + talk + "/signal", SampleMessages.all());
    invite(tom);
    lose(anna, talk);
    see(new Browser(port, "press.norland").open("/"));
    see(new Browser(port, "press.norland").open("/press/" + talk));
  }

  private Browser enter(String cast, String person) {
    Matcher link = Pattern.compile("http://" + person + "[^\"]*/enter#([^\"]+)").matcher(cast);
    assertThat(link.find()).isTrue();
    Browser browser = new Browser(port, person);
    see(browser.open("/enter"));
    see(browser.open("/enter#" + secret(link.group(1))));
    browser.submit("/sign-in", Map.of());
    see(browser);
    assertThat(browser.status()).as(browser.text()).isEqualTo(303);
    browser.cookies().values().forEach(this::secret);
    return browser;
  }

  private TestPasskey register(Browser anna) {
    TestPasskey passkey = new TestPasskey(new Random(3), anna.origin());
    Map<String, String> made =
        passkey.makingOf(TestPasskey.options(see(anna.open("/passkey")).text()));
    made.values().forEach(this::secret);
    see(anna.submit("/passkey", made));
    assertThat(anna.status()).isEqualTo(303);
    return passkey;
  }

  private void signInAgain(TestPasskey passkey) {
    Browser again = new Browser(port, "anna.norland");
    Map<String, String> touch =
        passkey.touched(TestPasskey.options(see(again.open("/sign-in")).text()));
    secret(touch.get("passkey.signature"));
    see(again.submit("/sign-in/passkey", touch));
    assertThat(again.status()).isEqualTo(303);
    again.cookies().values().forEach(this::secret);
    Browser replayed = new Browser(port, "anna.norland").open("/sign-in");
    see(replayed.submit("/sign-in/passkey", touch));
    assertThat(replayed.status()).isEqualTo(422);
  }

  /** A reason is asked for; it is read by both sides, and by nothing else. */
  private void object(Browser anna, String talk) {
    String page = see(anna.open("/talk/" + talk)).text();
    Matcher proposal = Pattern.compile("/talk/[^\"/]+/proposal/([^\"/?#]+)").matcher(page);
    assertThat(proposal.find()).isTrue();
    see(anna.open(proposal.group()));
    see(anna.submit(proposal.group() + "/object", Map.of("reason", secret("canary-the-reason"))));
    see(anna.open("/talk/" + talk + "/propose/item"));
    Map<String, String> item = new HashMap<>(Map.of("step", "review", "minutes", "10"));
    for (String tag : List.of("en", "ru")) {
      item.put("title-" + tag, secret("canary-title-" + tag));
      item.put("wording-" + tag, secret("canary-wording-" + tag));
    }
    see(anna.submit("/talk/" + talk + "/propose/item", item));
  }

  private void draft(Browser peter, Browser anna, String talk) {
    see(peter.open("/press/" + talk));
    see(peter.submit("/press/" + talk + "/drafts", Map.of("kind", "announcement")));
    String draft = peter.header("Location");
    Map<String, String> typed = new HashMap<>();
    for (String tag : List.of("en", "ru")) {
      for (String field : List.of("headline", "place", "body", "caption", "speaker", "office")) {
        typed.put(field + "." + tag, secret("canary-" + field + "-" + tag));
      }
      typed.put("question." + tag + ".0", secret("canary-asked-" + tag));
      typed.put("answer." + tag + ".0", secret("canary-answer-" + tag));
    }
    see(peter.open(draft));
    see(peter.submit(draft, typed));
    see(peter.open(draft));
    see(peter.follow(draft + "/check"));
    see(peter.submit(draft + "/submit", Map.of()));
    see(anna.follow(draft + "/check"));
    see(anna.submit(draft + "/return", Map.of("remark", secret("canary-the-remark"))));
    see(peter.follow(draft));
    see(peter.follow(draft + "/check"));
    see(new Browser(port, "maria.sudria").open(draft));
    release(peter, anna, draft);
  }

  private void release(Browser peter, Browser anna, String draft) {
    see(peter.submit(draft + "/submit", Map.of()));
    see(anna.follow(draft + "/check"));
    see(anna.submit(draft + "/clear", Map.of()));
    see(peter.follow(draft + "/check"));
    see(peter.submit(draft + "/release", Map.of()));
    assertThat(peter.status()).as(peter.text()).isEqualTo(303);
    assertThat(new Browser(port, "press.norland").open("/").text())
        .as("control: it is public")
        .contains("canary-headline-en");
  }

  private void invite(Browser tom) {
    see(tom.open("/people/add"));
    Map<String, String> person = new HashMap<>(Map.of("role", "listener", "slug", "guest"));
    for (String tag : List.of("en", "ru")) {
      person.put("name-" + tag, secret("canary-name-" + tag));
      person.put("office-" + tag, secret("canary-office-" + tag));
    }
    see(tom.submit("/people/add", person));
    String page = see(tom.open(tom.header("Location"))).text();
    Matcher invitation = Pattern.compile("/join#([A-Za-z0-9_-]+)").matcher(page);
    assertThat(invitation.find()).isTrue();
    Browser scanner = new Browser(port, "guest.norland");
    see(scanner.open("/join"));
    see(scanner.submit("/join", Map.of("token", secret(invitation.group(1)))));
    see(scanner.submit("/join", Map.of("token", secret("canary-no-such-token"))));
    see(scanner.submitExactly("/join", Map.of("token", invitation.group(1))));
  }

  /** All that can go wrong with what was typed. */
  private void lose(Browser anna, String talk) {
    String typed = secret("canary-lost-typing");
    see(anna.open("/talk/" + talk + "x"));
    see(anna.submitExactly("/talk/" + talk + "/propose/item", Map.of("title-en", typed)));
    see(anna.open("/").submit("/people/add", Map.of("name-en", typed)));
    see(anna.open("/").submit("/nothing", Map.of("a", typed)));
    byte[] broken = ("--b\r\n" + typed).getBytes(StandardCharsets.UTF_8);
    see(anna.submitBody("/language", "multipart/form-data; boundary=b", broken));
    see(new Browser(port, "anna.norland").stealing(new Browser(port, "")).open("/people"));
  }

  private String secret(String text) {
    if (text.length() > 12) {
      canaries.add(text);
    }
    return text;
  }

  /** Notes what a proxy, a log of requests, or somebody without a seat would see of an answer. */
  private Browser see(Browser browser) {
    String all = browser.headers();
    String ownCookie = all.replaceAll("set-cookie=\\[[^\\]]*\\]", "");
    headers.append(ownCookie).append('\n');
    for (MatchResult match : ADDRESS.matcher(browser.text() + ownCookie).results().toList()) {
      addresses.append(match.group()).append('\n');
    }
    boolean isError = List.of(400, 401, 403, 404, 405, 410, 500).contains(browser.status());
    (isError ? errors : pages).append(browser.status()).append(browser.text()).append('\n');
    return browser;
  }

  private List<String> found(String text) {
    return canaries.stream().filter(text::contains).distinct().toList();
  }

  private Process start(Path log) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.log.parley=trace",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "parley.node.Main",
            "demo",
            "--neutral",
            "--data",
            folder.resolve("data").toString(),
            "--port",
            "0")
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static int portOf(Process node, Path log) throws Exception {
    for (int tries = 0; tries < 600 && node.isAlive(); tries++) {
      Matcher listens = LISTENS.matcher(Files.readString(log));
      if (listens.find()) {
        return Integer.parseInt(listens.group(1));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("it did not start: " + Files.readString(log));
  }
}
