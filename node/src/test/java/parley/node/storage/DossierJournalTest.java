package parley.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.node.people.Delegation;
import parley.node.people.People;
import parley.node.words.Language;

class DossierJournalTest {
  @TempDir Path folder;
  private Database database;
  private DossierJournal journal;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("parley.db"));
    new People(database)
        .add(
            new Delegation(
                "norland", Language.EN, ZoneId.of("UTC"), Map.of(Language.EN, "Norland")));
    journal = new DossierJournal(database);
    journal.begin(JournalWriter.TALK, List.of("norland"), List.of(JournalWriter.entry(1)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldReadBackWhatWasWritten() {
    journal.append(
        JournalWriter.TALK, List.of(JournalWriter.entry(2)), List.of(JournalWriter.body(2)));
    assertThat(journal.all()).containsExactly(journal.load(JournalWriter.TALK));
    assertThat(journal.load(JournalWriter.TALK).entries()).containsExactly("entry-1", "entry-2");
    assertThat(journal.load(JournalWriter.TALK).bodies()).containsExactly(JournalWriter.body(2));
    assertThat(journal.load(JournalWriter.TALK).delegations()).containsExactly("norland");
  }

  @Test
  void shouldWriteNothingWhenOneEntryDoesNotComeNext() {
    for (long seq : new long[] {1, 3, 9}) {
      assertThatExceptionOfType(DossierJournal.NotNext.class)
          .isThrownBy(
              () ->
                  journal.append(
                      JournalWriter.TALK,
                      List.of(JournalWriter.entry(2), JournalWriter.entry(seq == 3 ? 4 : seq)),
                      List.of(JournalWriter.body(2))));
      assertThat(journal.load(JournalWriter.TALK).entries()).containsExactly("entry-1");
      assertThat(journal.load(JournalWriter.TALK).bodies()).isEmpty();
    }
    journal.append(
        JournalWriter.TALK, List.of(JournalWriter.entry(2), JournalWriter.entry(3)), List.of());
    assertThat(journal.load(JournalWriter.TALK).entries()).hasSize(3);
  }

  @Test
  void shouldNotLetReadersWrite() {
    assertThatExceptionOfType(JdbiException.class)
        .isThrownBy(() -> database.read(handle -> handle.execute("delete from entry")));
    int removed = database.write(handle -> handle.execute("delete from entry"));
    assertThat(removed).isEqualTo(1);
  }
}
