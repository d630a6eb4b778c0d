package parley.node.room.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.node.storage.Database;

class GroupTablesTest {
  @TempDir Path folder;
  private Database database;
  private GroupTables log;
  private int ended;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("parley.db"));
    log = new GroupTables(database, "t", "room", () -> ended++);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static GroupRequest.Commit commit(long epoch, String content) {
    return new GroupRequest.Commit(1, "GGGG", epoch, content, "", "info" + content);
  }

  @Test
  void oneCommitLeadsOnFromAnEpoch() {
    assertThat(log.standing()).isEqualTo(new GroupLog.Standing(0, Optional.empty()));
    assertThat(log.create(new GroupRequest.Create(1, "GGGG", "info"))).isTrue();
    assertThat(log.create(new GroupRequest.Create(1, "HHHH", "info"))).isFalse();
    assertThat(log.create(new GroupRequest.Create(2, "HHHH", "info"))).isFalse();
    assertThat(log.commit(commit(0, "1st_"), List.of())).isTrue();
    assertThat(log.commit(commit(0, "second"), List.of())).isFalse();
    assertThat(log.commit(commit(2, "gap"), List.of())).isFalse();
    assertThat(log.commit(new GroupRequest.Commit(1, "HHHH", 1, "othr", "", "ii"), List.of()))
        .isFalse();
    assertThat(log.groupInfo()).isEqualTo("info1st_");
    assertThat(log.standing().open()).contains(new GroupLog.Open("GGGG", 1));
    assertThat(log.since(0)).containsExactly(new GroupNotice.Commit(1, "GGGG", 0, "1st_"));
  }

  @Test
  void whatEachTakesUpIsKnown() {
    log.create(new GroupRequest.Create(1, "GGGG", "info"));
    assertThat(log.volume()).isEmpty();
    log.keep("anna", new GroupRequest.Message(1, 0, "m", "earl"));
    log.keep("anna", new GroupRequest.Message(1, 0, "n", "late"));
    log.commit(commit(0, "1st_"), List.of("anna", "maria"));
    log.commit(commit(1, "2nd"), List.of("anna"));
    log.commit(commit(0, "late"), List.of("maria"));
    assertThat(log.volume()).isEqualTo(java.util.Map.of("anna", 8L, "", 7L));
    assertThat(log.commits()).isEqualTo(java.util.Map.of("anna", 7L, "maria", 4L));
    log.end();
    assertThat(log.commits()).isEmpty();
  }

  @Test
  void whatIsKeptComesAgainInItsOrder() {
    log.create(new GroupRequest.Create(1, "GGGG", "info"));
    var early = new GroupRequest.Message(1, 0, "m", "earl");
    assertThat(log.keep("anna", early)).isTrue();
    assertThat(log.keep("anna", early)).isFalse();
    assertThat(log.keep("maria", early)).as("an id is its sender's own").isTrue();
    log.commit(commit(0, "1st_"), List.of());
    log.keep("anna", new GroupRequest.Message(1, 1, "n", "late"));
    assertThat(log.since(0))
        .containsExactly(
            new GroupNotice.Message(1, 0, "m", "earl"),
            new GroupNotice.Message(1, 0, "m", "earl"),
            new GroupNotice.Commit(1, "GGGG", 0, "1st_"),
            new GroupNotice.Message(1, 1, "n", "late"));
    log.keep("anna", new GroupRequest.Message(1, 0, "o", "late"));
    assertThat(log.since(1))
        .as("also what was said in an earlier epoch and came later")
        .containsExactly(
            new GroupNotice.Message(1, 1, "n", "late"), new GroupNotice.Message(1, 0, "o", "late"));
  }

  @Test
  void anotherTalksGroupIsAnother() {
    log.create(new GroupRequest.Create(1, "GGGG", "info"));
    GroupTables other = new GroupTables(database, "u", "room", () -> {});
    assertThat(other.standing().open()).isEmpty();
    assertThat(other.commit(commit(0, "forged"), List.of())).isFalse();
    assertThat(log.commit(commit(0, "good"), List.of())).as("control").isTrue();
  }

  @Test
  void anEndedGenerationLeavesItsNumberOnly() {
    log.create(new GroupRequest.Create(1, "GGGG", "info"));
    log.commit(commit(0, "1st_"), List.of());
    log.keep("anna", new GroupRequest.Message(1, 1, "n", "late"));
    assertThat(GroupTables.open(database, "room")).containsExactly("t");
    log.end();
    assertThat(ended).isEqualTo(1);
    assertThat(GroupTables.open(database, "room")).isEmpty();
    assertThat(rows("room_event")).isZero();
    assertThat(log.groupInfo()).isEmpty();
    assertThat(log.commit(commit(0, "late"), List.of())).isFalse();
    assertThat(log.create(new GroupRequest.Create(1, "GGGG", "info"))).isFalse();
    assertThat(log.create(new GroupRequest.Create(2, "HHHH", "info"))).isTrue();
    assertThat(log.standing())
        .isEqualTo(new GroupLog.Standing(2, Optional.of(new GroupLog.Open("HHHH", 0))));
    assertThat(log.since(0)).isEqualTo(List.of());
  }

  @Test
  void whatWasCommittedIsThereWhenTheNodeStartsAgain() {
    log.create(new GroupRequest.Create(1, "GGGG", "info"));
    log.commit(commit(0, "1st_"), List.of());
    database.close();
    open();
    assertThat(log.since(0)).containsExactly(new GroupNotice.Commit(1, "GGGG", 0, "1st_"));
  }

  private int rows(String table) {
    return database.read(
        handle -> handle.createQuery("select count(*) from " + table).mapTo(Integer.class).one());
  }
}
