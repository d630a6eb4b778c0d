package parley.node.room;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import parley.node.demo.DemoCast;
import parley.node.keys.DelegationKeys;
import parley.node.keys.DemoSignatures;
import parley.node.people.DelegateId;
import parley.node.people.People;
import parley.node.people.PersonKeys;
import parley.node.storage.Database;
import parley.node.storage.DossierJournal;
import parley.node.storage.OpenVault;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;
import parley.node.web.Addresses;

/** A talk of Norland and Sudria that both have just begun. */
record SmallTalk(TalkService talks, People people, Seat anna, Seat maria) {
  static SmallTalk in(Database database, Path folder) {
    People people = new People(database);
    DemoCast.join(people);
    Instant now = Instant.parse("2026-11-23T09:00:00Z");
    DemoSignatures signatures =
        new DemoSignatures(
            new DelegationKeys(OpenVault.in(folder.resolve("keys"), new Random(7))),
            people,
            new PersonKeys(database),
            new Addresses("localhost", () -> 4711));
    signatures.equip(now);
    TalkService talks =
        new TalkService(
            new DossierJournal(database), signatures, people, () -> now, new Random(11));
    Seat anna =
        talks.convene(people.person(DelegateId.parse("anna.norland")).orElseThrow(), "sudria");
    Seat maria =
        talks
            .seat(
                people.person(DelegateId.parse("maria.sudria")).orElseThrow(), anna.talk().value())
            .orElseThrow();
    talks.accept(maria);
    talks.accept(anna);
    return new SmallTalk(talks, people, anna, maria);
  }
}
