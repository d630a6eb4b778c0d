package parley.node.press;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import parley.dossier.model.DateLevel;
import parley.node.people.Delegate;
import parley.node.people.Delegation;
import parley.node.press.joint.JointNews;
import parley.node.press.joint.JointRelease;
import parley.node.press.joint.JointStore;
import parley.node.press.publicview.PressRoom;
import parley.node.press.publicview.PublicPicture;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.Statement;
import parley.node.press.publicview.StatementKind;
import parley.node.talk.PressMoves;
import parley.node.talk.PublicView;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;
import parley.node.words.Language;
import parley.node.words.Moments;

/** Keeps the drafts of this node's delegations and shows what their press has. Any thread. */
public final class PressOffice {
  private final DraftStore drafts;
  private final ClearingOffice clearing;
  private final Releasing releasing;
  private final StoredPublicView view;
  private final TalkService talks;
  private final InstantSource clock;
  private final RandomGenerator names;
  private final StoryStore stories;
  private final Joint joint;

  /** What the sides say together. */
  record Joint(JointStore store, JointRelease release, JointOffice clearing) {}

  /**
   * @param names for names of drafts
   */
  PressOffice(
      DraftStore drafts,
      ClearingOffice clearing,
      Releasing releasing,
      StoredPublicView view,
      TalkService talks,
      InstantSource clock,
      RandomGenerator names,
      StoryStore stories,
      Joint joint) {
    this.drafts = drafts;
    this.clearing = clearing;
    this.releasing = releasing;
    this.view = view;
    this.talks = talks;
    this.clock = clock;
    this.names = names;
    this.stories = stories;
    this.joint = joint;
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
            DraftId.drawn(names),
            author.delegation().id(),
            seat.talk().toString(),
            kind,
            about,
            DateLevel.CONTACT_POSSIBLE,
            Set.of(),
            texts,
            Optional.empty(),
            List.of(),
            Manner.PLAIN.onStory(isOnStory(seat, kind)),
            0);
    Draft worded = Coming.worded(draft, author.delegation()::name);
    drafts.add(worded, author.id(), clock.instant());
    clearing.tell(worded);
    return worded;
  }

  /**
   * Saves over the revision that {@code draft} names, and voids its clearances when anything in it
   * is new; false when that is not the latest revision any more.
   */
  boolean save(Draft draft, Delegate author) {
    Draft worded = Coming.worded(draft, author.delegation()::name);
    boolean saved = drafts.save(worded, author.id(), clock.instant());
    clearing.tell(draft);
    return saved;
  }

  /** Readouts stand on their talk's page by themselves; the rest once there is one. */
  private boolean isOnStory(Seat seat, StatementKind kind) {
    return kind == StatementKind.READOUT
        || stories.of(seat.talk().toString(), delegation(seat)).isPresent();
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

  /** Judges and releases what is on the desks. */
  Releasing releasing() {
    return releasing;
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
}
