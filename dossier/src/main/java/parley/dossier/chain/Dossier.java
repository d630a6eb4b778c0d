package parley.dossier.chain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.Person;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.TalkId;
import parley.dossier.wire.ActFormat;
import parley.dossier.wire.EntryFormat;
import parley.dossier.wire.Jws;

/**
 * The set of entries of one talk. Entries may arrive in any order; the same set gives the same
 * dossier. Not safe for several threads at once.
 */
public final class Dossier {
  /** Most entries that may wait for others. More costs memory that a stranger could fill. */
  static final int MAX_WAITING = 10_000;

  /** Most characters that they may have. */
  static final long MAX_WAITING_LENGTH = 32L * 1024 * 1024;

  private final TalkId talk;
  private final Map<Digest, Link> links = new LinkedHashMap<>();
  private final Map<Digest, List<Link>> proposals = new HashMap<>();
  private final Map<Digest, Entry> waiting = new HashMap<>();
  private final Map<Digest, List<Entry>> waitingFor = new HashMap<>();
  private long waitingLength;
  private final SortedMap<DelegationId, Link> heads = new TreeMap<>();
  private final Circle circle = new Circle();
  private final Forks forks = new Forks(circle);
  private final EntryCheck check;

  public Dossier(TalkId talk) {
    this.talk = talk;
    this.check =
        new EntryCheck(
            hash -> Optional.ofNullable(links.get(hash)),
            digest -> proposals.getOrDefault(digest, List.of()),
            forks::follows);
  }

  public TalkId talk() {
    return talk;
  }

  /** Takes in an entry as it was stored or received. */
  public Admission admit(String jws) {
    try {
      return isKnown(Digest.of(jws)) ? new Admission.Known() : admit(Entry.read(jws));
    } catch (Refusal refusal) {
      return new Admission.Refused(refusal);
    }
  }

  /** Takes in an entry that was read already. */
  public Admission admit(Entry entry) {
    if (isKnown(entry.hash())) {
      return new Admission.Known();
    }
    try {
      if (!entry.talk().equals(talk)) {
        throw Reason.TALK_MISMATCH.because(entry.talk().value());
      }
      return missing(entry).isPresent() ? keepWaiting(entry) : new Admission.Added(add(entry));
    } catch (Refusal refusal) {
      return new Admission.Refused(refusal);
    }
  }

  private boolean isKnown(Digest hash) {
    return links.containsKey(hash) || waiting.containsKey(hash);
  }

  /** Prepares an act at the present end of a chain. */
  public Draft draft(DelegationId chain, Act act) {
    Optional<Digest> after =
        Optional.ofNullable(heads.get(chain)).flatMap(head -> head.context().lastAct());
    return new Draft(chain, act, ActFormat.write(new ActFormat.Placed(talk, chain, after, act)));
  }

  /**
   * Seals the draft into an entry over everything seen so far and takes it in.
   *
   * @param now the writer's clock; an earlier time than the chain's last is moved up to it
   * @throws Refusal if the entry would not hold, for example {@code ACT_NOT_NEXT} when another
   *     person of the side has signed meanwhile
   */
  public Entry append(Draft draft, Optional<Testimony> by, SealKey key, Instant now) {
    SortedMap<DelegationId, Head> seen = sight(draft.chain(), draft.act());
    if (isStopped() || forks.of(draft.chain()) || seen.keySet().stream().anyMatch(forks::of)) {
      throw Reason.EQUIVOCATION.because("a chain that it would rest on forks");
    }
    Optional<Link> last = Optional.ofNullable(heads.get(draft.chain()));
    Instant time = now.truncatedTo(ChronoUnit.MILLIS);
    var payload =
        new EntryFormat.Payload(
            talk,
            draft.chain(),
            last.map(link -> link.entry().seq() + 1).orElse(1L),
            last.map(link -> link.entry().hash()),
            seen,
            last.map(link -> link.entry().at()).filter(at -> at.isAfter(time)).orElse(time),
            draft.utf8(),
            by.map(t -> new EntryFormat.Signed(t.person(), t.assertion())));
    Entry entry = Entry.read(key.sign(Jws.ENTRY, EntryFormat.write(payload)));
    return add(entry).getFirst();
  }

  /** The act that would close the dossier for this delegation over everything seen. */
  public Act.Close closeAct(DelegationId chain) {
    return new Act.Close(sight(chain, new Act.Acknowledge()));
  }

  /**
   * What the chain's next entry sees: whoever is in the talk, whom it accepts, and what these or it
   * itself had seen. Nobody else, so that who is only invited cannot come into anybody's way.
   */
  private SortedMap<DelegationId, Head> sight(DelegationId chain, Act act) {
    List<Link> sources = new ArrayList<>();
    Optional.ofNullable(heads.get(chain)).ifPresent(sources::add);
    SortedMap<DelegationId, Link> sight = new TreeMap<>();
    ends()
        .forEach(
            (other, end) -> {
              boolean isAccepted =
                  act instanceof Act.Accept accept && accept.delegation().equals(other);
              if (circle.has(other) || isAccepted) {
                sight.put(other, end);
                sources.add(end);
              }
            });
    for (Link source : sources) {
      source.seen().forEach((other, link) -> sight.merge(other, link, Dossier::further));
    }
    sight.remove(chain);
    SortedMap<DelegationId, Head> seen = new TreeMap<>();
    sight.forEach((other, link) -> seen.put(other, link.entry().head()));
    return seen;
  }

  /** The last entry of each chain that counts. */
  private SortedMap<DelegationId, Link> ends() {
    if (forks.isEmpty()) {
      return heads;
    }
    SortedMap<DelegationId, Link> ends = new TreeMap<>();
    forks
        .counting(List.copyOf(links.values()))
        .forEach(link -> ends.merge(link.entry().chain(), link, Dossier::further));
    return ends;
  }

  private static Link further(Link one, Link other) {
    return one.entry().seq() >= other.entry().seq() ? one : other;
  }

  /** All entries, each after those it has seen. */
  public List<Entry> entries() {
    return links.values().stream().map(Link::entry).toList();
  }

  /** A chain's entries in order, all branches of it. */
  public List<Entry> chain(DelegationId chain) {
    return links.values().stream()
        .map(Link::entry)
        .filter(entry -> entry.chain().equals(chain))
        .sorted(java.util.Comparator.comparingLong(Entry::seq).thenComparing(Entry::hash))
        .toList();
  }

  /**
   * The entries that count, each after those it has seen: all of them, unless a delegation signed
   * two with one number; then of its chain only what the others in the talk had seen, or nothing
   * from the fork on if they had seen different branches; and nothing at all if it is outside.
   */
  public List<Entry> counting() {
    return forks.counting(List.copyOf(links.values())).stream().map(Link::entry).toList();
  }

  public Optional<Entry> entry(Digest hash) {
    return Optional.ofNullable(links.get(hash)).map(Link::entry);
  }

  /** What the entry's chain had established with it. */
  public ChainContext context(Entry entry) {
    return links.get(entry.hash()).context();
  }

  /** The person who signed the entry's act, as in the credentials that counted when she did. */
  public Optional<Person> signer(Entry entry) {
    return links.get(entry.hash()).signer();
  }

  /** Whether a delegation that is in the talk signed two entries with one number. */
  public boolean isStopped() {
    return forks.stop();
  }

  /**
   * Whether the chain is in the talk: the convener's, or seen by an entry of one that is. Who was
   * only invited is not.
   */
  public boolean isInTalk(DelegationId chain) {
    return circle.has(chain);
  }

  /** Pairs of entries that one delegation signed with one number. */
  public List<List<Entry>> equivocations() {
    return forks.pairs();
  }

  /** The last entry of each chain. */
  public SortedMap<DelegationId, Head> heads() {
    SortedMap<DelegationId, Head> all = new TreeMap<>();
    heads.forEach((chain, link) -> all.put(chain, link.entry().head()));
    return all;
  }

  /** Entries that wait for others. */
  public int waiting() {
    return waiting.size();
  }

  /** Gives up what waits: it will have to be brought again. */
  public void forgetWaiting() {
    waiting.clear();
    waitingFor.clear();
    waitingLength = 0;
  }

  private Optional<Digest> missing(Entry entry) {
    return Stream.concat(entry.previous().stream(), entry.seen().values().stream().map(Head::hash))
        .filter(hash -> !links.containsKey(hash))
        .findFirst();
  }

  private Admission keepWaiting(Entry entry) {
    if (waiting.size() >= MAX_WAITING
        || waitingLength + entry.jws().length() > MAX_WAITING_LENGTH) {
      throw Reason.TOO_LARGE.because("too many entries wait for others");
    }
    waiting.put(entry.hash(), entry);
    waitingLength += entry.jws().length();
    waitFor(entry);
    return new Admission.Waiting();
  }

  private void waitFor(Entry entry) {
    waitingFor.computeIfAbsent(missing(entry).orElseThrow(), hash -> new ArrayList<>()).add(entry);
  }

  /** Adds an entry whose past is here, then those that waited for it. */
  private List<Entry> add(Entry first) {
    List<Entry> added = new ArrayList<>();
    place(check.check(first));
    added.add(first);
    Deque<Digest> arrived = new ArrayDeque<>(List.of(first.hash()));
    while (!arrived.isEmpty()) {
      List<Entry> freed = waitingFor.remove(arrived.poll());
      for (Entry entry : freed == null ? List.<Entry>of() : freed) {
        if (missing(entry).isPresent()) {
          waitFor(entry);
        } else if (placeIfItHolds(entry)) {
          added.add(entry);
          arrived.add(entry.hash());
        }
      }
    }
    return Collections.unmodifiableList(added);
  }

  private boolean placeIfItHolds(Entry entry) {
    waiting.remove(entry.hash());
    waitingLength -= entry.jws().length();
    try {
      place(check.check(entry));
      return true;
    } catch (Refusal refusal) {
      return false; // it had waited in vain; its sender is told when it sends it again
    }
  }

  private void place(Link link) {
    Entry entry = link.entry();
    links.put(entry.hash(), link);
    circle.note(entry);
    forks.note(link);
    heads.merge(entry.chain(), link, Dossier::further);
    if (entry.act() instanceof Act.Propose) {
      proposals.computeIfAbsent(entry.actDigest(), id -> new ArrayList<>()).add(link);
    }
  }
}
