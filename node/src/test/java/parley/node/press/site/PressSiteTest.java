package parley.node.press.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.chain.SealKey;
import parley.node.Browser;
import parley.node.people.Operators;
import parley.node.people.People;
import parley.node.people.SignIns;
import parley.node.press.publicview.PressRoom;
import parley.node.press.publicview.PublicDate;
import parley.node.press.publicview.PublicKey;
import parley.node.press.publicview.PublicPicture;
import parley.node.press.publicview.PublicView;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.Statement;
import parley.node.press.publicview.StatementFormat;
import parley.node.press.publicview.StatementId;
import parley.node.press.publicview.StatementKind;
import parley.node.press.publicview.Wording;
import parley.node.storage.Database;
import parley.node.web.Place;
import parley.node.web.Server;
import parley.node.words.Language;

/** The public pages, through the real server, of a projection made by hand. */
class PressSiteTest {
  private static final SealKey KEY = SealKey.ofSeed(new byte[32]);
  private static final Instant NOON = Instant.parse("2026-11-26T07:00:00Z");

  private final List<Published> sudrian = new ArrayList<>();
  private final Random random = new Random(7);
  private Database database;
  private Server server;
  private int port;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    database = Database.open(folder.resolve("test.db"));
    People people = new People(database);
    Clock clock = Clock.systemUTC();
    Server.Ground ground = new Server.Ground(clock);
    PressSite site =
        new PressSite(new HandMade(), slug -> ground.addresses().origin(new Place.PressRoom(slug)));
    server =
        Server.of(
            ground,
            new Server.Needs(
                people,
                new SignIns(database, clock, random),
                new Operators(clock, random),
                new byte[32],
                clock,
                random),
            List.of(site));
    port = server.start(0);
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  @Test
  void shouldSayThatNothingWasReleasedYet() {
    assertThat(reader().open("/?lang=en").text()).contains("Sudria has released no statement yet");
    assertThat(reader().open("/?lang=ru").text()).contains("Заявлений пока нет");
  }

  @Test
  void shouldShowAStatementAsANewspaperDoes() {
    Statement statement =
        release(StatementKind.ANNOUNCEMENT, NOON, "Contact is possible", List.of());
    String page = reader().open("/statements/" + statement.id() + "?lang=en").text();
    assertThat(page)
        .contains("<h1>Contact is possible</h1>")
        .contains("Sudgrad, 26 November 2026")
        .contains("Pavel Zorin")
        .contains("Press secretary")
        .contains("First paragraph &lt;b&gt;.")
        .contains("alt=\"A flag\"")
        .contains("Verify this statement")
        .doesNotContain("<script");
    assertThat(reader().open("/?lang=ru").text())
        .contains("Контакт возможен")
        .contains("/statements/" + statement.id());
  }

  @Test
  void shouldKeepAWithdrawnStatementsAddressAndSaySo() {
    Statement first = release(StatementKind.ANNOUNCEMENT, NOON, "A mistake", List.of());
    assertThat(reader().open("/pictures/" + first.picture().get().sha256()).status())
        .isEqualTo(200);
    Statement withdrawal =
        release(
            StatementKind.WITHDRAWAL,
            NOON.plusSeconds(60),
            "We withdraw our statement",
            List.of(new Relation(Relation.Kind.WITHDRAWS, "sudria", first.id())));
    Browser page = reader().open("/statements/" + first.id() + "?lang=en");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains("Withdrawn on 26 November 2026, 12:01")
        .contains("/statements/" + withdrawal.id())
        .doesNotContain("First paragraph");
    assertThat(feed("en").getEntries())
        .noneMatch(entry -> entry.getTitle().contains("A mistake"))
        .filteredOn(entry -> entry.getTitle().startsWith("Withdrawn: statement of Sudgrad"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getContents().getFirst().getValue())
                  .contains("Withdrawn")
                  .doesNotContain("First paragraph");
              assertThat(entry.getUpdatedDate().toInstant()).isEqualTo(NOON.plusSeconds(60));
            });
  }

  @Test
  void shouldPointFromACorrectedStatementToItsCorrectionAndBack() {
    Statement first = release(StatementKind.ANNOUNCEMENT, NOON, "With a slip", List.of());
    Statement correction =
        release(
            StatementKind.CORRECTION,
            NOON.plusSeconds(60),
            "Without the slip",
            List.of(new Relation(Relation.Kind.CORRECTS, "sudria", first.id())));
    assertThat(reader().open("/statements/" + first.id() + "?lang=en").text())
        .contains("Corrected on")
        .contains("Without the slip")
        .contains("First paragraph");
    assertThat(reader().open("/statements/" + correction.id() + "?lang=en").text())
        .contains("Corrects")
        .contains("With a slip");
    assertThat(reader().open("/?lang=en").text()).contains("Corrected since");
  }

  @Test
  void shouldGiveAFeedThatAFeedReaderAccepts() {
    Statement statement =
        release(StatementKind.ANNOUNCEMENT, NOON, "Contact is possible", List.of());
    assertThat(reader().open("/?lang=en").text())
        .contains("<link rel=\"alternate\" type=\"application/atom+xml\"")
        .contains("href=\"/feed.atom?lang=en\"");
    SyndFeed feed = feed("en");
    assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
    assertThat(feed.getTitle()).isEqualTo("Sudria: press room");
    assertThat(feed.getEntries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getTitle()).isEqualTo("Contact is possible");
              assertThat(entry.getLink())
                  .isEqualTo(
                      "http://press.sudria.localhost:"
                          + port
                          + "/statements/"
                          + statement.id()
                          + "?lang=en");
              assertThat(entry.getPublishedDate().toInstant()).isEqualTo(NOON);
              assertThat(entry.getContents().getFirst().getValue())
                  .contains("<p>First paragraph &lt;b&gt;.</p>");
            });
    assertThat(feed("ru").getEntries().getFirst().getTitle()).isEqualTo("Контакт возможен");
  }

  @Test
  void shouldLetAnybodyVerifyAStatement() throws Exception {
    Statement statement =
        release(StatementKind.ANNOUNCEMENT, NOON, "Contact is possible", List.of());
    String jws = reader().open("/statements/" + statement.id() + "/signed.jws").text();
    assertThat(verifies(jws)).isTrue();
    assertThat(new String(JWSObject.parse(jws).getPayload().toBytes(), StandardCharsets.UTF_8))
        .contains("Contact is possible")
        .contains("\"released\":\"2026-11-26T07:00:00Z\"");
    String forged =
        jws.substring(0, jws.indexOf('.') + 1)
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{}".getBytes(StandardCharsets.UTF_8))
            + jws.substring(jws.lastIndexOf('.'));
    assertThat(verifies(forged)).as("control").isFalse();
  }

  @Test
  void shouldTellAReaderWhoHasItAlreadyThatNothingChanged() {
    Statement statement =
        release(StatementKind.ANNOUNCEMENT, NOON, "Contact is possible", List.of());
    String path = "/statements/" + statement.id() + "?lang=en";
    Browser first = reader().open(path);
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(first.header("Set-Cookie")).isEmpty();
    Browser again = reader().with("If-None-Match", first.header("ETag")).open(path);
    assertThat(again.status()).isEqualTo(304);
    release(
        StatementKind.CORRECTION,
        NOON.plusSeconds(60),
        "Without the slip",
        List.of(new Relation(Relation.Kind.CORRECTS, "sudria", statement.id())));
    assertThat(again.open(path).status()).as("control: it has changed").isEqualTo(200);
  }

  @Test
  void shouldAnswerEveryUnknownAddressAlike() {
    Statement statement =
        release(StatementKind.ANNOUNCEMENT, NOON, "Contact is possible", List.of());
    String unknown = answer("press.sudria", "/nothing");
    for (String path :
        List.of(
            "/statements/AAAAAAAAAAAAAAAAAAAAAA",
            "/statements/x",
            "/statements/x/signed.jws",
            "/pictures/x",
            "/talk/x",
            "/press/x",
            "/room/x/signal")) {
      assertThat(answer("press.sudria", path)).as(path).isEqualTo(unknown);
    }
    assertThat(answer("press.atlantis", "/"))
        .as("a delegation that is not here")
        .isEqualTo(unknown);
    assertThat(answer("press.atlantis", "/statements/" + statement.id())).isEqualTo(unknown);
    assertThat(answer("press.sudria", "/statements/" + statement.id()))
        .as("control")
        .isNotEqualTo(unknown);
  }

  private String answer(String host, String path) {
    Browser browser = new Browser(port, host).open(path);
    return browser.status() + browser.headers().replaceAll("date=\\[[^]]*]", "") + browser.text();
  }

  private Browser reader() {
    return new Browser(port, "press.sudria");
  }

  private SyndFeed feed(String language) {
    try {
      return new SyndFeedInput()
          .build(
              new XmlReader(
                  new ByteArrayInputStream(reader().open("/feed.atom?lang=" + language).bytes())));
    } catch (Exception notAFeed) {
      throw new AssertionError(notAFeed);
    }
  }

  /** By the JDK alone, from the key file as a reader downloads it. */
  private boolean verifies(String jws) throws Exception {
    String jwk = reader().open("/key.jwk").text();
    byte[] x = Base64.getUrlDecoder().decode(jwk.replaceAll("(?s).*\"x\":\"([^\"]+)\".*", "$1"));
    boolean odd = (x[31] & 0x80) != 0;
    x[31] &= 0x7F;
    byte[] bigEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      bigEndian[i] = x[31 - i];
    }
    var key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new EdECPublicKeySpec(
                    NamedParameterSpec.ED25519,
                    new EdECPoint(odd, new java.math.BigInteger(1, bigEndian))));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update(jws.substring(0, jws.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(jws.substring(jws.lastIndexOf('.') + 1)));
  }

  private Statement release(
      StatementKind kind, Instant instant, String headline, List<Relation> relations) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    Statement statement =
        new Statement(
            StatementId.of(id),
            "sudria",
            kind,
            instant,
            Map.of(
                Language.EN,
                    new Wording(
                        headline,
                        "Sudgrad",
                        "Pavel Zorin",
                        "Press secretary",
                        List.of("First paragraph <b>.", "Second."),
                        "At the palace",
                        "Photo: Sudria",
                        "A flag"),
                Language.RU,
                    new Wording(
                        "Контакт возможен",
                        "Судград",
                        "Павел Зорин",
                        "Пресс-секретарь",
                        List.of("Первый абзац."),
                        "У дворца",
                        "Фото: Судрия",
                        "Флаг")),
            Optional.of(new PublicDate("contact-possible", "")),
            Optional.of(new PublicPicture("p".repeat(43), "image/jpeg", 640, 400)),
            relations);
    sudrian.add(Published.of(KEY.sign(StatementFormat.TYPE, StatementFormat.write(statement))));
    assertThat(sudrian.getLast().statement())
        .as("what is written is what is read")
        .isEqualTo(statement);
    return statement;
  }

  private final class HandMade implements PublicView {
    @Override
    public Optional<PressRoom> room(String slug) {
      PublicKey key = new PublicKey(KEY.publicKey().x(), KEY.publicKey().thumbprint());
      return slug.equals("sudria")
          ? Optional.of(
              new PressRoom(
                  "sudria",
                  Map.of(Language.EN, "Sudria", Language.RU, "Судрия"),
                  Language.RU,
                  ZoneId.of("Asia/Yekaterinburg"),
                  key,
                  sudrian))
          : Optional.empty();
    }

    @Override
    public Optional<byte[]> picture(String room, PublicPicture picture) {
      return Optional.of(new byte[] {1, 2, 3});
    }
  }
}
