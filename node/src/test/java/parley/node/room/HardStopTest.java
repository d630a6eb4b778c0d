package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
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

class HardStopTest {
  @Test
  void shouldKnowWhenItStartsWhoWasInsideWhenItStopped(@TempDir Path folder) {
    try (Database database = Database.open(folder.resolve("parley.db"))) {
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
      talks.accept(
          talks
              .seat(
                  people.person(DelegateId.parse("maria.sudria")).orElseThrow(),
                  anna.talk().value())
              .orElseThrow());
      talks.accept(anna);
      DelegationId norland = anna.delegation();
      talks.perform(anna, new Act.Enter(anna.personId()));
      assertThat(talks.look(anna).state().room().inside().get(norland))
          .as("control")
          .containsExactly(anna.personId());
      DossierAdmission again = new DossierAdmission(talks, people);
      assertThat(again.inside()).isEqualTo(Map.of(anna.talk().value(), List.of(anna.person())));
      again.left(anna.person(), anna.talk().value());
      assertThat(again.inside()).isEmpty();
    }
  }
}
