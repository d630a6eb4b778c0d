package parley.node;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import parley.node.demo.CastPage;
import parley.node.demo.DemoCast;
import parley.node.keys.DelegationKeys;
import parley.node.keys.DemoSignatures;
import parley.node.people.People;
import parley.node.people.SignIns;
import parley.node.people.pages.SignInPages;
import parley.node.storage.DataDirectory;
import parley.node.storage.Database;
import parley.node.storage.DossierJournal;
import parley.node.storage.KeyFile;
import parley.node.talk.Signatures;
import parley.node.talk.TalkJournal;
import parley.node.web.Feature;
import parley.node.web.Place;
import parley.node.web.Route;
import parley.node.web.Server;

/** One running node: the parts, joined, and closed in the opposite order. */
public final class Node implements AutoCloseable {
  private final DataDirectory data;
  private final Database database;
  private final Server server;
  private final Server.Ground ground;

  private Node(DataDirectory data, Database database, Server server, Server.Ground ground) {
    this.data = data;
    this.database = database;
    this.server = server;
    this.ground = ground;
  }

  /**
   * Starts a node.
   *
   * @param config what the operator has set
   * @param demo whether with Norland and Sudria
   * @throws DataDirectory.Busy when another node holds the data folder
   * @throws Server.PortTaken when another program listens on the port
   */
  public static Node start(NodeConfig config, boolean demo)
      throws DataDirectory.Busy, Server.PortTaken {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    DataDirectory data = DataDirectory.take(config.data());
    if (config.fresh()) {
      data.empty();
    }
    Database database = Database.open(data.database());
    People people = new People(database);
    SignIns signIns = new SignIns(database, clock, random);
    Server.Ground ground = new Server.Ground(clock);
    DelegationKeys keys = new DelegationKeys(data.keys(), random);
    Signatures signatures = new DemoSignatures(keys, people, ground.addresses());
    TalkJournal journal = new DossierJournal(database);

    List<Feature> features = new ArrayList<>();
    features.add(new SignInPages(people, signIns));
    if (demo) {
      DemoCast.join(people);
      features.add(new CastPage(people, signIns, ground.addresses()));
    }
    byte[] formKey = KeyFile.readOrCreate(data.keys(), "forms.key", 32, random);
    Server server =
        Server.of(ground, new Server.Needs(people, signIns, formKey, clock, random), features);
    server.start(config.port());
    return new Node(data, database, server, ground);
  }

  /** The address to open first. */
  public String address() {
    return ground.addresses().origin(new Place.Cast()) + "/";
  }

  /** All that this node answers to. */
  public List<Route> routes() {
    return server.table();
  }

  @Override
  public void close() {
    server.close();
    database.close();
    data.close();
  }
}
