package parley.node;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import parley.node.demo.CastPage;
import parley.node.demo.DemoCast;
import parley.node.demo.DemoStory;
import parley.node.people.SignInLimits;
import parley.node.people.pages.PasskeySignIn;
import parley.node.people.pages.SignInPages;
import parley.node.press.PressOffice;
import parley.node.press.PressOffices;
import parley.node.room.RoomPages;
import parley.node.storage.DataDirectory;
import parley.node.storage.KeyVault;
import parley.node.storage.VaultClosed;
import parley.node.storage.VaultKey;
import parley.node.talk.Arranging;
import parley.node.talk.TalkService;
import parley.node.web.Feature;
import parley.node.web.Place;
import parley.node.web.Route;
import parley.node.web.Server;

/** One running node: the parts, joined, and closed in the opposite order. */
public final class Node implements AutoCloseable {
  private static final int FORM_KEY_BYTES = 32;

  private final Foundation foundation;
  private final RoomPages rooms;
  private final Server server;

  private Node(Foundation foundation, RoomPages rooms, Server server) {
    this.foundation = foundation;
    this.rooms = rooms;
    this.server = server;
  }

  /**
   * Starts a node.
   *
   * @param config what the operator has set
   * @param demo whether with Norland and Sudria
   * @throws DataDirectory.Busy when another node holds the data folder
   * @throws VaultClosed when the private keys stay locked
   * @throws Server.PortTaken when another program listens on the port
   */
  public static Node start(NodeConfig config, boolean demo)
      throws DataDirectory.Busy, VaultClosed, Server.PortTaken {
    Server.mustBeFree(config.port());
    Foundation foundation = open(config);
    try {
      return start(foundation, config.port(), demo);
    } catch (Server.PortTaken | RuntimeException notStarted) {
      foundation.close();
      throw notStarted;
    }
  }

  private static Foundation open(NodeConfig config) throws DataDirectory.Busy, VaultClosed {
    SecureRandom random = new SecureRandom();
    DataDirectory data = DataDirectory.take(config.data());
    try {
      if (config.fresh()) {
        data.empty();
      }
      VaultKey key =
          config.key().isPresent() ? config.key().get() : VaultKey.ofOwnFile(data.ownKey(), random);
      KeyVault vault = KeyVault.open(data.keys(), key, random);
      return Foundation.open(data, vault, Clock.systemUTC(), random);
    } catch (VaultClosed | RuntimeException notOpened) {
      data.close();
      throw notOpened;
    }
  }

  private static Node start(Foundation foundation, int port, boolean demo) throws Server.PortTaken {
    PressOffices press =
        new PressOffices(
            foundation.database(),
            foundation.people(),
            foundation.keys()::statement,
            foundation.ground());
    if (demo) {
      foundation.ground().willListenOn(port); // people's authenticators are bound to it
      DemoCast.join(foundation.people());
      DemoStory.play(
          foundation.journal(),
          foundation.signatures(),
          foundation.people(),
          foundation.random(),
          foundation.clock().instant(),
          (talks, clock) -> press.open(talks, clock, foundation.random(), foundation.random()));
    }
    TalkService talks = talks(foundation);
    RoomPages rooms = RoomPages.start(talks, foundation.people());
    try {
      Server server = server(foundation, features(foundation, talks, rooms, press, demo));
      endWhatIsNoLongerAllowed(foundation, server, rooms);
      server.start(port);
      return new Node(foundation, rooms, server);
    } catch (Server.PortTaken | RuntimeException notStarted) {
      rooms.close();
      throw notStarted;
    }
  }

  private static TalkService talks(Foundation foundation) {
    return new TalkService(
        foundation.journal(),
        foundation.signatures(),
        foundation.people(),
        foundation.clock(),
        foundation.random());
  }

  /** All that people can reach. A new feature is added here. */
  private static List<Feature> features(
      Foundation foundation, TalkService talks, RoomPages rooms, PressOffices press, boolean demo) {
    List<Feature> features = new ArrayList<>();
    features.add(new SignInPages(foundation.people(), foundation.signIns()));
    features.add(
        new PasskeySignIn(
            foundation.people(),
            foundation.signIns(),
            foundation.passkeys(),
            new SignInLimits(foundation.clock())));
    features.add(
        new Arranging(
            talks,
            foundation.people(),
            foundation.ground().live(),
            foundation.clock(),
            press.publicNow()));
    features.add(rooms);
    PressOffice office =
        press.open(talks, foundation.clock(), foundation.random(), foundation.random());
    features.add(press.desk(office, talks));
    features.add(press.site());
    if (demo) {
      features.add(
          new CastPage(
              foundation.people(),
              foundation.signIns(),
              talks,
              foundation.ground().addresses(),
              foundation.ground().live()));
    }
    return features;
  }

  private static Server server(Foundation foundation, List<Feature> features) {
    byte[] formKey = foundation.vault().readOrCreate("forms", FORM_KEY_BYTES);
    Server.Needs needs =
        new Server.Needs(
            foundation.people(),
            foundation.signIns(),
            foundation.operators(),
            formKey,
            foundation.clock(),
            foundation.random());
    return Server.of(foundation.ground(), needs, features);
  }

  /** Whoever was signed out, or lost a right, loses at once whatever of hers is still open. */
  private static void endWhatIsNoLongerAllowed(
      Foundation foundation, Server server, RoomPages rooms) {
    Runnable review =
        () -> {
          foundation.ground().live().review();
          server.review();
          rooms.review();
        };
    foundation.people().watch(review);
    foundation.signIns().whenEnded(review);
  }

  /** The address to open first. */
  public String address() {
    return foundation.ground().addresses().origin(new Place.Cast()) + "/";
  }

  /** All that this node answers to. */
  public List<Route> routes() {
    return server.table();
  }

  @Override
  public void close() {
    foundation.ground().close(); // ends open streams first, or stopping would wait for them
    server.close();
    rooms.close();
    foundation.close();
  }
}
