package parley.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.node.keys.DelegationKeys;
import parley.node.keys.DemoSignatures;
import parley.node.people.DelegateId;
import parley.node.people.People;
import parley.node.people.PersonKeys;
import parley.node.press.PressOffices;
import parley.node.storage.Database;
import parley.node.storage.DossierJournal;
import parley.node.storage.OpenVault;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;
import parley.node.web.Server;
import parley.node.words.Language;
import parley.node.words.Words;

class DemoStoryTest {
  private static final ZoneId SUDRIA = ZoneId.of("Asia/Yekaterinburg");

  @TempDir Path folder;

  @Property(tries = 300)
  void shouldCallOnTuesdayOfNextWeekWhateverDayItIs(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
    Instant today = Instant.ofEpochSecond(second);
    ZonedDateTime call = DemoStory.callOn(today, SUDRIA).atZone(SUDRIA);
    assertThat(call.getDayOfWeek()).isEqualTo(DayOfWeek.TUESDAY);
    assertThat(call.getHour()).isEqualTo(18);
    ZonedDateTime nextWeek = today.atZone(SUDRIA).plusWeeks(1);
    assertThat(call.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
        .isEqualTo(nextWeek.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    assertThat(ChronoUnit.HOURS.between(today, call)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-12-31T23:59:59Z", "2026-03-29T01:00:00Z", "2028-02-29T12:00:00Z"})
  void shouldPlayToStepFiveOnAnyDay(String today) {
    try (Database database = Database.open(folder.resolve("parley.db"));
        Server.Ground ground = new Server.Ground(Clock.systemUTC())) {
      People people = new People(database);
      DemoCast.join(people);
      SecureRandom random = new SecureRandom();
      DelegationKeys keys = new DelegationKeys(OpenVault.in(folder.resolve("keys"), random));
      DemoSignatures signatures =
          new DemoSignatures(keys, people, new PersonKeys(database), ground.addresses());
      signatures.equip(Instant.parse(today));
      DossierJournal journal = new DossierJournal(database);
      PressOffices press = new PressOffices(database, people, keys::statement, ground);
      Instant now = Instant.parse(today);
      DemoStory.play(
          clock -> {
            TalkService talks = new TalkService(journal, signatures, people, clock, random);
            return DemoStory.Stages.shared(
                new DemoStory.Stage(people, talks, () -> press.open(talks, clock, random, random)));
          },
          now);

      TalkService talks = new TalkService(journal, signatures, people, () -> now, random);
      assertThat(talks.all("norland")).hasSize(1);
      Snapshot talk = talks.all("norland").getFirst();
      assertThat(ScenarioStep.of(talk.state())).isEqualTo(new ScenarioStep(5));
      assertThat(next(people, talk, "norland", "anna")).contains("Legal guarantees");
      assertThat(next(people, talk, "sudria", "maria")).contains("the format");
      assertThat(next(people, talk, "sudria", "pavel")).contains("the week");
      assertThat(next(people, talk, "norland", "clara")).contains("open the room");
    }
  }

  private static String next(People people, Snapshot talk, String delegation, String slug) {
    return NextMove.of(
            people.person(new DelegateId(delegation, slug)).orElseThrow(),
            talk,
            Words.in(Language.EN))
        .text();
  }
}
