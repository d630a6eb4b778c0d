package parley.node.room.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConductorTest {
  private final MemoryLog log = new MemoryLog();
  private final List<Due> due = new ArrayList<>();
  private Duration now = Duration.ZERO;
  private final Conductor conductor =
      new Conductor(log, (delay, command) -> due.add(new Due(now.plus(delay), command)));

  private record Due(Duration at, Runnable command) {}

  private static final class Told implements Page {
    final String name;
    final List<GroupNotice> heard = new ArrayList<>();

    Told(String name) {
      this.name = name;
    }

    @Override
    public String person() {
      return name;
    }

    @Override
    public void tell(GroupNotice notice) {
      heard.add(notice);
    }

    <T extends GroupNotice> List<T> all(Class<T> kind) {
      return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  private void pass(long millis) {
    Duration end = now.plusMillis(millis);
    while (true) {
      Optional<Due> next =
          due.stream().filter(d -> d.at().compareTo(end) <= 0).min(Comparator.comparing(Due::at));
      if (next.isEmpty()) {
        now = end;
        return;
      }
      due.remove(next.get());
      now = next.get().at();
      next.get().command().run();
    }
  }

  private Told seated(String name) {
    Told page = new Told(name);
    conductor.sit(page);
    conductor.putOnRecord(page);
    return page;
  }

  private Told wanting(String name) {
    Told page = seated(name);
    conductor.hear(page, new GroupRequest.KeyPackage("kp" + name));
    return page;
  }

  /** Somebody alone in the group. */
  private Told founder() {
    Told anna = wanting("anna");
    pass(100);
    conductor.hear(anna, new GroupRequest.Create(1, "GGGG", "info"));
    return anna;
  }

  private void commit(Told page, long epoch, String commit, String welcome) {
    conductor.hear(page, new GroupRequest.Commit(1, "GGGG", epoch, commit, welcome, "inf" + epoch));
  }

  private void reached(Told page, long epoch) {
    conductor.hear(page, new GroupRequest.Reached(1, epoch, "0123456789abcdef"));
  }

  /** Brings somebody in by a commit of {@code by}. */
  private Told added(Told by, String name, long epoch) {
    Told page = wanting(name);
    pass(100);
    commit(by, epoch, "cc" + epoch, "wwww");
    reached(by, epoch + 1);
    reached(page, epoch + 1);
    return page;
  }

  @Test
  void whoComesFirstIsAskedToMakeTheGroup() {
    Told anna = wanting("anna");
    pass(100);
    assertThat(anna.heard).containsExactly(new GroupNotice.OpenGroup(1));
  }

  @Test
  void ofSeveralGroupsOneWins() {
    Told anna = wanting("anna");
    Told maria = wanting("maria");
    pass(100);
    pass(1_500);
    assertThat(maria.heard).as("the first was slow").contains(new GroupNotice.OpenGroup(1));
    conductor.hear(anna, new GroupRequest.Create(1, "GGGG", "info"));
    conductor.hear(maria, new GroupRequest.Create(1, "HHHH", "info"));
    assertThat(log.standing().open()).contains(new GroupLog.Open("GGGG", 0));
    assertThat(maria.heard).contains(new GroupNotice.Stale(1, 0));
    assertThat(anna.heard)
        .as("the loser is added as she asked")
        .contains(new GroupNotice.CommitWanted(1, 0, List.of("kpmaria")));
  }

  @Test
  void whoComesWithinATenthOfASecondIsAddedByOneCommit() {
    Told anna = founder();
    Told maria = wanting("maria");
    pass(60);
    Told viktor = wanting("viktor");
    pass(40);
    assertThat(anna.all(GroupNotice.CommitWanted.class))
        .containsExactly(new GroupNotice.CommitWanted(1, 0, List.of("kpmaria", "kpviktor")));
    commit(anna, 0, "cccc", "wwww");
    assertThat(anna.heard).contains(new GroupNotice.Commit(1, "GGGG", 0, "cccc"));
    assertThat(maria.heard).containsExactly(new GroupNotice.Welcome(1, "GGGG", 1, "wwww"));
    assertThat(viktor.heard).containsExactly(new GroupNotice.Welcome(1, "GGGG", 1, "wwww"));
  }

  @Test
  void whoDoesNotCommitIsPassedOverAndTheNextIsAskedAndThenSheComesInFromOutside() {
    Told anna = founder();
    Told maria = added(anna, "maria", 0);
    Told viktor = wanting("viktor");
    pass(100);
    assertThat(anna.all(GroupNotice.CommitWanted.class)).hasSize(2);
    assertThat(maria.all(GroupNotice.CommitWanted.class)).isEmpty();
    pass(1_500);
    assertThat(maria.all(GroupNotice.CommitWanted.class))
        .containsExactly(new GroupNotice.CommitWanted(1, 1, List.of("kpviktor")));
    pass(1_500);
    assertThat(viktor.heard).containsExactly(new GroupNotice.Rejoin(1, "GGGG", 1, "inf0"));
    commit(viktor, 1, "from_outside", "");
    GroupNotice accepted = new GroupNotice.Commit(1, "GGGG", 1, "from_outside");
    assertThat(viktor.heard).endsWith(accepted);
    assertThat(anna.heard).endsWith(accepted);
  }

  @Test
  void ofTwoCommitsFromOneEpochTheSecondIsStale() {
    Told anna = founder();
    Told maria = added(anna, "maria", 0);
    commit(anna, 1, "1st_", "");
    commit(maria, 1, "second", "");
    assertThat(maria.heard)
        .endsWith(new GroupNotice.Commit(1, "GGGG", 1, "1st_"), new GroupNotice.Stale(1, 2));
    assertThat(log.since(1)).containsExactly(new GroupNotice.Commit(1, "GGGG", 1, "1st_"));
  }

  @Test
  void aLateCommitStillWelcomesThoseItWasAskedFor() {
    Told anna = founder();
    Told maria = added(anna, "maria", 0);
    Told viktor = wanting("viktor");
    pass(1_700);
    assertThat(maria.all(GroupNotice.CommitWanted.class)).hasSize(1);
    commit(anna, 1, "late", "wwww");
    assertThat(viktor.heard).containsExactly(new GroupNotice.Welcome(1, "GGGG", 2, "wwww"));
  }

  @Test
  void whoComesBackHearsAllThatSheMissedInOrder() {
    Told anna = founder();
    Told maria = added(anna, "maria", 0);
    conductor.lose(maria);
    conductor.hear(anna, new GroupRequest.Message(1, 1, "m", "text"));
    commit(anna, 1, "next", "");
    Told again = seated("maria");
    conductor.hear(again, new GroupRequest.Resume(1, "GGGG", 1));
    assertThat(again.heard)
        .containsExactly(
            new GroupNotice.Message(1, 1, "m", "text"),
            new GroupNotice.Commit(1, "GGGG", 1, "next"));
  }

  @Test
  void whoseGroupIsGoneComesInFromOutside() {
    founder();
    for (GroupRequest.Resume wrong :
        List.of(
            new GroupRequest.Resume(1, "HHHH", 0),
            new GroupRequest.Resume(2, "GGGG", 0),
            new GroupRequest.Resume(1, "GGGG", 7))) {
      Told maria = seated("maria");
      conductor.hear(maria, wrong);
      pass(100);
      assertThat(maria.heard).containsExactly(new GroupNotice.Rejoin(1, "GGGG", 0, "info"));
      conductor.lose(maria);
    }
  }

  @Test
  void somebodyWhoLeftIsRemovedByWhoeverSatLongest() {
    Told anna = founder();
    Told maria = added(anna, "maria", 0);
    conductor.lose(anna);
    conductor.remove();
    assertThat(maria.heard).endsWith(new GroupNotice.CommitWanted(1, 1, List.of()));
    commit(maria, 1, "without_her", "");
    reached(maria, 2);
    pass(5_000);
    assertThat(maria.all(GroupNotice.CommitWanted.class)).as("once").hasSize(1);
  }

  @Test
  void whoComesDoesNotWaitUntilARemovalIsDone() {
    Told anna = founder();
    Told maria = added(anna, "maria", 0);
    conductor.lose(maria);
    conductor.remove();
    wanting("viktor");
    pass(100);
    assertThat(anna.heard)
        .endsWith(
            new GroupNotice.CommitWanted(1, 1, List.of()),
            new GroupNotice.CommitWanted(1, 1, List.of("kpviktor")));
  }

  @Test
  void whoRemovesUnaskedIsNotAskedAnyMore() {
    Told anna = founder();
    Told maria = added(anna, "maria", 0);
    Told viktor = added(anna, "viktor", 1);
    reached(maria, 2);
    conductor.lose(maria);
    conductor.remove();
    commit(viktor, 2, "by_self_", "");
    reached(viktor, 3);
    reached(anna, 3);
    pass(5_000);
    assertThat(anna.all(GroupNotice.CommitWanted.class))
        .as("for Maria, for Viktor, and before he did it")
        .hasSize(3);
  }

  @Test
  void whoCameSecondFromOutsideSaysAnewWhatSheWants() {
    Told anna = founder();
    Told maria = seated("maria");
    conductor.hear(maria, new GroupRequest.Lost());
    commit(anna, 0, "1st_", "");
    commit(maria, 0, "2nd_", "");
    assertThat(maria.heard)
        .containsExactly(new GroupNotice.Rejoin(1, "GGGG", 0, "info"), new GroupNotice.Stale(1, 1));
    conductor.hear(maria, new GroupRequest.Lost());
    assertThat(maria.heard).endsWith(new GroupNotice.Rejoin(1, "GGGG", 1, "inf0"));
  }

  @Test
  void whoIsBehindIsNotAsked() {
    Told anna = founder();
    Told maria = added(anna, "maria", 0);
    commit(maria, 1, "cccc", "");
    reached(maria, 2);
    conductor.remove();
    assertThat(maria.heard).endsWith(new GroupNotice.CommitWanted(1, 2, List.of()));
    assertThat(anna.all(GroupNotice.CommitWanted.class)).as("the one for Maria").hasSize(1);
  }

  @Test
  void aMessageIsKeptOnceAndReachesThoseWhoHadKeysThen() {
    Told anna = founder();
    Told maria = added(anna, "maria", 0);
    conductor.hear(anna, new GroupRequest.Message(1, 0, "old", "text"));
    assertThat(maria.all(GroupNotice.Message.class)).as("before her time").isEmpty();
    conductor.hear(anna, new GroupRequest.Message(1, 1, "new", "text"));
    conductor.hear(anna, new GroupRequest.Message(1, 1, "new", "text"));
    assertThat(maria.all(GroupNotice.Message.class))
        .containsExactly(new GroupNotice.Message(1, 1, "new", "text"));
    assertThat(anna.all(GroupNotice.Message.class)).as("told each time").hasSize(3);
  }

  @Test
  void whoIsNotInTheGroupSendsNothingToIt() {
    Told anna = founder();
    Told maria = seated("maria");
    conductor.hear(maria, new GroupRequest.Message(1, 0, "m", "text"));
    commit(maria, 0, "forged", "");
    assertThat(anna.heard).noneMatch(GroupNotice.Commit.class::isInstance);
    assertThat(anna.all(GroupNotice.Message.class)).isEmpty();
    assertThat(maria.heard)
        .containsExactly(new GroupNotice.Stale(1, 0), new GroupNotice.Stale(1, 0));
    conductor.hear(anna, new GroupRequest.Message(1, 0, "m", "text"));
    assertThat(anna.all(GroupNotice.Message.class)).as("control").hasSize(1);
  }

  @Test
  void anotherGroupAnotherGenerationAndAForgedEpochAreStale() {
    Told anna = founder();
    conductor.hear(anna, new GroupRequest.Commit(1, "HHHH", 0, "cc", "", "ii"));
    conductor.hear(anna, new GroupRequest.Commit(2, "GGGG", 0, "cc", "", "ii"));
    conductor.hear(anna, new GroupRequest.Commit(1, "GGGG", 9, "cc", "", "ii"));
    conductor.hear(anna, new GroupRequest.Message(2, 0, "m", "tt"));
    conductor.hear(anna, new GroupRequest.Message(1, 9, "m", "tt"));
    conductor.hear(anna, new GroupRequest.Reached(1, 9, "0123456789abcdef"));
    conductor.hear(anna, new GroupRequest.Create(2, "HHHH", "ii"));
    assertThat(anna.all(GroupNotice.Stale.class))
        .hasSize(6)
        .containsOnly(new GroupNotice.Stale(1, 0));
    assertThat(log.standing())
        .isEqualTo(new GroupLog.Standing(1, Optional.of(new GroupLog.Open("GGGG", 0))));
    commit(anna, 0, "good", "");
    assertThat(anna.heard).as("control").endsWith(new GroupNotice.Commit(1, "GGGG", 0, "good"));
  }

  @Test
  void aGroupThatNobodyHasKeysOfAndLetsNobodyInIsGivenUp() {
    Told anna = founder();
    conductor.lose(anna);
    Told again = wanting("anna");
    pass(100);
    assertThat(again.heard).containsExactly(new GroupNotice.Rejoin(1, "GGGG", 0, "info"));
    pass(4_500);
    assertThat(again.heard).endsWith(new GroupNotice.OpenGroup(2));
    conductor.hear(again, new GroupRequest.Create(2, "HHHH", "info"));
    assertThat(log.standing().open()).contains(new GroupLog.Open("HHHH", 0));
  }

  @Test
  void anEmptyRoomLeavesNothingButTheNumberOfItsGeneration() {
    Told anna = founder();
    conductor.hear(anna, new GroupRequest.Message(1, 0, "m", "text"));
    conductor.lose(anna);
    conductor.end();
    assertThat(log.groupInfo()).isEmpty();
    Told maria = wanting("maria");
    pass(100);
    assertThat(maria.heard).containsExactly(new GroupNotice.OpenGroup(2));
  }

  @Test
  void whoOnlyWaitsChangesNothingAndComesInFromOutsideOnceSheIsAsked() {
    Told anna = founder();
    reached(anna, 0);
    Told maria = wanting("maria");
    pass(100);
    commit(maria, 0, "garb", "");
    assertThat(maria.heard).containsExactly(new GroupNotice.Stale(1, 0));
    assertThat(conductor.hasKeys(maria, 0)).as("nor is her mark heard").isFalse();
    assertThat(anna.all(GroupNotice.Commit.class)).isEmpty();
    pass(1_500);
    assertThat(maria.heard).contains(new GroupNotice.Rejoin(1, "GGGG", 0, "info"));
    commit(maria, 0, "mmmm", "");
    assertThat(anna.heard).as("control").contains(new GroupNotice.Commit(1, "GGGG", 0, "mmmm"));
    assertThat(conductor.hasKeys(maria, 1)).isTrue();
  }

  @Test
  void whoAnswersAfterSheWasGivenUpStillComesIn() {
    Told anna = founder();
    reached(anna, 0);
    Told maria = wanting("maria");
    pass(60_000);
    commit(maria, 0, "mmmm", "");
    assertThat(anna.heard).contains(new GroupNotice.Commit(1, "GGGG", 0, "mmmm"));
    assertThat(conductor.hasKeys(maria, 1)).isTrue();
  }

  @Test
  void whoHasSaidAsMuchAsIsKeptOfOneIsToldSoAndOthersGoOn() {
    Told anna = founder();
    Told maria = added(anna, "maria", 0);
    String large = "x".repeat(32_000);
    for (int i = 0; i < Allowance.MOST_WORDS / large.length(); i++) {
      conductor.hear(anna, new GroupRequest.Message(1, 1, "a" + i, large));
    }
    assertThat(anna.all(GroupNotice.Full.class)).isEmpty();
    int heard = maria.heard.size();
    conductor.hear(anna, new GroupRequest.Message(1, 1, "more", large));
    assertThat(anna.heard.getLast()).isEqualTo(new GroupNotice.Full("more"));
    assertThat(maria.heard).hasSize(heard);
    Conductor restarted = new Conductor(log, (delay, command) -> {});
    restarted.sit(anna);
    restarted.hear(anna, new GroupRequest.Resume(1, "GGGG", 1));
    restarted.hear(anna, new GroupRequest.Message(1, 1, "more", large));
    assertThat(anna.heard.getLast())
        .as("after a restart too")
        .isEqualTo(new GroupNotice.Full("more"));
    conductor.hear(maria, new GroupRequest.Message(1, 1, "m", "mmmm"));
    assertThat(anna.heard).as("control").contains(new GroupNotice.Message(1, 1, "m", "mmmm"));
    commit(anna, 1, "next", "");
    assertThat(maria.heard).contains(new GroupNotice.Commit(1, "GGGG", 1, "next"));
  }
}
