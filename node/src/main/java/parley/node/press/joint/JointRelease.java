package parley.node.press.joint;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.dossier.chain.SealKey;
import parley.dossier.model.DelegationId;
import parley.dossier.model.JointText;
import parley.dossier.model.Term;
import parley.dossier.state.DelegationState;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Standing;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Statement;
import parley.node.press.publicview.StatementFormat;
import parley.node.press.publicview.StatementId;
import parley.node.press.publicview.StatementKind;
import parley.node.press.publicview.Wording;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;
import parley.node.talk.TalkTopics;
import parley.node.web.Fault;
import parley.node.web.LiveUpdates;
import parley.node.words.Language;

/**
 * Publishes joint statements at their instant, by this node's clock, each delegation's under its
 * own key. It publishes what it knew before the instant to be signed by all and what is still in
 * force; so nothing that arrives later, whatever time it claims, makes anything public. Any thread.
 */
public final class JointRelease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JointRelease.class);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration COUNTED_DOWN = Duration.ofHours(1);

  private final JointStore store;
  private final TalkService talks;
  private final Function<String, SealKey> keys;
  private final Runnable published;
  private final LiveUpdates live;
  private final InstantSource clock;
  private final Set<JointStore.Known> pending = ConcurrentHashMap.newKeySet();
  private final Thread ticking = Thread.ofVirtual().name("joint-release").unstarted(this::run);
  private Instant minute = Instant.EPOCH;
  private volatile boolean closed;

  /**
   * @param keys the statement key of a delegation of this node
   * @param published called when something more is public
   */
  public JointRelease(
      JointStore store,
      TalkService talks,
      Function<String, SealKey> keys,
      Runnable published,
      LiveUpdates live,
      InstantSource clock) {
    this.store = store;
    this.talks = talks;
    this.keys = keys;
    this.published = published;
    this.live = live;
    this.clock = clock;
  }

  /** Takes in how things stand, and publishes at once what fell due while the node was down. */
  public void open(List<String> delegations) {
    store.since(clock.instant()).stream()
        .filter(known -> known.published().isEmpty())
        .forEach(pending::add);
    delegations.forEach(side -> talks.all(side).forEach(this::consider));
    talks.watch(this::consider);
    tick();
  }

  /** Looks at the clock from now on by itself. */
  public void goOn() {
    ticking.start();
  }

  /** Publishes what is due. */
  public synchronized void tick() {
    Instant now = clock.instant();
    pending.stream()
        .filter(known -> !known.release().isAfter(now))
        .forEach(known -> publish(known, now));
    boolean isNewMinute = !now.isBefore(minute.plusSeconds(60));
    if (isNewMinute) {
      minute = now;
      pending.stream()
          .filter(known -> known.release().isAfter(now))
          .filter(known -> known.release().isBefore(now.plus(COUNTED_DOWN)))
          .forEach(this::tell);
    }
  }

  @Override
  public void close() {
    closed = true;
    ticking.interrupt();
  }

  private void run() {
    while (!closed) {
      try {
        tick();
      } catch (RuntimeException fault) {
        LOG.error("a joint statement could not be looked after: {}", Fault.describe(fault));
      }
      try {
        Thread.sleep(TICK);
      } catch (InterruptedException over) {
        return;
      }
    }
  }

  /** Remembers durably what came into force in time. */
  private void consider(Snapshot talk) {
    Instant now = clock.instant();
    for (ProposalState proposal : talk.state().jointStatements()) {
      if (!(proposal.term() instanceof Term.JointStatement term) || !now.isBefore(term.release())) {
        continue;
      }
      Optional<JointText> text = talk.jointText(term.text());
      for (String side : talk.local().keySet()) {
        JointKey key = new JointKey(talk.state().talk(), proposal.id(), side);
        text.ifPresent(found -> store.know(key, found.publicId(), term.release(), now));
        store.find(key).filter(known -> known.published().isEmpty()).ifPresent(pending::add);
      }
    }
  }

  private void publish(JointStore.Known known, Instant now) {
    Optional<Snapshot> found = talks.look(known.key().talk().value());
    if (found.filter(talk -> isInForce(talk, known)).isEmpty()) {
      pending.remove(known); // from its last minute on a term's state is fixed
      return;
    }
    Optional<Published> ready =
        found
            .filter(talk -> !talk.state().frozen())
            .flatMap(talk -> statement(talk, known))
            .map(
                statement ->
                    Published.of(
                        keys.apply(known.key().delegation())
                            .sign(StatementFormat.TYPE, StatementFormat.write(statement))));
    if (ready.isPresent() && store.publish(known.key(), ready.get(), now)) {
      pending.remove(known);
      published.run();
      tell(known);
    }
  }

  private static boolean isInForce(Snapshot talk, JointStore.Known known) {
    return Optional.ofNullable(talk.state().proposals().get(known.key().proposal()))
        .filter(proposal -> proposal.standing() == Standing.IN_FORCE)
        .isPresent();
  }

  /** What is to be published; empty when its words are not here. */
  private Optional<Statement> statement(Snapshot talk, JointStore.Known known) {
    return Optional.ofNullable(talk.state().proposals().get(known.key().proposal()))
        .map(ProposalState::term)
        .flatMap(term -> text(talk, term))
        .flatMap(text -> statement(talk, known, text));
  }

  private static Optional<JointText> text(Snapshot talk, Term term) {
    return term instanceof Term.JointStatement statement
        ? talk.jointText(statement.text())
        : Optional.empty();
  }

  private static Optional<Statement> statement(
      Snapshot talk, JointStore.Known known, JointText text) {
    Map<Language, Wording> wordings = new EnumMap<>(Language.class);
    text.paragraphs()
        .forEach(
            (tag, paragraphs) ->
                Language.ofTag(tag)
                    .ifPresent(
                        language ->
                            wordings.put(
                                language,
                                new Wording(
                                    text.headline().inOrFirst(tag),
                                    "",
                                    sides(talk, known.key().delegation(), tag),
                                    "",
                                    paragraphs,
                                    "",
                                    "",
                                    ""))));
    return wordings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Statement(
                new StatementId(text.publicId()),
                known.key().delegation(),
                StatementKind.JOINT,
                known.release(),
                wordings,
                Optional.empty(),
                Optional.empty(),
                List.of()));
  }

  /** All that signed it, by the names they call themselves; whoever publishes comes first. */
  private static String sides(Snapshot talk, String delegation, String language) {
    DelegationId own = talk.local().get(delegation);
    List<DelegationState> parties = new ArrayList<>(talk.state().delegations());
    parties.removeIf(side -> !talk.state().parties().contains(side.id()));
    parties.sort((one, other) -> Boolean.compare(other.id().equals(own), one.id().equals(own)));
    return parties.stream()
        .map(side -> side.presented().names().inOrFirst(language))
        .collect(Collectors.joining(", "));
  }

  private void tell(JointStore.Known known) {
    talks
        .look(known.key().talk().value())
        .ifPresent(talk -> TalkTopics.of(talk).forEach(live::changed));
  }
}
