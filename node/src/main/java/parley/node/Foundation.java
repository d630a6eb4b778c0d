package parley.node;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import parley.node.demo.DemoStory;
import parley.node.keys.DelegationKeys;
import parley.node.keys.DemoSignatures;
import parley.node.office.Administration;
import parley.node.office.OfficePages;
import parley.node.people.Audit;
import parley.node.people.Invitations;
import parley.node.people.Operators;
import parley.node.people.Passkeys;
import parley.node.people.People;
import parley.node.people.PersonKeys;
import parley.node.people.SignIns;
import parley.node.press.PressOffices;
import parley.node.storage.DataDirectory;
import parley.node.storage.Database;
import parley.node.storage.DossierJournal;
import parley.node.storage.KeyVault;
import parley.node.storage.VaultClosed;
import parley.node.storage.VaultKey;
import parley.node.talk.TalkJournal;
import parley.node.talk.TalkService;
import parley.node.web.Place;
import parley.node.web.Server;

/**
 * What the features of a node stand on.
 *
 * @param data the node's folder
 * @param database in it
 * @param clock of the wall
 * @param random secure
 * @param ground what features need of the web server before it runs
 * @param people this node's delegations and delegates
 * @param signIns who is signed in
 * @param invitations by which people come to be
 * @param operators who runs the node
 * @param audit of what is done to people
 * @param vault of private keys, open
 * @param personKeys what people sign with
 * @param passkeys their ceremonies
 * @param keys of the delegations
 * @param signatures by those keys and by people's authenticators
 * @param journal where talks are kept
 */
record Foundation(
    DataDirectory data,
    Database database,
    Clock clock,
    SecureRandom random,
    Server.Ground ground,
    People people,
    SignIns signIns,
    Invitations invitations,
    Operators operators,
    Audit audit,
    KeyVault vault,
    PersonKeys personKeys,
    Passkeys passkeys,
    DelegationKeys keys,
    DemoSignatures signatures,
    TalkJournal journal)
    implements AutoCloseable {

  /** Takes the data folder and opens everything that it holds. */
  static Foundation open(NodeConfig config) throws DataDirectory.Busy, VaultClosed {
    SecureRandom random = new SecureRandom();
    DataDirectory data = DataDirectory.take(config.data());
    try {
      if (config.fresh()) {
        data.empty();
      }
      VaultKey key =
          config.key().isPresent() ? config.key().get() : VaultKey.ofOwnFile(data.ownKey(), random);
      KeyVault vault = KeyVault.open(data.keys(), key, random);
      return open(data, vault, Clock.systemUTC(), random);
    } catch (VaultClosed | RuntimeException notOpened) {
      data.close();
      throw notOpened;
    }
  }

  private static Foundation open(
      DataDirectory data, KeyVault vault, Clock clock, SecureRandom random) {
    Database database = Database.open(data.database());
    Server.Ground ground = new Server.Ground(clock);
    People people = new People(database);
    DelegationKeys keys = new DelegationKeys(vault);
    PersonKeys personKeys = new PersonKeys(database);
    return new Foundation(
        data,
        database,
        clock,
        random,
        ground,
        people,
        new SignIns(database, clock, random),
        new Invitations(database, clock, random),
        new Operators(clock, random),
        new Audit(database),
        vault,
        personKeys,
        new Passkeys(
            personKeys, person -> ground.addresses().origin(new Place.Seat(person)), clock, random),
        keys,
        new DemoSignatures(keys, people, personKeys, ground.addresses()),
        new DossierJournal(database));
  }

  /** What may be done to people, with open pages told of it. */
  Administration administration() {
    return new Administration(
        people,
        personKeys,
        invitations,
        signIns,
        audit,
        clock,
        delegation -> ground.live().changed(OfficePages.topic(delegation)));
  }

  /** The talks of this node's delegations. */
  TalkService talks(InstantSource by) {
    return new TalkService(journal, signatures, people, by, random);
  }

  /** Its press rooms. */
  PressOffices press() {
    return new PressOffices(database, people, keys::statement, ground);
  }

  /** Where the demo's story is played, by its own clock. */
  DemoStory.Stage stage(PressOffices press, InstantSource by) {
    TalkService talks = talks(by);
    return new DemoStory.Stage(people, talks, () -> press.open(talks, by, random, random));
  }

  @Override
  public void close() {
    ground.close();
    database.close();
    data.close();
  }
}
