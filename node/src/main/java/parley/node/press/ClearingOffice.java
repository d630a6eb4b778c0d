package parley.node.press;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.dossier.model.Digest;
import parley.dossier.model.Role;
import parley.node.people.Delegate;
import parley.node.people.People;
import parley.node.press.clearing.Chain;
import parley.node.press.clearing.ChainStore;
import parley.node.press.clearing.Clearing;
import parley.node.press.clearing.ClearingStore;
import parley.node.press.clearing.Submission;
import parley.node.press.clearing.Verdict;
import parley.node.talk.PressMoves;
import parley.node.talk.Seat;
import parley.node.talk.TalkTopics;
import parley.node.web.LiveUpdates;
import parley.node.web.Topic;

/**
 * Leads a side's drafts through its chain of clearance. All of it stays with the side: nothing of
 * it is in a dossier, and only the side's own press people are told that something changed. Any
 * thread.
 */
public final class ClearingOffice {
  private final ChainStore chains;
  private final ClearingStore store;
  private final DraftStore drafts;
  private final People people;
  private final LiveUpdates live;
  private final InstantSource clock;

  /** What became of a step. */
  enum Step {
    DONE,
    /** The text is not the one that was read any more. */
    CHANGED,
    /** It is not before the officers any more, or is being released. */
    OVER,
    /** She has written in it, or it is not her turn. */
    NOT_HERS,
    /** A step of the chain is for nobody but drafters. */
    NOBODY_CAN,
    INCOMPLETE,
    /** She has not looked at all that nobody but a person can judge. */
    NOT_LOOKED,
    NO_REMARK
  }

  /** What somebody has to do with a draft now. */
  enum Task {
    CLEAR,
    RELEASE,
    REVISE
  }

  /** A draft that waits for somebody. */
  record Waiting(Task task, Draft draft, Clearing clearing) {}

  ClearingOffice(
      ChainStore chains,
      ClearingStore store,
      DraftStore drafts,
      People people,
      LiveUpdates live,
      InstantSource clock) {
    this.chains = chains;
    this.store = store;
    this.drafts = drafts;
    this.people = people;
    this.live = live;
    this.clock = clock;
  }

  ChainStore chains() {
    return chains;
  }

  /** Where a draft stands. */
  Clearing of(Draft draft) {
    return store.of(
        draft.id().value(), draft.delegation(), draft.isUrgent(), readers(draft.delegation()));
  }

  /** Those of a side who see its drafts. */
  List<Delegate> readers(String delegation) {
    return people.of(delegation).stream().filter(PressMoves.READERS::admits).toList();
  }

  /** Lays exactly this revision before the officers, under the chain of now. */
  Step submit(Seat seat, Draft draft) {
    if (!Completeness.check(draft).isEmpty()) {
      return Step.INCOMPLETE;
    }
    Chain chain = chains.of(draft.delegation());
    if (!of(draft).impossible(chain).isEmpty()) {
      return Step.NOBODY_CAN;
    }
    boolean done =
        store.submit(
            draft.id().value(),
            draft.revision(),
            DraftColumns.digest(draft),
            chain,
            seat.person().id(),
            clock.instant());
    tell(draft);
    return done ? Step.DONE : Step.CHANGED;
  }

  /** Opens a submitted draft again; whatever was cleared is void. */
  Step takeBack(Draft draft) {
    boolean done =
        of(draft)
            .open()
            .filter(now -> store.takeBack(draft.id().value(), now.number()))
            .isPresent();
    tell(draft);
    return done ? Step.DONE : Step.OVER;
  }

  /**
   * Clears what was read.
   *
   * @param read the digest of the text that was shown to her
   * @param shown names the statement as it was shown to her; empty when it could not be shown
   */
  Step clear(Seat seat, Draft draft, String read, String shown) {
    Clearing clearing = of(draft);
    Optional<Submission> open = clearing.open();
    if (open.isEmpty() || !open.get().digest().value().equals(read)) {
      return Step.CHANGED;
    }
    if (!clearing.mayClear(seat.person())) {
      return Step.NOT_HERS;
    }
    return say(draft, verdict(open.get(), seat, true, "", shown));
  }

  /**
   * As {@link #clear}, noting at which words she has looked.
   *
   * @param asked what the recogniser could not judge
   * @param looked keys of what she says that she has looked at
   */
  Step clear(
      Seat seat, Draft draft, String read, String shown, List<Finding> asked, Set<String> looked) {
    if (!asked.stream().map(Finding::key).allMatch(looked::contains)) {
      return Step.NOT_LOOKED;
    }
    Optional<Submission> open = of(draft).open();
    Step step = clear(seat, draft, read, shown);
    if (step == Step.DONE && open.isPresent()) {
      store.look(
          draft.id().value(),
          verdict(open.get(), seat, true, "", shown),
          asked.stream().map(Finding::key).distinct().toList());
    }
    return step;
  }

  /** Returns what was read to the drafters, with a remark. */
  Step sendBack(Seat seat, Draft draft, String read, String remark) {
    Clearing clearing = of(draft);
    Optional<Submission> open = clearing.open();
    if (open.isEmpty() || !open.get().digest().value().equals(read)) {
      return Step.CHANGED;
    }
    if (remark.isBlank()) {
      return Step.NO_REMARK;
    }
    if (!clearing.mayReturn(seat.person())) {
      return Step.NOT_HERS;
    }
    return say(draft, verdict(open.get(), seat, false, remark.strip(), ""));
  }

  /** Sets the chain for what is submitted from now on; false when somebody else did meanwhile. */
  boolean set(Seat seat, int after, Chain chain) {
    String delegation = seat.person().delegation().id();
    boolean done = chains.set(delegation, after, chain, seat.person().id(), clock.instant());
    live.changed(topic(delegation, seat.talk().toString()));
    return done;
  }

  /** What waits for this person in this talk. */
  List<Waiting> waitingFor(Seat seat) {
    if (!PressMoves.READERS.admits(seat.person())) {
      return List.of();
    }
    return drafts.of(seat.person().delegation().id(), seat.talk().toString()).stream()
        .filter(row -> !row.isReleased())
        .flatMap(row -> waiting(row.draft(), of(row.draft()), seat.person()).stream())
        .toList();
  }

  /** Tells the side's own press people that something of this draft has changed. */
  void tell(Draft draft) {
    tell(draft.delegation(), draft.talk());
  }

  /** The same of whatever else the side's press office does in a talk. */
  void tell(String delegation, String talk) {
    live.changed(topic(delegation, talk));
    TalkTopics.ofPressPeople(delegation, talk).forEach(live::changed);
  }

  /** What a side's desk for a talk follows. Another side's never changes with it. */
  static Topic topic(String delegation, String talk) {
    return new Topic("press/" + delegation + "/" + talk);
  }

  /** Whether this person's signature can release. */
  static boolean mayRelease(Delegate person) {
    return person.is(Role.SPOKESPERSON) || person.is(Role.PRINCIPAL);
  }

  private static Optional<Waiting> waiting(Draft draft, Clearing clearing, Delegate person) {
    boolean isDrafter = clearing.drafters().contains(person.id());
    return switch (clearing.stage()) {
      case DRAFTING -> Optional.empty();
      case RETURNED ->
          isDrafter ? Optional.of(new Waiting(Task.REVISE, draft, clearing)) : Optional.empty();
      case SUBMITTED ->
          clearing.mayClear(person)
              ? Optional.of(new Waiting(Task.CLEAR, draft, clearing))
              : Optional.empty();
      case READY -> {
        boolean isHers =
            mayRelease(person)
                && (person.is(Role.SPOKESPERSON) || isDrafter || clearing.hasCleared(person));
        yield isHers ? Optional.of(new Waiting(Task.RELEASE, draft, clearing)) : Optional.empty();
      }
    };
  }

  /** What she says now of what is before the officers. */
  Verdict verdict(Submission open, Seat seat, boolean cleared, String remark, String shown) {
    Digest digest = open.digest();
    return new Verdict(
        open.number(),
        open.revision(),
        digest,
        seat.person().id(),
        cleared,
        remark,
        shown,
        clock.instant());
  }

  private Step say(Draft draft, Verdict verdict) {
    boolean said = store.say(draft.id().value(), verdict);
    tell(draft);
    return said ? Step.DONE : Step.OVER;
  }
}
