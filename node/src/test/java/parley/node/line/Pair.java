package parley.node.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Draft;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.TalkId;
import parley.dossier.model.Term;
import parley.dossier.state.TalkState;
import parley.dossier.wire.EntryFormat;
import parley.dossier.wire.Jws;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.Parcel;
import parley.line.exchange.Exchange;
import parley.line.exchange.Output;
import parley.node.talk.Outcome;
import parley.node.talk.Seat;
import parley.node.talk.TalkJournal;
import parley.node.talk.TalkService;

/** A node, near, and the keys and the record of its counterpart, far, which sends what it likes. */
final class Pair {
  final TalkService far;
  TalkService near;
  private final House home;
  private final House other;
  private final TalkJournal journal;
  private final LineId line;
  private final Set<TalkId> invited = new HashSet<>();
  private final Set<TalkId> expected = new HashSet<>();
  private final Set<TalkId> changed = new HashSet<>();
  private final List<Parcel> sent = new ArrayList<>();
  private final List<LineIncident> incidents = new ArrayList<>();
  private Exchange exchange;
  private Instant now = House.START;
  private TalkId talk;

  Pair(House home, House other) {
    this(home, other, new MemoryJournal(false));
  }

  Pair(House home, House other, TalkJournal journal) {
    this.journal = journal;
    this.home = home;
    this.other = other;
    this.line = new LineId(home.lineKey(), other.lineKey());
    this.far = other.start(new MemoryJournal(false), () -> now);
    restartNear();
  }

  void restartNear() {
    near = home.start(journal, () -> now);
    near.watch(snapshot -> changed.add(snapshot.state().talk()));
    exchange =
        new Exchange(
            line, new TalkLedger(near, home.slug, line, new Invited(invited, expected)), now);
  }

  /** A talk to which the far side is invited. */
  Seat convene() {
    Seat seat = near.convene(home.binder(), List.of(), List.of(other.names()));
    invited.add(seat.talk());
    talk = seat.talk();
    far.begin(talk, List.of(other.slug), texts(near), List.of()).orElseThrow();
    return seat;
  }

  /** Both have accepted each other and have the same; a session has begun. */
  void arrange() {
    settle();
    far.accept(seatFar());
    settle();
    near.accept(near.seat(home.binder(), talk.value()).orElseThrow());
    settle();
    begin();
    hostile(ParcelMaker.heads(talk, entries(), 0, 0));
    forget();
  }

  Seat seatFar() {
    return far.seat(other.binder(), talk.value()).orElseThrow();
  }

  /** Each gets what the other has, by no line. */
  void settle() {
    for (int round = 0; round < 3; round++) {
      near.receive(talk, texts(far), List.of());
      far.receive(talk, texts(near), List.of());
    }
  }

  /** A new session; what was sent and noticed in the last is forgotten. */
  void begin() {
    forget();
    keep(exchange.began(now));
  }

  void forget() {
    sent.clear();
    incidents.clear();
  }

  /** The far side sends this. */
  void hostile(String text) {
    keep(exchange.received(text, now));
    changed();
  }

  /** The exchange learns what has changed in the talks. */
  void changed() {
    for (TalkId each : Set.copyOf(changed)) {
      keep(exchange.changed(each, now));
    }
    changed.clear();
  }

  void pass(Duration time) {
    now = now.plus(time);
    keep(exchange.tick(now));
  }

  void expect(TalkId another) {
    expected.add(another);
  }

  private void keep(Output output) {
    sent.addAll(output.parcels());
    incidents.addAll(output.incidents());
  }

  Instant clock() {
    return now;
  }

  List<LineIncident> incidents() {
    return incidents;
  }

  List<LineIncident.Kind> kinds() {
    return incidents.stream().map(LineIncident::kind).toList();
  }

  String sentText() {
    return sent.stream().map(Parcel::text).collect(Collectors.joining());
  }

  List<JsonNode> said(String kind) {
    return sent.stream()
        .map(parcel -> ParcelText.read(parcel.text()))
        .filter(message -> message.path("kind").asText().equals(kind))
        .toList();
  }

  /** The number under which it asked last; 0 if it did not. */
  long asked() {
    return said("heads").stream()
        .mapToLong(heads -> heads.path("ask").asLong())
        .filter(ask -> ask > 0)
        .reduce(0, (before, after) -> after);
  }

  List<Digest> lacking() {
    List<Digest> lacking = new ArrayList<>();
    said("heads").getLast().path("lacking").forEach(each -> lacking.add(new Digest(each.asText())));
    return lacking;
  }

  List<String> sentEntries() {
    List<String> entries = new ArrayList<>();
    said("entries")
        .forEach(message -> message.path("entries").forEach(jws -> entries.add(jws.asText())));
    return entries;
  }

  List<Entry> entries() {
    return near.copy(talk).orElseThrow().entries();
  }

  List<String> entriesFar() {
    return texts(far);
  }

  List<Body> bodies() {
    return List.copyOf(near.copy(talk).orElseThrow().now().bodies().values());
  }

  TalkState state() {
    return near.copy(talk).orElseThrow().now().state();
  }

  /** The near side's record, to write after it. */
  Dossier copy() {
    return dossier(near, talk);
  }

  static Dossier dossier(TalkService talks, TalkId talk) {
    Dossier copy = new Dossier(talk);
    talks.copy(talk).orElseThrow().entries().forEach(entry -> copy.admit(entry.jws()));
    return copy;
  }

  /** The far side's person offers this; the near side has not got it. */
  Entry proposeFar(Term term) {
    settle();
    return switch (far.perform(seatFar(), far.proposal(seatFar(), term, Optional.empty()))) {
      case Outcome.Done done -> done.entry();
      case Outcome refused -> throw new AssertionError(refused.toString());
    };
  }

  /** An entry that no honest node would write. */
  static Entry forge(Dossier after, DelegationId chain, SealKey key, Act act) {
    Draft draft = after.draft(chain, act);
    SortedMap<DelegationId, Head> seen = after.heads();
    Optional<Head> last = Optional.ofNullable(seen.remove(chain));
    EntryFormat.Payload payload =
        new EntryFormat.Payload(
            after.talk(),
            chain,
            last.map(head -> head.seq() + 1).orElse(1L),
            last.map(Head::hash),
            seen,
            House.START,
            draft.bytes().getBytes(StandardCharsets.UTF_8),
            Optional.empty());
    return Entry.read(key.sign(Jws.ENTRY, EntryFormat.write(payload)));
  }

  private List<String> texts(TalkService talks) {
    return talks.copy(talk).orElseThrow().entries().stream().map(Entry::jws).toList();
  }
}
