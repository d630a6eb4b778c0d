package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Term;
import parley.node.press.joint.Elsewhere;
import parley.node.press.joint.JointWatch;
import parley.node.press.joint.PressPlace;
import parley.node.talk.Snapshot;

/** One node watches the press room of another, by HTTP; each has a clock of its own. */
class EarlyPublicationTest {
  private static final Instant RELEASE = PressWorld.THURSDAY.plus(Duration.ofHours(2));

  private final PressWorld ours = PressWorld.any();
  private final PressWorld theirs = PressWorld.any();
  private final List<Instant> incidents = new ArrayList<>();
  private final JointWatch watch = ours.offices.watch(ours.talks, new There(), ours.clock());
  private Set<InetAddress> line = Set.of(InetAddress.ofLiteral("127.0.0.1"));

  @AfterEach
  void close() {
    watch.close();
    ours.close();
    theirs.close();
  }

  @Test
  void aSideThatPublishesEarlyIsShownOnDeskAndTalkWithTheTimeAndNotedOnce() {
    agreedOnBoth();
    theirs.at(RELEASE);
    theirs.office.joint().tick();
    Instant found = RELEASE.minus(Duration.ofMinutes(20));
    look(found);
    look(found.plusSeconds(10));
    assertThat(incidents).containsExactly(found);
    for (String page : List.of("/talk/" + ours.anna.talk(), "/press/" + ours.anna.talk())) {
      assertThat(ours.signedIn("anna.norland").open(page).text())
          .contains("Published by Sudria before the agreed instant", "08:40", "was early");
    }
    assertThat(ours.view().room("norland").orElseThrow().statements()).isEmpty();
  }

  @Test
  void aSideThatPublishesInTimeIsShownAndNotNoted() {
    agreedOnBoth();
    look(RELEASE.minusSeconds(10));
    assertThat(page()).doesNotContain("Published by");
    theirs.at(RELEASE);
    theirs.office.joint().tick();
    look(RELEASE.plusSeconds(5));
    assertThat(incidents).isEmpty();
    assertThat(page()).contains("Published by Sudria").doesNotContain("was early");
  }

  @Test
  void nobodyIsAskedBeforeTheLastHourNorInsideOurNetworkButAtTheLinesOwnAddress() {
    agreedOnBoth();
    theirs.at(RELEASE);
    theirs.office.joint().tick();
    look(RELEASE.minus(Duration.ofMinutes(61)));
    assertThat(incidents).isEmpty();
    line = Set.of();
    look(RELEASE.minus(Duration.ofMinutes(30)));
    assertThat(incidents).isEmpty();
    line = Set.of(InetAddress.ofLiteral("127.0.0.1"));
    look(RELEASE.minus(Duration.ofMinutes(30)));
    assertThat(incidents).as("control").hasSize(1);
  }

  private String page() {
    return ours.signedIn("anna.norland").open("/talk/" + ours.anna.talk()).text();
  }

  /** Both nodes have the statement in force, as an exchange over the line would leave it. */
  private void agreedOnBoth() {
    String publicId = ours.talks.newItem().value();
    for (PressWorld world : List.of(ours, theirs)) {
      Body words = JointReleaseTest.body(world, publicId, "Leaders to speak", "Лидеры поговорят");
      Term term = new Term.JointStatement(world.talks.newItem(), RELEASE, words.digest());
      JointReleaseTest.agree(world, term, words);
    }
  }

  private void look(Instant now) {
    ours.at(now);
    watch.look();
  }

  /** Norland's counterpart Sudria lives in the other world. */
  private final class There implements Elsewhere {
    @Override
    public Map<DelegationId, PressPlace> rooms(String delegation, Snapshot talk) {
      URI room = URI.create("http://press.sudria.localhost:" + theirs.port());
      return delegation.equals("norland")
          ? Map.of(talk.local().get("sudria"), new PressPlace(room, line))
          : Map.of();
    }

    @Override
    public void early(String delegation, Snapshot talk, DelegationId side, Instant at) {
      incidents.add(at);
    }
  }
}
