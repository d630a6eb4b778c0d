package parley.node.room.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final String LARGE = "x".repeat(400_000);

  private Map<String, Long> volume = Map.of();
  private final MemoryLog log =
      new MemoryLog() {
        @Override
        public Map<String, Long> volume() {
          return volume;
        }
      };
  private final List<Runnable> due = new ArrayList<>();

  private static final class Told implements Page {
    private final String person;
    final List<GroupNotice> heard = new ArrayList<>();

    Told(String person) {
      this.person = person;
    }

    @Override
    public String person() {
      return person;
    }

    @Override
    public void tell(GroupNotice notice) {
      heard.add(notice);
    }
  }

  private final Told anna = new Told("anna");
  private final Told maria = new Told("maria");

  private Conductor conductor() {
    return new Conductor(log, (delay, command) -> due.add(command));
  }

  private void passTime() {
    List<Runnable> now = List.copyOf(due);
    due.clear();
    now.forEach(Runnable::run);
  }

  private static void wish(Conductor conductor, Told page) {
    conductor.sit(page);
    conductor.putOnRecord(page);
    conductor.hear(page, new GroupRequest.KeyPackage("kp"));
  }

  private long epoch() {
    return log.standing().epoch();
  }

  /** Whether the next commit is hers. */
  private boolean commits(Conductor conductor, Told page, String commit) {
    long before = epoch();
    conductor.hear(page, new GroupRequest.Commit(1, "GGGG", before, commit, "wwww", "info"));
    boolean isTaken = epoch() > before;
    if (isTaken) {
      conductor.hear(page, new GroupRequest.Reached(1, epoch(), "0123456789abcdef"));
    }
    return isTaken;
  }

  private Conductor opened() {
    Conductor conductor = conductor();
    wish(conductor, anna);
    passTime();
    conductor.hear(anna, new GroupRequest.Create(1, "GGGG", "info"));
    conductor.hear(anna, new GroupRequest.Reached(1, 0, "0123456789abcdef"));
    return conductor;
  }

  private void letIn(Conductor conductor) {
    wish(conductor, maria);
    passTime();
    assertThat(commits(conductor, anna, "cccc")).isTrue();
    conductor.hear(maria, new GroupRequest.Reached(1, epoch(), "0123456789abcdef"));
  }

  @Test
  void whereAllWordsAreUsedUpSomebodyCanStillBeRemoved() {
    opened();
    volume = Map.of("viktor", Allowance.MOST_WORDS_OF_ALL, "", 1L << 40);
    Conductor restarted = conductor();
    restarted.sit(anna);
    restarted.hear(anna, new GroupRequest.Resume(1, "GGGG", 0));
    restarted.hear(anna, new GroupRequest.Message(1, 0, "m", "mmmm"));
    assertThat(anna.heard.getLast()).as("control").isEqualTo(new GroupNotice.Full("m"));
    restarted.remove();
    assertThat(anna.heard).endsWith(new GroupNotice.CommitWanted(1, 0, List.of()));
    assertThat(commits(restarted, anna, "cccc")).isTrue();
  }

  @Test
  void whoCommitsUnaskedWithoutEndIsNoLongerHeardButRemovesWhereSheIsAsked() {
    Conductor conductor = opened();
    letIn(conductor);
    int taken = 0;
    while (taken < 1_000 && commits(conductor, anna, LARGE)) {
      taken++;
    }
    assertThat((long) taken * LARGE.length())
        .isBetween(Allowance.MOST_COMMITS, Allowance.MOST_COMMITS + LARGE.length());
    assertThat(commits(conductor, maria, LARGE)).as("control: another one").isTrue();
    conductor.hear(anna, new GroupRequest.Reached(1, epoch(), "0123456789abcdef"));
    conductor.remove();
    assertThat(commits(conductor, anna, LARGE)).isTrue();
  }

  @Test
  void aRestartForgetsNobodysCommits() {
    Conductor conductor = opened();
    letIn(conductor);
    for (int each = 0; each < 1_000 && commits(conductor, anna, LARGE); each++) {
      assertThat(each).isLessThan(999);
    }
    Conductor restarted = conductor();
    for (Told page : List.of(anna, maria)) {
      restarted.sit(page);
      restarted.hear(page, new GroupRequest.Resume(1, "GGGG", epoch()));
    }
    assertThat(commits(restarted, anna, LARGE)).isFalse();
    assertThat(commits(restarted, maria, LARGE)).as("control: another one").isTrue();
  }

  @Test
  void whoComesInWithoutEndIsNoLongerLetInAndCostsNobodyElseAnything() {
    Conductor conductor = opened();
    int comings = 0;
    boolean isLetIn = true;
    while (comings < 1_000 && isLetIn) {
      wish(conductor, maria);
      passTime();
      isLetIn = anna.heard.getLast() instanceof GroupNotice.CommitWanted;
      comings += isLetIn ? 1 : 0;
      isLetIn = isLetIn && commits(conductor, anna, LARGE);
    }
    assertThat((long) comings * LARGE.length())
        .isBetween(Allowance.MOST_COMMITS, Allowance.MOST_COMMITS + LARGE.length());
    Told viktor = new Told("viktor");
    wish(conductor, viktor);
    passTime();
    assertThat(commits(conductor, anna, LARGE)).as("control: somebody else").isTrue();
    assertThat(viktor.heard).endsWith(new GroupNotice.Welcome(1, "GGGG", epoch(), "wwww"));
    conductor.end();
    conductor.lose(anna);
    wish(conductor, maria);
    passTime();
    assertThat(maria.heard).as("an empty room forgets").endsWith(new GroupNotice.OpenGroup(2));
  }
}
