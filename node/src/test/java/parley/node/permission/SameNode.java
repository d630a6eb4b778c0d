package parley.node.permission;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import parley.node.NodeUnderTest;
import parley.node.people.Operators;
import parley.node.people.People;
import parley.node.people.SignIns;
import parley.node.storage.Database;
import parley.node.web.Route;
import parley.node.web.Server;

/** A second server for the people and sessions of a node, with other routes than the node has. */
final class SameNode implements AutoCloseable {
  private final Database database;
  private final Server.Ground ground;
  private final Server server;
  private final int port;

  private SameNode(Database database, Server.Ground ground, Server server, int port) {
    this.database = database;
    this.ground = ground;
    this.server = server;
    this.port = port;
  }

  static SameNode serving(NodeUnderTest node, List<Route> routes) throws Server.PortTaken {
    Database database = Database.open(node.data().resolve("parley.db"));
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    Server.Ground ground = new Server.Ground(clock);
    Server.Needs needs =
        new Server.Needs(
            new People(database),
            new SignIns(database, clock, random),
            new Operators(clock, random),
            new byte[32],
            clock,
            random);
    Server server = Server.of(ground, needs, List.of(() -> routes));
    return new SameNode(database, ground, server, server.start(0));
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    ground.close();
    server.close();
    database.close();
  }
}
