package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.model.Act;
import parley.node.storage.Database;
import parley.node.talk.Seat;

class HardStopTest {
  @Test
  void shouldKnowWhenItStartsWhoWasInsideWhenItStopped(@TempDir Path folder) {
    try (Database database = Database.open(folder.resolve("parley.db"))) {
      SmallTalk talk = SmallTalk.in(database, folder);
      Seat anna = talk.anna();
      talk.talks().perform(anna, new Act.Enter(anna.personId()));
      assertThat(talk.talks().look(anna).state().room().inside().get(anna.delegation()))
          .as("control")
          .containsExactly(anna.personId());
      DossierAdmission again =
          new DossierAdmission(talk.talks(), talk.people(), Nicknames.BY_CHAIN);
      assertThat(again.inside()).isEqualTo(Map.of(anna.talk().value(), List.of(anna.person())));
      again.left(anna.person(), anna.talk().value());
      assertThat(again.inside()).isEmpty();
    }
  }
}
