package parley.node.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.DateLevel;
import parley.dossier.model.ItemId;
import parley.dossier.model.ItemText;
import parley.dossier.model.Medium;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.model.Voice;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.People;
import parley.node.press.DemoStatement;
import parley.node.press.PressOffice;
import parley.node.talk.Outcome;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;

/**
 * Plays the reference scenario up to step 5 through the same service that people use, on the days
 * before today: the time and four items of the agenda are agreed; a fifth item waits for Norland,
 * the format for Sudria, a draft for clearance by Norland's adviser.
 */
public final class DemoStory {
  private static final LocalTime CALL = LocalTime.of(18, 0);

  private final Stages stages;
  private final StoryClock clock;
  private final Instant today;
  private final Adviser anna;
  private final Adviser maria;

  /**
   * Where one side plays.
   *
   * @param press opened once the side has joined
   */
  public record Stage(People people, TalkService talks, Supplier<PressOffice> press) {}

  /** Where both sides play: on the same node, or each on its own. */
  public record Stages(Stage norland, Stage sudria, Between between) {
    /** Both on one node. */
    public static Stages shared(Stage stage) {
      return new Stages(stage, stage, new SameNode(stage.talks()));
    }
  }

  /** What is between the two sides. */
  public interface Between {
    /** Begins a talk to which Sudria is invited. */
    Seat convene(Delegate norlander);

    /** Gives each side what the other has written. */
    void handOver();
  }

  private record SameNode(TalkService talks) implements Between {
    @Override
    public Seat convene(Delegate norlander) {
      return talks.convene(norlander, DemoCast.SUDRIA.id());
    }

    @Override
    public void handOver() {
      // it is there already
    }
  }

  /** Somebody who speaks for her side, on her side's node. */
  private record Adviser(Stage stage, Seat seat) {
    TalkService talks() {
      return stage.talks();
    }
  }

  private DemoStory(Stages stages, StoryClock clock, Instant today) {
    this.stages = stages;
    this.clock = clock;
    this.today = today;
    clock.moveTo(before(4, 3));
    Stage norland = stages.norland();
    Stage sudria = stages.sudria();
    Seat hers = stages.between().convene(delegate(norland, "norland", "anna"));
    stages.between().handOver();
    this.anna = new Adviser(norland, hers);
    this.maria = new Adviser(sudria, seat(sudria, "sudria", "maria"));
  }

  /**
   * Plays the story.
   *
   * @param theatre where, by the clock of the story's days
   * @param now today, to which all dates are relative
   */
  public static void play(Function<InstantSource, Stages> theatre, Instant now) {
    StoryClock clock = new StoryClock(now.minus(Duration.ofDays(5)));
    DemoStory story = new DemoStory(theatre.apply(clock), clock, now);
    story.meet();
    PressOffice sudrian = story.maria.stage().press().get();
    story.speakOfContact(sudrian);
    story.agreeOnTheTime();
    story.agreeOnFourItems();
    story.leaveTwoMattersOpen();
    story.leaveADraft(story.anna.stage().press().get());
  }

  /** Step 1. */
  private void meet() {
    clock.moveTo(before(3, 8));
    done(maria.talks().accept(maria.seat()));
    clock.moveTo(before(3, 6));
    done(anna.talks().accept(anna.seat()));
  }

  /** Step 2. */
  private void speakOfContact(PressOffice press) {
    clock.moveTo(before(3, 4));
    DemoStatement.release(press, seat(maria.stage(), "sudria", "pavel"), maria.seat());
    stages.between().handOver();
  }

  /** Steps 3 and 4. */
  private void agreeOnTheTime() {
    clock.moveTo(before(2, 9));
    ZoneId zone = maria.seat().person().delegation().zone();
    agree(maria, anna, new Term.Time(callOn(today, zone), zone, List.of()));
    clock.moveTo(before(2, 4));
    agree(
        anna, maria, new Term.Disclosure(Subject.Plain.DATE, Voice.Shared.EITHER, DateLevel.WEEK));
  }

  /** Step 5, as far as it went. */
  private void agreeOnFourItems() {
    clock.moveTo(before(1, 7));
    agreeItem(anna, maria, 1, 15, "Bilateral relations", "Двусторонние отношения");
    agreeItem(
        maria, anna, 2, 15, "The situation in the Strait of Vell", "Ситуация в проливе Велль");
    agreeItem(anna, maria, 3, 15, "The situation in the Kesh valley", "Ситуация в долине Кеш");
    agreeItem(
        maria,
        anna,
        4,
        10,
        "Dialogue on strategic stability",
        "Диалог о стратегической стабильности");
  }

  private void leaveTwoMattersOpen() {
    clock.moveTo(before(0, 3));
    Body guarantees = maria.talks().body(text("Legal guarantees", "Юридические гарантии"));
    propose(
        maria,
        new Term.AgendaItem(maria.talks().newItem(), 5, 10, guarantees.digest()),
        guarantees);
    clock.moveTo(before(0, 2));
    propose(anna, new Term.Format(Medium.VIDEO, 65));
  }

  /** Step 6, before anybody has cleared it. */
  private void leaveADraft(PressOffice press) {
    clock.moveTo(before(0, 1));
    DemoStatement.leaveForClearance(press, seat(anna.stage(), "norland", "peter"));
  }

  private void agreeItem(
      Adviser proposer, Adviser other, int order, int minutes, String english, String russian) {
    Body body = proposer.talks().body(text(english, russian));
    ItemId item = proposer.talks().newItem();
    agree(proposer, other, new Term.AgendaItem(item, order, minutes, body.digest()), body);
  }

  /** Half an hour passes between a proposal and the consent to it. */
  private void agree(Adviser proposer, Adviser other, Term term, Body... bodies) {
    Outcome.Done proposed = propose(proposer, term, bodies);
    clock.moveTo(clock.instant().plus(Duration.ofMinutes(30)));
    Act consent = new Act.Consent(proposed.entry().actDigest());
    done(other.talks().perform(other.seat(), consent));
  }

  private Outcome.Done propose(Adviser proposer, Term term, Body... bodies) {
    TalkService talks = proposer.talks();
    Act proposal = talks.proposal(proposer.seat(), term, Optional.empty());
    return done(talks.perform(proposer.seat(), proposal, bodies));
  }

  /** Next week's Tuesday, 18:00 Sudria's time. */
  static Instant callOn(Instant today, ZoneId zone) {
    LocalDate monday =
        today.atZone(zone).toLocalDate().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    return monday.plusDays(1).atTime(CALL).atZone(zone).toInstant();
  }

  private Instant before(int days, int hours) {
    return today.minus(Duration.ofDays(days)).minus(Duration.ofHours(hours));
  }

  private static ItemText text(String english, String russian) {
    Texts title = Texts.of(Map.of("en", english, "ru", russian));
    return new ItemText(title, title);
  }

  private static Delegate delegate(Stage stage, String delegation, String slug) {
    return stage.people().person(new DelegateId(delegation, slug)).orElseThrow();
  }

  /** In the only talk that there is. */
  private static Seat seat(Stage stage, String delegation, String slug) {
    return stage.talks().seats(delegate(stage, delegation, slug)).getFirst();
  }

  /** What was done, once the other side has it too. */
  private Outcome.Done done(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> {
        stages.between().handOver();
        yield done;
      }
      case Outcome.Refused refused ->
          throw new IllegalStateException("the story was refused: " + refused.reason());
      case Outcome.ToSign toSign ->
          throw new IllegalStateException("the story waits for somebody's touch");
    };
  }
}
