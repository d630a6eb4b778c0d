package parley.node.talk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.dossier.chain.Admission;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Draft;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.state.DelegationState;
import parley.dossier.state.Equivocation;
import parley.dossier.state.Obstacle;
import parley.dossier.state.TalkState;
import parley.dossier.verify.DossierFile;
import parley.dossier.verify.References;

/**
 * One talk on this node: the dossier in memory, which holds no more than the journal does. Whoever
 * writes does so {@link #inTurn}; anybody may look at the latest {@link #snapshot()}.
 */
final class LocalTalk {
  private static final Logger LOG = LoggerFactory.getLogger(LocalTalk.class);

  /**
   * Acknowledging ends by itself, since an acknowledgement asks for none. More rounds than this are
   * our bug.
   */
  private static final int MOST_ROUNDS = 8;

  private final ReentrantLock turn = new ReentrantLock(true);
  private final TalkJournal journal;
  private final Signatures signatures;
  private volatile List<String> delegations;
  private Dossier dossier;
  private volatile Snapshot snapshot;

  /** The dossier is not what the journal holds, which could not be read just now. */
  private boolean isStale;

  private LocalTalk(
      TalkJournal journal, Signatures signatures, Dossier dossier, List<String> delegations) {
    this.journal = journal;
    this.signatures = signatures;
    this.dossier = dossier;
    this.delegations = List.copyOf(delegations);
  }

  /** A talk that nothing was written in yet. */
  static LocalTalk begin(
      TalkJournal journal, Signatures signatures, TalkId id, List<String> delegations) {
    LocalTalk talk = new LocalTalk(journal, signatures, new Dossier(id), delegations);
    talk.snapshot = new Snapshot(TalkState.of(talk.dossier), Map.of(), talk.local());
    return talk;
  }

  /** A talk as the journal keeps it. */
  static LocalTalk of(TalkJournal journal, Signatures signatures, TalkJournal.Kept kept) {
    LocalTalk talk =
        new LocalTalk(journal, signatures, new Dossier(kept.talk()), kept.delegations());
    talk.take(kept);
    return talk;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** Does something while nobody else writes. */
  <T> T inTurn(Function<LocalTalk, T> work) {
    turn.lock();
    try {
      if (isStale) {
        reload();
      }
      return work.apply(this);
    } finally {
      turn.unlock();
    }
  }

  Dossier dossier() {
    return dossier;
  }

  /** All of it as a file. */
  String export() {
    return DossierFile.of(dossier, snapshot.bodies().values()).write();
  }

  /** Prepares an act at the present end of a delegation's chain. */
  Draft draft(String delegation, Act act) {
    return dossier.draft(local().get(delegation), act);
  }

  /** Refuses what is not hers to do, and what would come to nothing. */
  void check(Seat seat, Act act, Instant now) {
    Optional<Reason> whyNot = seat.whyNot(act);
    if (whyNot.isPresent()) {
      throw whyNot.get().because(seat.personId().value());
    }
    Optional<Reason> obstacle = new Obstacle(snapshot.state(), seat.delegation(), now).to(act);
    if (obstacle.isPresent()) {
      throw obstacle.get().because("it would come to nothing");
    }
  }

  /**
   * The delegation as it would show itself now: its people as they are, its keys as the talk has
   * them.
   */
  Credentials presentable(Seat seat) {
    Credentials own = signatures.credentials(seat.person().id().delegation());
    return snapshot
        .state()
        .delegation(seat.delegation())
        .map(DelegationState::presented)
        .map(shown -> own.rotated(shown.key(), shown.nextKey()))
        .orElse(own);
  }

  /** Looks again by which names its delegations go: a chain that has not begun follows the key. */
  Snapshot rename() {
    snapshot = new Snapshot(snapshot.state(), snapshot.bodies(), local());
    return snapshot;
  }

  /** Each delegation by its chain, or by the key that its chain would begin with. */
  private SortedMap<String, DelegationId> local() {
    SealKeys keys = signatures.keys();
    SortedMap<String, DelegationId> local = new TreeMap<>();
    for (String slug : delegations) {
      local.put(
          slug,
          dossier.heads().keySet().stream()
              .filter(chain -> keys.isOwn(slug, chain))
              .findFirst()
              .orElseGet(() -> DelegationId.of(keys.current(slug).publicKey())));
    }
    return local;
  }

  /** The key that seals what is drafted: the one that the chain is at. */
  private SealKey key(String delegation, Draft draft, TalkState state) {
    SealPublicKey key =
        switch (draft.act()) {
          case Act.Convene(var nonce, var credentials, var invited) -> credentials.key();
          case Act.Present(var credentials) -> credentials.key();
          case Act.Rotate(var newKey, var nextKey) -> newKey;
          case Act other -> state.delegation(draft.chain()).orElseThrow().presented().key();
        };
    return signatures
        .keys()
        .held(delegation, key)
        .orElseThrow(() -> Reason.KEY_UNKNOWN.because("this node does not hold it"));
  }

  /**
   * Writes the act and the acknowledgements that it calls for, all durable when this returns, or
   * none.
   */
  Entry write(
      String delegation, Draft draft, Optional<Testimony> by, List<Body> bodies, Instant now) {
    boolean isFirst = snapshot.state().delegations().isEmpty();
    List<Entry> written = new ArrayList<>();
    try {
      written.add(dossier.append(draft, by, key(delegation, draft, snapshot.state()), now));
      TalkState state = acknowledge(written, now);
      if (isFirst) {
        journal.begin(dossier.talk(), delegations, written);
      } else {
        journal.append(dossier.talk(), written, bodies);
      }
      Map<Digest, Body> known = new HashMap<>(snapshot.bodies());
      bodies.forEach(body -> known.put(body.digest(), body));
      snapshot = new Snapshot(state, known, local());
      return written.getFirst();
    } catch (RuntimeException notKept) {
      if (!written.isEmpty()) {
        forget(isFirst);
      }
      throw notKept;
    }
  }

  /**
   * Takes in what others wrote. What holds, and what this node's delegations acknowledge it with,
   * is durable when this returns.
   *
   * @param joining delegations of this node that are in the talk from now on
   * @return empty, and nothing is kept, if nobody has convened the talk yet
   */
  Optional<Received> receive(
      List<String> joining, List<String> entries, Collection<Body> bodies, Instant now) {
    try {
      Optional<Received> received = admit(joining, entries, bodies, now);
      if (received.isEmpty()) {
        dossier = new Dossier(dossier.talk());
      }
      return received;
    } catch (RuntimeException notKept) {
      forget(snapshot.state().delegations().isEmpty());
      throw notKept;
    }
  }

  private Optional<Received> admit(
      List<String> joining, List<String> entries, Collection<Body> bodies, Instant now) {
    List<Entry> came = new ArrayList<>();
    List<Received.Refused> refused = new ArrayList<>();
    for (String jws : entries) {
      switch (dossier.admit(jws)) {
        case Admission.Added(var added) -> came.addAll(added);
        case Admission.Refused(var refusal) ->
            refused.add(new Received.Refused(jws, refusal.reason()));
        case Admission.Waiting waiting -> {}
        case Admission.Known known -> {}
      }
    }
    if (dossier.entries().stream().noneMatch(entry -> entry.act() instanceof Act.Convene)) {
      return Optional.empty();
    }
    List<Entry> written = new ArrayList<>();
    TalkState state = acknowledgeIfPossible(written, now);
    List<Equivocation> forks = new ArrayList<>(state.equivocations());
    forks.removeAll(snapshot.state().equivocations());
    Map<Digest, Body> wanted = referredTo(bodies);
    int waiting = dossier.waiting();
    dossier.forgetWaiting(); // whoever brought it is asked again; nobody fills this talk's memory
    keep(joining, new TalkJournal.Intake(came, written, wanted.values()), state);
    return Optional.of(
        new Received(came, written, waiting, refused, forks, wanted.keySet(), snapshot));
  }

  /** Of these bodies, those that entries refer to and that are not here yet. */
  private Map<Digest, Body> referredTo(Collection<Body> bodies) {
    Map<Digest, Body> wanted = new HashMap<>();
    if (!bodies.isEmpty()) {
      bodies.forEach(body -> wanted.put(body.digest(), body));
      wanted.keySet().retainAll(References.of(dossier.entries()));
      wanted.keySet().removeAll(snapshot.bodies().keySet());
    }
    return wanted;
  }

  private void keep(List<String> joining, TalkJournal.Intake intake, TalkState state) {
    SortedSet<String> all = new TreeSet<>(delegations);
    boolean isNew = all.addAll(joining);
    boolean isMore =
        isNew
            || !intake.came().isEmpty()
            || !intake.written().isEmpty()
            || !intake.bodies().isEmpty();
    if (isMore) {
      journal.take(dossier.talk(), List.copyOf(all), intake);
      delegations = List.copyOf(all);
      Map<Digest, Body> known = new HashMap<>(snapshot.bodies());
      intake.bodies().forEach(body -> known.put(body.digest(), body));
      snapshot = new Snapshot(state, known, local());
    }
  }

  /**
   * What came is kept even if this node lacks the key to acknowledge it; that is asked for again
   * with whatever comes next.
   */
  private TalkState acknowledgeIfPossible(List<Entry> written, Instant now) {
    try {
      return acknowledge(written, now);
    } catch (Refusal cannot) {
      return TalkState.of(dossier);
    }
  }

  private TalkState acknowledge(List<Entry> written, Instant now) {
    TalkState state = TalkState.of(dossier);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean quiet = true;
      for (Map.Entry<String, DelegationId> each : local().entrySet()) {
        if (state.mustAcknowledge(each.getValue())) {
          Draft acknowledgement = dossier.draft(each.getValue(), new Act.Acknowledge());
          written.add(
              dossier.append(
                  acknowledgement,
                  Optional.empty(),
                  key(each.getKey(), acknowledgement, state),
                  now));
          state = TalkState.of(dossier);
          quiet = false;
        }
      }
      if (quiet) {
        return state;
      }
    }
    throw new IllegalStateException("acknowledgements that ask for acknowledgements");
  }

  /** What the journal did not keep never was; nobody goes on before it could be read again. */
  private void forget(boolean all) {
    dossier = new Dossier(dossier.talk());
    isStale = !all;
    try {
      if (isStale) {
        reload();
      }
    } catch (RuntimeException unread) {
      LOG.error("a talk could not be read again: {}", unread.getClass().getSimpleName());
    }
  }

  private void reload() {
    dossier = new Dossier(dossier.talk());
    take(journal.load(dossier.talk()));
    isStale = false;
  }

  private void take(TalkJournal.Kept kept) {
    for (String jws : kept.entries()) {
      if (dossier.admit(jws) instanceof Admission.Refused(var refusal)) {
        throw new IllegalStateException("the journal holds an entry that does not hold", refusal);
      }
    }
    Map<Digest, Body> bodies = new HashMap<>();
    kept.bodies().forEach(body -> bodies.put(body.digest(), body));
    snapshot = new Snapshot(TalkState.of(dossier), bodies, local());
  }
}
