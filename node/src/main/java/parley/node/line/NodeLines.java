package parley.node.line;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Refusal;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.line.Invitation;
import parley.line.Line;
import parley.line.LineAddress;
import parley.line.LineId;
import parley.line.LineSettings;
import parley.line.LineState;
import parley.line.Lines;
import parley.line.PairingRefused;
import parley.line.exchange.Exchange;
import parley.line.io.TlsLines;
import parley.node.people.Delegation;
import parley.node.people.People;
import parley.node.storage.Database;
import parley.node.talk.TalkService;
import parley.node.web.LiveUpdates;

/**
 * The lines of this node's delegations: open to every counterpart, as long as the node runs. A node
 * that was not told to have lines has none, and keeps what it knows. Any thread.
 */
public final class NodeLines implements AutoCloseable {
  /** Between two looks of an open page at round trip and clocks. Shorter redraws it more often. */
  private static final long PULSE_SECONDS = 10;

  /** Between two signs of life: so much at most the history errs after a death. */
  private static final long ALIVE_SECONDS = 60;

  private final Counterparts counterparts;
  private final LineInvitations invitations;
  private final LineHistory history;
  private final People people;
  private final Function<String, SealKey> keys;
  private final InstantSource clock;
  private final Map<SealPublicKey, String> served = new ConcurrentHashMap<>();
  private final List<Consumer<Counterpart>> watchers = new CopyOnWriteArrayList<>();
  private final List<DossierLines> closing = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService pulse =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("line-pulse").factory());
  private final Optional<Lines> lines;

  /**
   * @param keys the line key of each delegation
   */
  public NodeLines(
      Database database,
      People people,
      Function<String, SealKey> keys,
      InstantSource clock,
      Optional<LineSettings> settings) {
    this.people = people;
    this.keys = keys;
    this.clock = clock;
    this.counterparts = new Counterparts(database, people);
    this.invitations = new LineInvitations(database, counterparts);
    this.history = new LineHistory(database, this::delegation);
    NodeLineBook book =
        new NodeLineBook(counterparts, invitations, history, this::delegation, this::tell, clock);
    this.lines = settings.map(how -> TlsLines.start(how, book, history));
  }

  /** Answers for every delegation here and calls every counterpart; before that it is deaf. */
  public void open() {
    people.delegations().forEach(this::remember);
    for (Counterpart each : counterparts.all()) {
      lines.ifPresent(
          all -> {
            history.started(each, clock.instant());
            open(all, each);
          });
    }
    if (lines.isPresent()) {
      pulse.scheduleWithFixedDelay(
          () -> history.alive(clock.instant()), 0, ALIVE_SECONDS, TimeUnit.SECONDS);
    }
    people.watch(this::serve);
    serve();
  }

  private synchronized void serve() {
    for (Delegation each : people.delegations()) {
      SealKey own = remember(each);
      lines.ifPresent(all -> all.serve(own));
    }
  }

  private SealKey remember(Delegation delegation) {
    SealKey own = keys.apply(delegation.id());
    served.put(own.publicKey(), delegation.id());
    return own;
  }

  private Line open(Lines all, Counterpart counterpart) {
    SealKey own = keys.apply(counterpart.delegation());
    return all.open(own, counterpart.key(), addresses(counterpart.addresses()));
  }

  /** Which of this node's delegations has this line key. */
  Optional<String> delegation(SealPublicKey own) {
    return Optional.ofNullable(served.get(own));
  }

  /** The lines themselves, for what travels on them. */
  public Optional<Lines> lines() {
    return lines;
  }

  public Counterparts counterparts() {
    return counterparts;
  }

  public LineInvitations invitations() {
    return invitations;
  }

  public LineHistory history() {
    return history;
  }

  /** The line key of a delegation of this node. */
  SealPublicKey key(String delegation) {
    return keys.apply(delegation).publicKey();
  }

  public LineId id(Counterpart counterpart) {
    return new LineId(keys.apply(counterpart.delegation()).publicKey(), counterpart.key());
  }

  /** Whose line it is, on the other side. */
  public Optional<Counterpart> counterpart(LineId line) {
    return delegation(line.own()).flatMap(own -> counterparts.find(own, line.counterpart()));
  }

  public Optional<Line> line(Counterpart counterpart) {
    return lines.flatMap(all -> all.line(id(counterpart)));
  }

  public LineState state(Counterpart counterpart) {
    return line(counterpart).map(Line::state).orElse(new LineState.NeverConnected());
  }

  /** Where others are told to call; empty if this node has no lines. */
  public List<String> announced() {
    return lines.map(all -> NodeLineBook.texts(all.announced())).orElse(List.of());
  }

  /** Joins the lines to talks and pages; before they are opened. */
  public void join(TalkService talks, LiveUpdates live) {
    TalkChannel channel = new TalkChannel(this, talks, live, clock);
    watchers.add(channel::tell);
    lines.ifPresent(
        all -> {
          all.listen(TalkChannel.NAME, channel); // says what is expected before it is asked for
          DossierLines exchanged =
              new DossierLines(talks, this::delegation, DossierLines.shared(this), history, clock);
          all.listen(Exchange.CHANNEL, exchanged);
          watchers.add(each -> counterparts.talks(each).forEach(exchanged::changed));
          closing.add(exchanged);
        });
    pulse.scheduleWithFixedDelay(
        () -> counterparts.all().forEach(each -> live.changed(LinePages.topic(each.delegation()))),
        PULSE_SECONDS,
        PULSE_SECONDS,
        TimeUnit.SECONDS);
    history.watch(
        whose ->
            people.delegations().stream()
                .map(Delegation::id)
                .filter(each -> whose.isEmpty() || each.equals(whose))
                .map(LinePages::topic)
                .forEach(live::changed));
  }

  /** Calls {@code watcher} when a counterpart was added, or its talks are others. */
  public void watch(Consumer<Counterpart> watcher) {
    watchers.add(watcher);
  }

  /** An invitation of somebody of these names to a talk. */
  Invitation invite(Delegation own, TalkId talk, Texts names) {
    Lines all = lines.orElseThrow(() -> new IllegalStateException("this node has no lines"));
    Invitation invitation = all.invite(keys.apply(own.id()), talk, names(own));
    invitations.name(invitation.token().digest(), names, clock.instant());
    return invitation;
  }

  private static Texts names(Delegation own) {
    Map<String, String> byTag = new java.util.TreeMap<>();
    own.names().forEach((language, name) -> byTag.put(language.tag(), name));
    return Texts.of(byTag);
  }

  /** Whether a delegation of this very node made it. */
  boolean isOwn(Invitation invitation) {
    return delegation(invitation.lineKey()).isPresent();
  }

  /**
   * Takes an invitation; returns when the inviter's node has taken us for the invited. The talk is
   * expected before the line begins, so that nothing of it is refused.
   */
  Counterpart pair(String delegation, Invitation invitation) throws PairingRefused {
    Lines all = lines.orElseThrow(() -> new IllegalStateException("this node has no lines"));
    if (isOwn(invitation)) {
      throw new PairingRefused(PairingRefused.Why.OWN_INVITATION);
    }
    Optional<Counterpart> before = counterparts.find(delegation, invitation.lineKey());
    Counterpart added =
        counterparts.add(
            delegation,
            invitation.lineKey(),
            invitation.names(),
            NodeLineBook.texts(invitation.addresses()),
            clock.instant());
    counterparts.expect(invitation.talk(), added);
    try {
      all.pair(keys.apply(delegation), invitation);
    } catch (PairingRefused | RuntimeException refused) {
      counterparts.restore(added, before, invitation.talk());
      throw refused;
    }
    tell(added);
    return added;
  }

  /** Expects a talk to which this counterpart says to have invited us. */
  void expect(TalkId talk, Counterpart counterpart) {
    counterparts.expect(talk, counterpart);
    tell(counterpart);
  }

  private void tell(Counterpart counterpart) {
    watchers.forEach(watcher -> watcher.accept(counterpart));
  }

  /** Says that a talk is one with this counterpart; it is told as soon as it can be. */
  void share(TalkId talk, Counterpart counterpart) {
    counterparts.share(talk, counterpart);
    tell(counterpart);
  }

  /** A side of a talk that a delegation here has accepted is called where another says. */
  void meet(String own, Introduction introduction, Texts names) {
    Counterpart met =
        counterparts.add(
            own,
            introduction.key(),
            names,
            NodeLineBook.texts(introduction.addresses()),
            clock.instant());
    counterparts.expect(introduction.talk(), met);
    lines.ifPresent(all -> open(all, met));
    tell(met);
  }

  /** Calls a counterpart there from now on. */
  void move(Counterpart counterpart, List<LineAddress> to, String who) {
    Counterpart moved = counterparts.move(counterpart, NodeLineBook.texts(to));
    history.moved(moved, clock.instant(), who);
    lines.ifPresent(
        all -> {
          if (!(state(moved) instanceof LineState.Connected)) {
            all.close(id(moved));
          }
          open(all, moved);
        });
  }

  private static List<LineAddress> addresses(List<String> texts) {
    return texts.stream().map(LineAddress::of).toList();
  }

  /** The addresses that a technician typed, one a line; empty if one is none. */
  static Optional<List<LineAddress>> read(String typed) {
    try {
      List<LineAddress> read =
          typed
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .map(LineAddress::of)
              .toList();
      return Optional.of(read).filter(all -> !all.isEmpty() && all.size() <= LineAddress.MAX);
    } catch (Refusal notAnAddress) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    pulse.shutdownNow();
    lines.ifPresent(Lines::close);
    closing.forEach(DossierLines::close);
  }
}
