package parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.model.Reason;
import parley.node.demo.House;
import parley.node.words.Language;
import parley.node.words.Words;
import picocli.CommandLine;

class CommandLineTest {
  private static final Locale BEFORE = Locale.getDefault();

  @TempDir Path folder;
  private Map<String, String> environment =
      Map.of("PARLEY_PASSPHRASE", "six words that nobody would guess");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void speakEnglish() {
    Locale.setDefault(Locale.UK);
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(BEFORE);
  }

  @Test
  void shouldSayThatThePortIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int code =
          run(
              "demo",
              "--port",
              Integer.toString(other.getLocalPort()),
              "--data",
              folder.toString());
      assertThat(code).isEqualTo(ServeCommand.PORT_TAKEN);
      assertThat(err.toString())
          .contains("Port " + other.getLocalPort() + " is taken")
          .contains("--port");
    }
  }

  @Test
  void shouldRefuseAFolderOfTheOtherKindOfDemo() throws Exception {
    Path one = folder.resolve("one");
    Node.start(new NodeConfig(0, one, false, Optional.empty()), Optional.of(new House.Neutral()))
        .close();
    byte[] before = Files.readAllBytes(one.resolve("demo.key"));
    assertThat(run("demo", "--port", "0", "--data", one.toString()))
        .isEqualTo(ServeCommand.OTHER_DEMO);
    assertThat(err.toString()).contains(one.toString(), "--neutral", "--fresh");
    assertThat(one.resolve("demo.key")).hasBinaryContent(before);
    assertThat(one.resolve("norland")).doesNotExist();

    Path two = folder.resolve("two");
    DemoPreparation.prepare(new DemoFolder(two), Ports.from(0));
    assertThat(run("demo", "--neutral", "--port", "0", "--data", two.toString()))
        .isEqualTo(ServeCommand.OTHER_DEMO);
    assertThat(err.toString()).contains(two.toString(), "leave --neutral out");
    assertThat(two.resolve("parley.db")).doesNotExist();
  }

  @Test
  void shouldSayThatAnotherNodeHoldsTheData() throws Exception {
    Node first = Node.start(new NodeConfig(0, folder, false, Optional.empty()), Optional.empty());
    try {
      int code = run("run", "--port", "0", "--data", folder.toString());
      assertThat(code).isEqualTo(ServeCommand.DATA_BUSY);
      assertThat(err.toString()).contains("Another Parley node is using " + folder);
    } finally {
      first.close();
    }
    Node.start(new NodeConfig(0, folder, false, Optional.empty()), Optional.empty())
        .close(); // and once it has stopped, nothing is in the way
  }

  @Test
  void shouldNotRunWithoutAWayToOpenItsKeysAndSayHowToMakeOne() {
    environment = Map.of();
    assertThat(run("run", "--port", "0", "--data", folder.toString()))
        .isEqualTo(ServeCommand.KEYS_LOCKED);
    assertThat(err.toString()).contains("PARLEY_KEY_FILE=", "PARLEY_PASSPHRASE", "head -c 32");
    Locale.setDefault(Locale.of("ru"));
    assertThat(run("run", "--port", "0", "--data", folder.toString()))
        .isEqualTo(ServeCommand.KEYS_LOCKED);
    assertThat(err.toString()).contains("Создайте файл ключа");
  }

  @Test
  void shouldNotRunOnKeysLockedOtherwiseOrOfAnEarlierVersion() throws Exception {
    Node.start(new NodeConfig(0, folder, false, Optional.empty()), Optional.of(new House.Neutral()))
        .close();
    assertThat(run("run", "--port", "0", "--data", folder.toString()))
        .isEqualTo(ServeCommand.KEYS_LOCKED);
    assertThat(err.toString()).contains("locked with a key file", folder.toString());
    Path other = folder.resolve("other.key");
    Files.write(other, new byte[32]);
    environment = Map.of("PARLEY_KEY_FILE", other.toString());
    assertThat(run("run", "--port", "0", "--data", folder.toString()))
        .isEqualTo(ServeCommand.KEYS_LOCKED);
    assertThat(err.toString()).contains("do not open");
    Files.write(folder.resolve("keys").resolve("norland.seal"), new byte[32]);
    assertThat(run("run", "--port", "0", "--data", folder.toString()))
        .isEqualTo(ServeCommand.KEYS_LOCKED);
    assertThat(err.toString()).contains("norland.seal is not locked", "--fresh");
  }

  @Test
  void shouldExplainWrongArguments() {
    assertThat(run("run", "--port", "70000")).isEqualTo(2);
    assertThat(err.toString()).contains("A port is a number from 0 to 65535.");
    assertThat(run("demo", "--port", "65535")).isEqualTo(2);
    assertThat(err.toString()).contains("The demo takes two ports");
    assertThat(run("demo", "--port", "many")).isEqualTo(2);
    assertThat(run("verify")).isEqualTo(2);
  }

  @Test
  void shouldVerifyAnExportWithNoServerRunning() throws Exception {
    Path export = export();
    assertThat(run("verify", export.toString())).isZero();
    assertThat(out.toString())
        .contains("HOLDS", "DEMO", "Anna Whitfield", "Maria Levina", "18:00 Asia/Yekaterinburg");
    assertThat(run("verify", "--language", "ru", export.toString())).isZero();
    assertThat(out.toString()).contains("ПОДТВЕРЖДЕНО", "Анна Уитфилд", "Мария Левина", "вторник");
  }

  @Test
  void shouldSayTheFingerprintThatTheTalksPageShows() throws Exception {
    Path export = folder.resolve("export.json");
    String page;
    try (NodeUnderTest node = NodeUnderTest.demo()) {
      Browser anna = node.signedIn("anna.norland").open("/");
      String talk = talk(anna);
      Files.write(export, anna.open(talk + "/dossier.json").bytes());
      page = anna.open(talk + "/credentials").text();
    }
    List<String> shown =
        Pattern.compile("class=\"fingerprint\"[^>]*>(.*?)</(?:p|dd)>")
            .matcher(page)
            .results()
            .map(r -> r.group(1).replaceAll("</span><span>", " ").replaceAll("<[^>]*>", ""))
            .toList();
    assertThat(shown).as("digits and the words of two languages").hasSize(3);
    assertThat(run("verify", "--language", "en", export.toString())).isZero();
    assertThat(out.toString()).contains(shown.get(0), shown.get(1), "invented dossier");
    assertThat(run("verify", "--language", "ru", export.toString())).isZero();
    assertThat(out.toString()).contains(shown.get(0), shown.get(2), "вымышленное досье");
  }

  @Test
  void shouldNameTheFirstThingThatDoesNotHold() throws Exception {
    Path export = export();
    String text = Files.readString(export);
    Path edited = folder.resolve("edited.json");
    Files.writeString(edited, text.replace("Legal guarantees", "Legal guaranties"));
    assertThat(Files.readString(edited)).isNotEqualTo(text);
    assertThat(run("verify", edited.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("DOES NOT HOLD");
    Files.write(edited, "not a dossier".getBytes(StandardCharsets.UTF_8));
    assertThat(run("verify", "--language", "ru", edited.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("НЕ ПОДТВЕРЖДЕНО");
  }

  @Test
  void shouldSayThatAFileCannotBeRead() {
    assertThat(run("verify", folder.resolve("nothing.json").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("cannot be read");
  }

  @Test
  void shouldHaveWordsForEveryReason() {
    for (Reason reason : Reason.values()) {
      String key = "verify.reason." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
      assertThat(Words.in(Language.RU).find(key)).as(key).isPresent();
      assertThat(Words.in(Language.EN).find(key)).as(key).contains(reason.words());
    }
  }

  /** The export of the demo's talk, as a delegate downloads it. */
  private Path export() throws Exception {
    try (NodeUnderTest node = NodeUnderTest.demo()) {
      Browser anna = node.signedIn("anna.norland").open("/");
      String talk = talk(anna);
      anna.open(talk + "/dossier.json");
      assertThat(anna.status()).as(talk).isEqualTo(200);
      return Files.write(folder.resolve("export.json"), anna.bytes());
    }
  }

  private static String talk(Browser browser) {
    return browser.text().replaceAll("(?s).*?href=\"(/talk/[A-Za-z0-9_-]{22})\".*", "$1");
  }

  private int run(String... arguments) {
    CommandLine commands = Main.commandLine(environment);
    commands.setOut(new PrintWriter(out));
    commands.setErr(new PrintWriter(err));
    return commands.execute(arguments);
  }
}
