package parley.node.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.dossier.model.Role;
import parley.node.Browser;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.people.Operators;
import parley.node.people.People;
import parley.node.people.SignIns;
import parley.node.people.pages.SignInPages;
import parley.node.storage.Database;
import parley.node.words.Language;

/**
 * A server with routes of a test's own, the negotiator anna.norland and the technician tom.norland.
 */
final class ServerUnderTest implements AutoCloseable {
  private static final Delegation NORLAND =
      new Delegation("norland", Language.EN, ZoneId.of("UTC"), Map.of(Language.EN, "Norland"));

  private final Path folder;
  private final Database database;
  private final People people;
  private final SignIns signIns;
  private final Server.Ground ground;
  private final Server server;
  private final int port;

  ServerUnderTest(Feature... features) throws IOException, Server.PortTaken {
    this(Clock.systemUTC(), features);
  }

  /** One whose sessions and links end by this clock. */
  ServerUnderTest(Clock clock, Feature... features) throws IOException, Server.PortTaken {
    this.folder = Files.createTempDirectory("parley-server");
    this.database = Database.open(folder.resolve("parley.db"));
    SecureRandom random = new SecureRandom();
    this.people = new People(database);
    people.add(NORLAND);
    people.add(delegate("anna", Role.NEGOTIATOR));
    people.add(delegate("tom", Role.TECHNICIAN));
    this.signIns = new SignIns(database, clock, random);
    this.ground = new Server.Ground(Clock.systemUTC());
    List<Feature> all = new java.util.ArrayList<>(List.of(features));
    all.add(new SignInPages(people, signIns));
    Server.Needs needs =
        new Server.Needs(
            people,
            signIns,
            new Operators(Clock.systemUTC(), random),
            new byte[32],
            Clock.systemUTC(),
            random);
    this.server = Server.of(ground, needs, all);
    this.port = server.start(0);
  }

  Browser browser(String host) {
    return new Browser(port, host);
  }

  Browser signedIn(String person) {
    DelegateId id = new DelegateId("norland", person);
    Browser browser = browser(id.toString());
    browser.open(SignInPages.LINK + "#" + signIns.issueLink(id).reveal());
    browser.submit("/sign-in", Map.of());
    return browser;
  }

  /** The path of a new sign-in link. */
  String link(String person) {
    return SignInPages.LINK + "#" + signIns.issueLink(new DelegateId("norland", person)).reveal();
  }

  /** Ends what somebody may no longer have, as the node does after each change of rights. */
  void review() {
    server.review();
    ground.live().review();
  }

  /** Gives a person this one role. */
  void entitle(String person, Role role) {
    people.change(
        handle -> {
          people.replace(handle, delegate(person, role));
          return person;
        });
  }

  LiveUpdates live() {
    return ground.live();
  }

  private static Delegate delegate(String slug, Role role) {
    return new Delegate(
        new DelegateId("norland", slug),
        NORLAND,
        Map.of(Language.EN, slug),
        Map.of(),
        Set.of(role),
        Language.EN);
  }

  @Override
  public void close() throws IOException {
    ground.close();
    server.close();
    database.close();
    for (String name : new String[] {"parley.db", "parley.db-wal", "parley.db-shm"}) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }
}
