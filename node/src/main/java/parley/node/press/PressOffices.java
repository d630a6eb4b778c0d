package parley.node.press;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import parley.dossier.model.SealPublicKey;
import parley.node.people.Delegation;
import parley.node.people.People;
import parley.node.press.clearing.ChainStore;
import parley.node.press.clearing.ClearingStore;
import parley.node.press.clearing.LayingStore;
import parley.node.press.joint.Elsewhere;
import parley.node.press.joint.JointRelease;
import parley.node.press.joint.JointStore;
import parley.node.press.joint.JointWatch;
import parley.node.press.publicview.PublicKey;
import parley.node.press.publicview.PublicView;
import parley.node.press.site.PressSite;
import parley.node.storage.Database;
import parley.node.talk.JointClearance;
import parley.node.talk.PressMoves;
import parley.node.talk.Signing;
import parley.node.talk.TalkService;
import parley.node.web.Feature;
import parley.node.web.LiveUpdates;
import parley.node.web.Place;
import parley.node.web.Server;

/** The press side of a node, joined: the public projection, the desks and the press rooms. */
public final class PressOffices implements AutoCloseable {
  private final Database database;
  private final People people;
  private final StatementKeys keys;
  private final LiveUpdates live;
  private final StoredPublicView view;
  private final UnaryOperator<String> origins;
  private volatile Optional<JointRelease> joint = Optional.empty();
  private volatile Optional<JointWatch> watch = Optional.empty();

  /**
   * Reads what is published.
   *
   * @param ground for addresses and live updates
   */
  public PressOffices(Database database, People people, StatementKeys keys, Server.Ground ground) {
    this.database = database;
    this.people = people;
    this.keys = keys;
    this.live = ground.live();
    Function<Delegation, StoredPublicView.Side> side =
        each -> new StoredPublicView.Side(each, shown(keys.statementKey(each.id()).publicKey()));
    this.view =
        new StoredPublicView(database, () -> people.delegations().stream().map(side).toList());
    this.origins = slug -> ground.addresses().origin(new Place.PressRoom(slug));
  }

  /** What is public, for whoever shows it. */
  public PublicView view() {
    return view;
  }

  /** The public pages. */
  public Feature site() {
    return new PressSite(view, origins);
  }

  /** What the talk's page shows as public now. */
  public parley.node.talk.PublicView publicNow() {
    return new PublicNow(view, new DraftStore(database), new JointStore(database), origins);
  }

  /**
   * The office that writes and releases. Takes in delegations that have joined, and finishes what a
   * stop of the node has interrupted.
   *
   * @param draftNames for names of drafts
   * @param statementNames for names of statements alone; secure
   */
  public PressOffice open(
      TalkService talks,
      InstantSource clock,
      RandomGenerator draftNames,
      RandomGenerator statementNames) {
    DraftStore drafts = new DraftStore(database);
    ClearingOffice clearing =
        new ClearingOffice(
            new ChainStore(database), new ClearingStore(database), drafts, people, live, clock);
    StoryStore stories = new StoryStore(database, statementNames);
    Releasing releasing =
        new Releasing(
            new ReleaseStore(database),
            clearing,
            view,
            keys,
            talks,
            live,
            clock,
            statementNames,
            stories);
    JointRelease together =
        new JointRelease(
            new JointStore(database), talks, keys::statementKey, view::refresh, live, clock);
    PressOffice office =
        new PressOffice(
            drafts,
            clearing,
            releasing,
            view,
            talks,
            clock,
            draftNames,
            stories,
            new PressOffice.Joint(
                new JointStore(database),
                together,
                new JointOffice(clearing, new LayingStore(database), talks, clock)));
    view.refresh();
    releasing.recover();
    joint = Optional.of(together);
    together.open(people.delegations().stream().map(Delegation::id).toList());
    return office;
  }

  /** Watches the press rooms of sides that live elsewhere. */
  public JointWatch watch(TalkService talks, Elsewhere elsewhere, InstantSource clock) {
    JointWatch watching = new JointWatch(new JointStore(database), talks, elsewhere, live, clock);
    watch = Optional.of(watching);
    return watching;
  }

  /** Looks at the clock by itself from now on. */
  public void goOn() {
    joint.ifPresent(JointRelease::goOn);
    watch.ifPresent(JointWatch::goOn);
  }

  @Override
  public void close() {
    watch.ifPresent(JointWatch::close);
    joint.ifPresent(JointRelease::close);
  }

  /** What the talk's pages show as waiting for one person in her press office. */
  public PressMoves moves(PressOffice office) {
    return office::waiting;
  }

  /** Whether a side's officers have cleared what it is about to say together with others. */
  public JointClearance clearance(PressOffice office) {
    return office.jointClearing();
  }

  /** The desks of a side's press people. */
  public Feature desk(PressOffice office, TalkService talks, Signing signing) {
    return new PressDesk(office, talks, signing);
  }

  private static PublicKey shown(SealPublicKey key) {
    return new PublicKey(key.x(), key.thumbprint());
  }
}
