package parley.node.press;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;
import parley.dossier.state.TalkState;
import parley.node.press.clearing.Clearing;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Statement;
import parley.node.press.publicview.StatementFormat;
import parley.node.press.publicview.StatementId;
import parley.node.talk.Outcome;
import parley.node.talk.Seat;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;
import parley.node.talk.TalkTopics;
import parley.node.web.LiveUpdates;

/**
 * Judges and releases what is on the desks of this node's delegations. Any thread.
 *
 * <p>A release goes in three durable steps: the signed statement is noted with its draft, its hash
 * goes into the dossier, then it becomes public. A node that dies in between finishes or undoes it
 * when it starts again, by what the dossier holds.
 */
public final class Releasing {
  private final ReleaseStore releases;
  private final ClearingOffice clearing;
  private final StoredPublicView view;
  private final StatementKeys keys;
  private final TalkService talks;
  private final LiveUpdates live;
  private final InstantSource clock;
  private final RandomGenerator names;
  private final StoryStore stories;

  /**
   * @param names for names of statements alone, so that they can tell of nothing else; must be
   *     secure
   */
  Releasing(
      ReleaseStore releases,
      ClearingOffice clearing,
      StoredPublicView view,
      StatementKeys keys,
      TalkService talks,
      LiveUpdates live,
      InstantSource clock,
      RandomGenerator names,
      StoryStore stories) {
    this.releases = releases;
    this.clearing = clearing;
    this.view = view;
    this.keys = keys;
    this.talks = talks;
    this.live = live;
    this.clock = clock;
    this.names = names;
    this.stories = stories;
  }

  /** What the draft would be if it were released now. */
  Composition compose(Seat seat, Draft draft) {
    Snapshot talk = talks.look(seat);
    return composer(talk, seat)
        .compose(draft, draft.about().flatMap(about -> view.room(about.room())))
        .read(reading(talk, seat).of(draft));
  }

  Reading reading(Snapshot talk, Seat seat) {
    return new Reading(talk, seat.delegation(), clock.instant());
  }

  Composer composer(Snapshot talk, Seat seat) {
    return new Composer(talk.state(), seat.delegation(), clock.instant());
  }

  /** Names exactly what the reader would read, whatever the second of release. */
  static Digest shown(Statement statement) {
    return Digest.of(StatementFormat.write(statement.at(Instant.EPOCH)));
  }

  /**
   * Releases a draft at once, where the node signs for the person.
   *
   * @param shown what {@link #shown} gave for the statement that the spokesperson has read
   */
  Release release(Seat seat, Draft draft, String shown) {
    Release release = ready(seat, draft, shown);
    return release instanceof Release.Ready ready
        ? conclude(seat, ready, write(seat, ready, () -> talks.perform(seat, ready.act())))
        : release;
  }

  /**
   * What is to be put on record: exactly the text that the side's chain has cleared, as it was
   * shown; or what stands against it.
   */
  Release ready(Seat seat, Draft draft, String shown) {
    Composition composition = compose(seat, draft);
    if (!composition.isReleasable()) {
      return new Release.Objected(composition.objections());
    }
    Clearing cleared = clearing.of(draft);
    if (!cleared.isReady()) {
      return new Release.NotCleared();
    }
    Statement statement = composition.statement().orElseThrow();
    if (!shown(statement).value().equals(shown)) {
      return new Release.ChangedSinceShown();
    }
    String jws =
        keys.statementKey(draft.delegation())
            .sign(StatementFormat.TYPE, StatementFormat.write(named(draft, statement)));
    return new Release.Ready(draft, cleared.open().orElseThrow().number(), statement, jws);
  }

  /** The statement under the names that the public will know it by. */
  private Statement named(Draft draft, Statement statement) {
    Statement named = statement.named(StatementId.drawn(names));
    return named.story().isPresent()
        ? named.of(stories.drawn(draft.talk(), draft.delegation()))
        : named;
  }

  /**
   * Notes a release, writes its act, and opens the draft again when that was not done. Much may
   * have happened since it was ready: a touch takes its time.
   */
  Outcome write(Seat seat, Release.Ready ready, Supplier<Outcome> writing) {
    Draft draft = ready.draft();
    boolean isAsShown =
        compose(seat, draft)
            .statement()
            .filter(now -> shown(now).equals(shown(ready.statement())))
            .isPresent();
    if (!isAsShown
        || !clearing.of(draft).isReady()
        || !releases.begin(draft, ready.submission(), ready.jws())) {
      return new Outcome.Refused(Reason.STALE, talks.look(seat));
    }
    try {
      Outcome outcome = writing.get();
      if (!(outcome instanceof Outcome.Done)) {
        releases.abandon(draft);
      }
      return outcome;
    } catch (RuntimeException notDone) {
      settle(draft, ready.jws());
      throw notDone;
    }
  }

  /** Makes public what {@link #write} has put on record. */
  Release conclude(Seat seat, Release.Ready ready, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done ->
          finish(ready.draft(), ready.jws(), done.now().state(), seat.delegation());
      case Outcome.Refused refused ->
          refused.reason() == Reason.STALE
              ? new Release.SavedMeanwhile()
              : new Release.NotOnRecord(refused.reason());
      case Outcome.ToSign toSign -> new Release.NotOnRecord(Reason.ASSERTION_MISSING);
    };
  }

  /**
   * Finishes or undoes what was under way when the node stopped. Call before the first request is
   * served.
   */
  void recover() {
    releases.begun().forEach(begun -> settle(begun.draft(), begun.jws()));
  }

  /** Finishes a release that has begun if it is on record; opens its draft again if it is not. */
  private void settle(Draft draft, String jws) {
    talks.all(draft.delegation()).stream()
        .filter(talk -> talk.state().talk().toString().equals(draft.talk()))
        .filter(talk -> isOnRecord(talk, draft.delegation(), hash(jws)))
        .findFirst()
        .ifPresentOrElse(
            talk -> finish(draft, jws, talk.state(), talk.local().get(draft.delegation())),
            () -> releases.abandon(draft));
  }

  /**
   * The act was taken in, perhaps after a withdrawal that nobody had seen: only what may still be
   * said becomes public.
   */
  private Release finish(Draft draft, String jws, TalkState talk, DelegationId speaker) {
    List<Objection> objections = Judgement.of(Asked.by(draft), talk, speaker);
    if (!objections.isEmpty()) {
      releases.abandon(draft);
      return new Release.Objected(objections);
    }
    Published published = Published.of(jws);
    releases.publish(draft, published);
    view.refresh();
    talks.all(draft.delegation()).stream()
        .filter(each -> each.state().talk().equals(talk.talk()))
        .flatMap(TalkTopics::of)
        .forEach(live::changed);
    clearing.tell(draft);
    return new Release.Done(published);
  }

  private static boolean isOnRecord(Snapshot talk, String delegation, Digest statement) {
    return talk.state().releases().stream()
        .anyMatch(
            deed ->
                deed.delegation().equals(talk.local().get(delegation))
                    && deed.act().equals(new Act.Release(statement)));
  }

  static Digest hash(String jws) {
    return Digest.of(jws.getBytes(StandardCharsets.US_ASCII));
  }
}
