package parley.line.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import parley.dossier.chain.Entry;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.TalkId;
import parley.line.LineId;
import parley.line.LineIncident;

/** Where the exchange about one talk stands in this session, and what it leads to. */
final class Conversation {
  /** So many messages of entries may be under way; the rest waits until one was dealt with. */
  private static final int WINDOW = 3;

  /** Most branches of one chain, and most texts, that are named at once. */
  private static final int MOST_NAMED = 500;

  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);
  private static final Duration LAST_PATIENCE = Duration.ofMinutes(10);

  private final TalkId talk;
  private final LineId line;
  private final Outbox out;
  private final Turns turns;

  /** What they have: they said so, sent it, or were sent it. */
  private final Set<Digest> theirs = new HashSet<>();

  /** What they have unless a chain forks: they named a later entry of it that is not here. */
  private final Set<Digest> assumed = new HashSet<>();

  /** What was sent and not yet dealt with, by message. */
  private final Deque<Set<Digest>> underWay = new ArrayDeque<>();

  /** Texts that they lack. */
  private final Set<Digest> wanted = new HashSet<>();

  /** How far their own chains go here, where they have named less; nothing is sent meanwhile. */
  private final Map<DelegationId, Long> suspected = new HashMap<>();

  private boolean shared;
  private boolean heard;
  private boolean accepted;
  private long asked;
  private long suspicion;
  private Duration patience = FIRST_PATIENCE;
  private Optional<Instant> askAt = Optional.empty();

  Conversation(TalkId talk, LineId line, Outbox out, Turns turns) {
    this.talk = talk;
    this.line = line;
    this.out = out;
    this.turns = turns;
  }

  TalkId talk() {
    return talk;
  }

  /** The talk was found to be shared. */
  void share() {
    shared = true;
  }

  /** Whether it was found to be shared in this session. */
  boolean isShared() {
    return shared;
  }

  /** Whether they have said what they have. */
  boolean isHeard() {
    return heard;
  }

  /** Says what is here. */
  void open(Holding holding) {
    say(holding, 0, 0);
  }

  /** Says what is here and wants to hear what they have. */
  void ask(Holding holding) {
    askAt = Optional.empty();
    asked++;
    suspicion = suspicion > 0 ? asked : 0;
    say(holding, asked, 0);
  }

  /** Asks again after a while, each time after a longer one. */
  void askLater(Instant now) {
    askAt(now.plus(patience));
    patience = patience.multipliedBy(2);
    if (patience.compareTo(LAST_PATIENCE) > 0) {
      patience = LAST_PATIENCE;
    }
  }

  void askAt(Instant when) {
    askAt = askAt.filter(sooner -> sooner.isBefore(when)).or(() -> Optional.of(when));
  }

  boolean isToAsk(Instant now) {
    return askAt.filter(at -> !at.isAfter(now)).isPresent();
  }

  /** Something has changed here. */
  void goOn(Holding holding) {
    boolean before = accepted;
    accepted = isAccepted(holding);
    if (accepted && !before) {
      ask(holding); // what was refused until now
    }
    send(holding);
  }

  /** They have said what they have. */
  void hear(Message.Heads heads, Holding holding, Instant now) {
    heard = true;
    theirs.clear();
    assumed.clear();
    underWay.forEach(theirs::addAll);
    wanted.clear();
    wanted.addAll(heads.lacking());
    heads.heads().values().forEach(tips -> theirs.addAll(holding.closure(hashes(tips))));
    assume(heads, holding);
    judge(heads, holding, now);
    if (heads.ask() > 0) {
      say(holding, 0, heads.ask());
    }
    send(holding);
  }

  /** They have sent these entries, as far as they are here now. */
  void took(Collection<Digest> entries, Holding holding) {
    patience = entries.isEmpty() ? patience : FIRST_PATIENCE;
    theirs.addAll(holding.closure(entries));
    goOn(holding);
  }

  /** They have dealt with what was sent first, if anything was. */
  boolean taken() {
    return underWay.poll() != null;
  }

  /** How many messages of entries were sent and not yet dealt with. */
  int underWay() {
    return underWay.size();
  }

  /** Something may be sent that had to wait. */
  void turn(Holding holding) {
    send(holding);
  }

  /** Whether this side has ever accepted credentials of theirs. */
  boolean isAccepted(Holding holding) {
    return holding.own().isPresent()
        && holding.accepts(Set.of(holding.own().get()), holding.chainsOf(line.counterpart()));
  }

  private boolean isMutual(Holding holding) {
    return isAccepted(holding)
        && holding.accepts(
            holding.chainsOf(line.counterpart()), Set.of(holding.own().orElseThrow()));
  }

  /** What they may have from here. */
  private List<Entry> passing(Holding holding) {
    return isMutual(holding) ? holding.entries() : holding.beforeAcceptance();
  }

  private void say(Holding holding, long ask, long answer) {
    accepted = isAccepted(holding);
    Set<DelegationId> both = new HashSet<>(holding.chainsOf(line.counterpart()));
    holding.own().ifPresent(both::add);
    Set<Entry> passing = new HashSet<>(passing(holding));
    List<Entry> named =
        holding.entries().stream()
            .filter(entry -> passing.contains(entry) || both.contains(entry.chain()))
            .toList();
    SortedMap<DelegationId, List<Head>> heads = new TreeMap<>();
    Holding.tips(named)
        .forEach((chain, tips) -> heads.put(chain, tips.stream().limit(MOST_NAMED).toList()));
    List<Digest> lacking = holding.lacking(named).stream().limit(MOST_NAMED).toList();
    out.send(new Message.Heads(talk, heads, lacking, ask, answer));
  }

  /** Whoever names a later entry of a chain than is here has that chain, unless it forks. */
  private void assume(Message.Heads heads, Holding holding) {
    Map<DelegationId, Long> lengths = holding.lengths();
    SortedMap<DelegationId, List<Head>> tips = Holding.tips(holding.entries());
    heads
        .heads()
        .forEach(
            (chain, named) -> {
              if (furthest(named) > lengths.getOrDefault(chain, Long.MAX_VALUE)) {
                assumed.addAll(holding.closure(hashes(tips.get(chain))));
              }
            });
  }

  /**
   * Notices when they name less of their own chain than they have signed. What they said may be
   * older than what came here by way of others; so they are asked, and what they answer was said
   * after they had signed it.
   */
  private void judge(Message.Heads heads, Holding holding, Instant now) {
    Map<DelegationId, Long> behind = new HashMap<>();
    Map<DelegationId, Long> lengths = holding.lengths();
    for (DelegationId chain : certainlyTheirs(holding)) {
      if (furthest(heads.heads().getOrDefault(chain, List.of())) < lengths.get(chain)) {
        behind.put(chain, lengths.get(chain));
      }
    }
    if (suspicion > 0 && heads.answer() == suspicion) {
      suspicion = 0;
      suspected.forEach(
          (chain, length) -> {
            long named = furthest(heads.heads().getOrDefault(chain, List.of()));
            if (named < length) {
              String detail =
                  "talk %s: chain %s has %d entries, of which its own node knows %d"
                      .formatted(talk, chain, length, named);
              out.report(LineIncident.Kind.TRUNCATED, detail, now);
              behind.remove(chain);
            }
          });
      suspected.clear();
    }
    if (suspicion == 0 && !behind.isEmpty()) {
      suspected.putAll(behind);
      suspicion = asked + 1;
      ask(holding);
      askLater(now);
    }
  }

  /**
   * Anybody can claim a line key in a chain of her own: of two chains that claim theirs, or of one
   * that this side has not accepted, it is not they who could have forgotten anything.
   */
  private Set<DelegationId> certainlyTheirs(Holding holding) {
    SortedSet<DelegationId> claiming = holding.chainsOf(line.counterpart());
    return claiming.size() == 1 && isAccepted(holding) ? claiming : Set.of();
  }

  private void send(Holding holding) {
    if (!heard || suspicion > 0) {
      return;
    }
    List<Entry> passing = passing(holding);
    forgetWhatForks(holding);
    while (underWay.size() < WINDOW && turns.isFor(talk)) {
      List<Entry> missing =
          passing.stream()
              .filter(entry -> !theirs.contains(entry.hash()) && !assumed.contains(entry.hash()))
              .toList();
      Load load = Load.of(missing, passing, holding.bodies(), wanted);
      if (load.isEmpty()) {
        return;
      }
      Set<Digest> sent = load.hashes();
      theirs.addAll(sent);
      underWay.add(sent);
      out.send(new Message.Entries(talk, load.entries(), load.bodies()));
    }
  }

  private void forgetWhatForks(Holding holding) {
    Set<DelegationId> forking = new HashSet<>();
    Holding.tips(holding.entries())
        .forEach(
            (chain, tips) -> {
              if (tips.size() > 1) {
                forking.add(chain);
              }
            });
    if (!forking.isEmpty()) {
      holding.entries().stream()
          .filter(entry -> forking.contains(entry.chain()))
          .forEach(entry -> assumed.remove(entry.hash()));
    }
  }

  private static long furthest(List<Head> heads) {
    return heads.stream().mapToLong(Head::seq).max().orElse(0);
  }

  private static List<Digest> hashes(List<Head> heads) {
    List<Digest> hashes = new ArrayList<>();
    heads.forEach(head -> hashes.add(head.hash()));
    return hashes;
  }
}
