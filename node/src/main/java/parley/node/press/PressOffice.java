package parley.node.press;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import parley.dossier.model.Act;
import parley.dossier.model.DateLevel;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;
import parley.dossier.state.TalkState;
import parley.node.people.Delegate;
import parley.node.people.Delegation;
import parley.node.press.clearing.Clearing;
import parley.node.press.joint.JointNews;
import parley.node.press.joint.JointRelease;
import parley.node.press.joint.JointStore;
import parley.node.press.publicview.PressRoom;
import parley.node.press.publicview.PublicPicture;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.Statement;
import parley.node.press.publicview.StatementFormat;
import parley.node.press.publicview.StatementId;
import parley.node.press.publicview.StatementKind;
import parley.node.talk.Outcome;
import parley.node.talk.PressMoves;
import parley.node.talk.PublicView;
import parley.node.talk.Seat;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;
import parley.node.talk.TalkTopics;
import parley.node.web.LiveUpdates;
import parley.node.words.Language;
import parley.node.words.Moments;

/**
 * Writes, judges and releases the statements of this node's delegations. Any thread.
 *
 * <p>A release goes in three durable steps: the signed statement is noted with its draft, its hash
 * goes into the dossier, then it becomes public. A node that dies in between finishes or undoes it
 * when it starts again, by what the dossier holds.
 */
public final class PressOffice {
  private final DraftStore drafts;
  private final ReleaseStore releases;
  private final ClearingOffice clearing;
  private final StoredPublicView view;
  private final StatementKeys keys;
  private final TalkService talks;
  private final LiveUpdates live;
  private final InstantSource clock;
  private final RandomGenerator draftNames;
  private final RandomGenerator statementNames;
  private final Joint joint;

  /** What the sides say together. */
  record Joint(JointStore store, JointRelease release, JointOffice clearing) {}

  /**
   * @param draftNames for names of drafts
   * @param statementNames for names of statements alone, so that they can tell of nothing else;
   *     must be secure
   */
  PressOffice(
      DraftStore drafts,
      ReleaseStore releases,
      ClearingOffice clearing,
      StoredPublicView view,
      StatementKeys keys,
      TalkService talks,
      LiveUpdates live,
      InstantSource clock,
      RandomGenerator draftNames,
      RandomGenerator statementNames,
      Joint joint) {
    this.joint = joint;
    this.drafts = drafts;
    this.releases = releases;
    this.clearing = clearing;
    this.view = view;
    this.keys = keys;
    this.talks = talks;
    this.live = live;
    this.clock = clock;
    this.draftNames = draftNames;
    this.statementNames = statementNames;
  }

  /**
   * A new draft with what is known already: who speaks, in which office, and the place of the last
   * statement.
   */
  Draft begin(Seat seat, StatementKind kind, Optional<Relation> about) {
    Delegate author = seat.person();
    Map<Language, DraftText> texts = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      texts.put(
          language,
          new DraftText(
              "",
              lastPlace(author.delegation().id(), language),
              author.name(language),
              author.office(language),
              "",
              "",
              "",
              ""));
    }
    Draft draft =
        new Draft(
            DraftId.of(bytes(draftNames)),
            author.delegation().id(),
            seat.talk().toString(),
            kind,
            about,
            DateLevel.CONTACT_POSSIBLE,
            Set.of(),
            texts,
            Optional.empty(),
            List.of(),
            0);
    drafts.add(draft, author.id(), clock.instant());
    clearing.tell(draft);
    return draft;
  }

  /**
   * Saves over the revision that {@code draft} names, and voids its clearances when anything in it
   * is new; false when that is not the latest revision any more.
   */
  boolean save(Draft draft, Delegate author) {
    boolean saved = drafts.save(draft, author.id(), clock.instant());
    clearing.tell(draft);
    return saved;
  }

  void discard(Draft draft) {
    drafts.discard(draft);
    clearing.tell(draft);
  }

  PublicPicture keep(String delegation, Pictures.Result.Drawn drawn) {
    drafts.addPicture(delegation, drawn.picture(), drawn.bytes());
    return drawn.picture();
  }

  /** A draft that can still be changed. */
  Optional<Draft> find(Seat seat, String id) {
    return findAny(seat, id).filter(row -> !row.isReleased()).map(DraftStore.Row::draft);
  }

  /** A draft, or what a statement was before its release. */
  Optional<DraftStore.Row> findAny(Seat seat, String id) {
    return DraftId.isId(id)
        ? drafts.find(delegation(seat), seat.talk().toString(), new DraftId(id))
        : Optional.empty();
  }

  List<DraftStore.Revision> revisions(Draft draft) {
    return drafts.revisions(draft);
  }

  /** Publishes what the sides say together. */
  public JointRelease joint() {
    return joint.release();
  }

  List<PublicView.Joint> joint(Seat seat, Language language) {
    Delegation own = seat.person().delegation();
    return new JointNews(
            joint.store(),
            talks.look(seat),
            own.id(),
            new Moments(language, own.zone()),
            clock.instant())
        .all();
  }

  ClearingOffice clearing() {
    return clearing;
  }

  JointOffice jointClearing() {
    return joint.clearing();
  }

  List<PressMoves.Card> waiting(Seat seat, Language language) {
    return Stream.concat(
            joint.clearing().in(seat, language).cards().stream(),
            new WaitingWords(clearing, language).cards(seat).stream())
        .toList();
  }

  List<DraftStore.Row> drafts(Seat seat) {
    return drafts.of(delegation(seat), seat.talk().toString());
  }

  Optional<byte[]> picture(Draft draft) {
    return draft.picture().flatMap(picture -> drafts.picture(draft.delegation(), picture));
  }

  Optional<PressRoom> room(String slug) {
    return view.room(slug);
  }

  /** What the draft would be if it were released now. */
  Composition compose(Seat seat, Draft draft) {
    return composer(talks.look(seat), seat)
        .compose(draft, draft.about().flatMap(about -> view.room(about.room())));
  }

  Composer composer(Snapshot talk, Seat seat) {
    return new Composer(talk.state(), seat.delegation(), clock.instant());
  }

  Novelty novelty(Seat seat, Draft draft, Statement statement) {
    List<DraftStore.Row> before = drafts(seat).stream().filter(DraftStore.Row::isReleased).toList();
    PressRoom room = view.room(draft.delegation()).orElseThrow();
    List<Statement> released =
        before.stream()
            .flatMap(row -> row.statement().flatMap(room::statement).stream())
            .map(Published::statement)
            .toList();
    return Novelty.of(
        draft, statement, before.stream().map(DraftStore.Row::draft).toList(), released);
  }

  /** Names exactly what the reader would read, whatever the second of release. */
  static Digest shown(Statement statement) {
    Statement timeless =
        new Statement(
            statement.id(),
            statement.room(),
            statement.kind(),
            Instant.EPOCH,
            statement.wordings(),
            statement.date(),
            statement.picture(),
            statement.relations());
    return Digest.of(StatementFormat.write(timeless));
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
            .sign(
                StatementFormat.TYPE,
                StatementFormat.write(statement.named(StatementId.of(bytes(statementNames)))));
    return new Release.Ready(draft, cleared.open().orElseThrow().number(), statement, jws);
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

  private static String delegation(Seat seat) {
    return seat.person().delegation().id();
  }

  private String lastPlace(String delegation, Language language) {
    return view.room(delegation).stream()
        .flatMap(room -> room.statements().stream())
        .flatMap(each -> Optional.ofNullable(each.statement().wordings().get(language)).stream())
        .findFirst()
        .map(wording -> wording.place())
        .orElse("");
  }

  private static byte[] bytes(RandomGenerator random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return bytes;
  }
}
