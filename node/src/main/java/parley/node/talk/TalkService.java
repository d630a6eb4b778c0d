package parley.node.talk;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Body;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemId;
import parley.dossier.model.ItemText;
import parley.dossier.model.JointText;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.TalkId;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.state.DelegationState;
import parley.dossier.wire.Bodies;
import parley.node.people.Delegate;
import parley.node.people.People;

/**
 * The talks of this node and the only writer of their dossiers. Acts of one talk are written one
 * after another; each is durable, and acknowledged by every delegation that lives here, before its
 * author is told. Any thread. Whoever begins a chain or changes sealing keys holds the monitor, so
 * that no key is destroyed under a chain that begins with it.
 */
public final class TalkService {
  private static final int NONCE_BYTES = 16;
  private static final int SALT_BYTES = 32;

  private final TalkJournal journal;
  private final Signatures signatures;
  private final People people;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<TalkId, LocalTalk> talks = new ConcurrentHashMap<>();
  private final Watchers watchers = new Watchers();
  private final Acts acts;

  /**
   * @param random for salts and names of talks; unpredictable outside tests
   */
  public TalkService(
      TalkJournal journal,
      Signatures signatures,
      People people,
      InstantSource clock,
      RandomGenerator random) {
    this.journal = journal;
    this.signatures = signatures;
    this.people = people;
    this.clock = clock;
    this.random = random;
    this.acts = new Acts(talks::get, signatures, watchers, clock);
    journal.all().forEach(kept -> talks.put(kept.talk(), LocalTalk.of(journal, signatures, kept)));
  }

  /** The person's seat in a talk: empty when there is no such talk, and when it is not hers. */
  public Optional<Seat> seat(Delegate person, String talk) {
    return find(talk).flatMap(found -> seatIn(found, person));
  }

  /** All of a person's seats. */
  public List<Seat> seats(Delegate person) {
    return talks.values().stream().flatMap(talk -> seatIn(talk, person).stream()).toList();
  }

  /** The talk as it stands. */
  public Snapshot look(Seat seat) {
    return talks.get(seat.talk()).snapshot();
  }

  /** The talk of this id as it stands, for projections of this node's own. */
  public Optional<Snapshot> look(String talk) {
    return find(talk).map(LocalTalk::snapshot);
  }

  /** Every talk of a delegation of this node, for projections of its own. */
  public List<Snapshot> all(String delegation) {
    return talks.values().stream()
        .map(LocalTalk::snapshot)
        .filter(snapshot -> snapshot.local().containsKey(delegation))
        .toList();
  }

  /** Calls {@code watcher} after every durable change, on the writer's thread. */
  public void watch(Consumer<Snapshot> watcher) {
    watchers.add(watcher);
  }

  /** Begins a talk and invites another delegation of this node to it. */
  public Seat convene(Delegate person, String invited) {
    return convene(person, List.of(invited), List.of());
  }

  /**
   * Begins a talk.
   *
   * @param here the other delegations of this node that are invited
   * @param elsewhere the names of those that live on other nodes
   */
  public synchronized Seat convene(Delegate person, List<String> here, List<Texts> elsewhere) {
    String own = person.id().delegation();
    if (here.contains(own) || here.isEmpty() && elsewhere.isEmpty()) {
      throw Reason.PARTIES_WRONG.because("a talk needs another side");
    }
    List<Texts> invited = new ArrayList<>();
    here.forEach(slug -> invited.add(Names.of(people.delegation(slug))));
    invited.addAll(elsewhere);
    String nonce = Base64Url.encode(bytes(NONCE_BYTES));
    Act act = new Act.Convene(nonce, signatures.credentials(own), invited);
    DelegationId convener = DelegationId.of(signatures.keys().current(own).publicKey());
    TalkId id = TalkId.of(convener, nonce);
    List<String> local = Stream.concat(Stream.of(own), here.stream()).toList();
    LocalTalk talk = LocalTalk.begin(journal, signatures, id, local);
    Seat seat = new Seat(id, convener, person);
    if (!seat.allows(act)) {
      throw Reason.ROLE_NOT_ALLOWED.because("convene");
    }
    talk.write(own, talk.draft(own, act), Optional.empty(), List.of(), clock.instant());
    talks.put(id, talk);
    watchers.tell(talk.snapshot());
    return seat;
  }

  /**
   * Takes in what others wrote. What holds is durable, and acknowledged by every delegation that
   * lives here, before anybody is told.
   *
   * @param entries as compact JWS, best each after those it has seen
   * @return empty if the talk is not here
   */
  public Optional<Received> receive(TalkId talk, List<String> entries, List<Body> bodies) {
    return Optional.ofNullable(talks.get(talk))
        .flatMap(here -> receive(here, List.of(), entries, bodies));
  }

  /**
   * The same for a talk to which delegations of this node were invited, whether it is here already
   * or not. Whether they are expected in it is for the caller to know.
   *
   * @return empty, and nothing is kept, if its convening is not among what came
   */
  public synchronized Optional<Received> begin(
      TalkId talk, List<String> invited, List<String> entries, List<Body> bodies) {
    LocalTalk here =
        Optional.ofNullable(talks.get(talk))
            .orElseGet(() -> LocalTalk.begin(journal, signatures, talk, invited));
    return receive(here, invited, entries, bodies);
  }

  private Optional<Received> receive(
      LocalTalk talk, List<String> joining, List<String> entries, List<Body> bodies) {
    return talk.inTurn(
        mine -> {
          Snapshot before = mine.snapshot();
          Optional<Received> received = mine.receive(joining, entries, bodies, clock.instant());
          if (before != mine.snapshot()) {
            talks.putIfAbsent(mine.dossier().talk(), mine);
            watchers.tell(mine.snapshot());
          }
          return received;
        });
  }

  /** The names of all talks here. */
  public Set<TalkId> ids() {
    return Set.copyOf(talks.keySet());
  }

  /** All that is kept of a talk; for those who decide themselves who may see it. */
  public Optional<Copy> copy(TalkId talk) {
    return Optional.ofNullable(talks.get(talk))
        .map(here -> here.inTurn(mine -> new Copy(mine.dossier().entries(), mine.snapshot())));
  }

  /**
   * Answers an invitation with the delegation's own credentials, as the first entry of its chain.
   */
  public synchronized Outcome join(Seat seat) {
    return perform(seat, new Act.Present(talks.get(seat.talk()).presentable(seat)));
  }

  /** The delegation as it would show itself in this talk now, unless nobody of it can sign. */
  public Optional<Credentials> next(Seat seat) {
    try {
      return Optional.of(talks.get(seat.talk()).presentable(seat));
    } catch (Refusal nobodyCanSign) {
      return Optional.empty();
    }
  }

  /** The keys that seal this node's entries. */
  SealKeys keys() {
    return signatures.keys();
  }

  /** Tells the talks that a delegation's key for new talks has changed. */
  void renew() {
    for (LocalTalk talk : talks.values()) {
      talk.inTurn(LocalTalk::rename);
    }
  }

  /** Joins if that is still to be done, and takes the other sides' credentials for true. */
  public Outcome accept(Seat seat) {
    Snapshot now = look(seat);
    Outcome outcome = new Outcome.Refused(Reason.STALE, now);
    if (now.state().delegation(seat.delegation()).isEmpty()) {
      outcome = join(seat);
    }
    for (DelegationState other : outcome.now().state().delegations()) {
      boolean isOpen =
          !other.id().equals(seat.delegation()) && !other.acceptedBy().contains(seat.delegation());
      if (isOpen) {
        outcome = perform(seat, new Act.Accept(other.id(), other.presentedDigest()));
      }
    }
    return outcome;
  }

  /**
   * Does one act for the person at {@code seat}. Where a person must sign and the node holds her
   * key, as in the demo, it is signed at once; where she holds it herself, she is to sign first and
   * nothing is written. A refusal changes nothing.
   */
  public Outcome perform(Seat seat, Act act, Body... bodies) {
    return acts.perform(seat, act, bodies);
  }

  /** Acts that people sign, where the node does not hold their keys. */
  Acts acts() {
    return acts;
  }

  /** Does something in this talk's turn: nobody writes in it meanwhile. */
  public <T> T inTurn(Seat seat, Supplier<T> work) {
    return talks.get(seat.talk()).inTurn(talk -> work.get());
  }

  /** Whether {@link #perform} would ask for her touch. */
  public boolean needsTouch(Seat seat, Act act) {
    return acts.needsTouch(seat, act);
  }

  /** The act that offers a term to all parties, in place of another where one is named. */
  public Act.Propose proposal(Seat seat, Term term, Optional<Digest> replaces) {
    return new Act.Propose(
        term,
        look(seat).state().parties(),
        Optional.empty(),
        replaces.stream().toList(),
        Optional.empty());
  }

  public ItemId newItem() {
    return new ItemId(Base64Url.encode(bytes(NONCE_BYTES)));
  }

  public Body body(ItemText text) {
    return Bodies.of(text, bytes(SALT_BYTES));
  }

  public Body body(JointText text) {
    return Bodies.of(text, bytes(SALT_BYTES));
  }

  public Body body(Texts texts) {
    return Bodies.of(texts, bytes(SALT_BYTES));
  }

  public String export(Seat seat) {
    return talks.get(seat.talk()).inTurn(LocalTalk::export);
  }

  /** The dossier's entries, each after those it has seen; later there are only more at the end. */
  public List<Entry> entries(Seat seat) {
    return copy(seat.talk()).orElseThrow().entries();
  }

  private Optional<LocalTalk> find(String talk) {
    try {
      return Optional.ofNullable(talks.get(new TalkId(talk)));
    } catch (Refusal notAnId) {
      return Optional.empty();
    }
  }

  private static Optional<Seat> seatIn(LocalTalk talk, Delegate person) {
    Snapshot now = talk.snapshot();
    return Optional.ofNullable(now.local().get(person.id().delegation()))
        .filter(delegation -> !person.roles().isEmpty()) // an administrator alone sees no talk
        .map(delegation -> new Seat(now.state().talk(), delegation, person));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
