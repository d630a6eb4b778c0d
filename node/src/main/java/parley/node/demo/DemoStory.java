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
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.DateLevel;
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
import parley.node.talk.Signatures;
import parley.node.talk.TalkJournal;
import parley.node.talk.TalkService;

/**
 * Plays the reference scenario up to step 5 through the same service that people use, on the days
 * before today: the time and four items of the agenda are agreed; a fifth item waits for Norland,
 * the format for Sudria, a draft for clearance by Norland's adviser.
 */
public final class DemoStory {
  private static final LocalTime CALL = LocalTime.of(18, 0);

  private final TalkService talks;
  private final StoryClock clock;
  private final Instant today;
  private final Seat anna;
  private final Seat maria;

  private DemoStory(TalkService talks, StoryClock clock, People people, Instant today) {
    this.talks = talks;
    this.clock = clock;
    this.today = today;
    clock.moveTo(before(4, 3));
    this.anna = talks.convene(delegate(people, "norland", "anna"), "sudria");
    this.maria = talks.seat(delegate(people, "sudria", "maria"), anna.talk().value()).orElseThrow();
  }

  /**
   * Plays the story, unless the journal holds a talk already.
   *
   * @param now today, to which all dates are relative
   * @param press opens the press office of the story's talks on the story's days
   */
  public static void play(
      TalkJournal journal,
      Signatures signatures,
      People people,
      RandomGenerator random,
      Instant now,
      BiFunction<TalkService, InstantSource, PressOffice> press) {
    if (!journal.all().isEmpty()) {
      return;
    }
    StoryClock clock = new StoryClock(now.minus(Duration.ofDays(5)));
    TalkService talks = new TalkService(journal, signatures, people, clock, random);
    DemoStory story = new DemoStory(talks, clock, people, now);
    story.meet();
    PressOffice office = press.apply(talks, clock);
    story.speakOfContact(office, delegate(people, "sudria", "pavel"));
    story.agreeOnTheTime();
    story.agreeOnFourItems();
    story.leaveTwoMattersOpen();
    story.leaveADraft(office, delegate(people, "norland", "peter"));
  }

  /** Step 1. */
  private void meet() {
    clock.moveTo(before(3, 8));
    done(talks.accept(maria));
    clock.moveTo(before(3, 6));
    done(talks.accept(anna));
  }

  /** Step 2. */
  private void speakOfContact(PressOffice press, Delegate spokesperson) {
    clock.moveTo(before(3, 4));
    Seat pavel = talks.seat(spokesperson, anna.talk().value()).orElseThrow();
    DemoStatement.release(press, pavel, maria);
  }

  /** Steps 3 and 4. */
  private void agreeOnTheTime() {
    clock.moveTo(before(2, 9));
    ZoneId zone = maria.person().delegation().zone();
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
    Body guarantees = talks.body(text("Legal guarantees", "Юридические гарантии"));
    Term fifth = new Term.AgendaItem(talks.newItem(), 5, 10, guarantees.digest());
    done(talks.perform(maria, talks.proposal(maria, fifth, Optional.empty()), guarantees));
    clock.moveTo(before(0, 2));
    done(
        talks.perform(
            anna, talks.proposal(anna, new Term.Format(Medium.VIDEO, 65), Optional.empty())));
  }

  /** Step 6, before anybody has cleared it. */
  private void leaveADraft(PressOffice press, Delegate spokesperson) {
    clock.moveTo(before(0, 1));
    Seat peter = talks.seat(spokesperson, anna.talk().value()).orElseThrow();
    DemoStatement.leaveForClearance(press, peter);
  }

  private void agreeItem(
      Seat proposer, Seat other, int order, int minutes, String english, String russian) {
    Body body = talks.body(text(english, russian));
    agree(
        proposer, other, new Term.AgendaItem(talks.newItem(), order, minutes, body.digest()), body);
  }

  /** Half an hour passes between a proposal and the consent to it. */
  private void agree(Seat proposer, Seat other, Term term, Body... bodies) {
    Outcome.Done proposed =
        done(talks.perform(proposer, talks.proposal(proposer, term, Optional.empty()), bodies));
    clock.moveTo(clock.instant().plus(Duration.ofMinutes(30)));
    done(talks.perform(other, new Act.Consent(proposed.entry().actDigest())));
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

  private static Delegate delegate(People people, String delegation, String slug) {
    return people.person(new DelegateId(delegation, slug)).orElseThrow();
  }

  private static Outcome.Done done(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> done;
      case Outcome.Refused refused ->
          throw new IllegalStateException("the story was refused: " + refused.reason());
      case Outcome.ToSign toSign ->
          throw new IllegalStateException("the story waits for somebody's touch");
    };
  }
}
