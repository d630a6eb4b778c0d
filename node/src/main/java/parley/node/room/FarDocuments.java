package parley.node.room;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.line.LineIncident;
import parley.node.room.group.Arrival;
import parley.node.room.group.DocumentCard;
import parley.node.room.group.Documents;
import parley.node.room.group.GroupLog;
import parley.node.room.group.Later;
import parley.node.room.group.TalkDocuments;

/**
 * The documents of one room on their way between houses. Each house tells the others what its own
 * people handed over; the others fetch it piece by piece, with few pieces under way, so that
 * nothing else on the line waits long. Owned by the room's thread.
 */
final class FarDocuments {
  private static final Logger LOG = LoggerFactory.getLogger(FarDocuments.class);

  /** Asked for and not answered; more at once is answered to nobody. */
  static final int MOST_UNDER_WAY = 4;

  /** Between answers, so that documents of several talks leave most of a line free. */
  static final Duration PAUSE = Duration.ofMillis(200);

  private final TalkDocuments documents;
  private final GroupLog log;
  private final Later later;
  private final Map<FarHouse, Crossing> crossings = new HashMap<>();

  /** What is on its way here, in the order in which it is fetched. */
  private final SequencedMap<String, Coming> coming = new LinkedHashMap<>();

  /** What one session on a line knows. */
  private static final class Crossing {
    final Set<String> told = new HashSet<>();
    final Queue<CallRecord.Fetch> asked = new ArrayDeque<>();
    final Queue<CallRecord.Fetch> toAnswer = new ArrayDeque<>();
    boolean isPausing;

    /** Of a generation that this node has not heard of yet. */
    Optional<CallRecord.Shared> early = Optional.empty();
  }

  private static final class Coming {
    final Arrival arrival;
    FarHouse from;
    long asked;

    Coming(Arrival arrival, FarHouse from) {
      this.arrival = arrival;
      this.from = from;
    }
  }

  FarDocuments(TalkDocuments documents, GroupLog log, Later later) {
    this.documents = documents;
    this.log = log;
    this.later = later;
  }

  /** A new session: each says anew what it has, and fetches on from where it was. */
  void begin(FarHouse house) {
    crossings.put(house, new Crossing());
    coming.values().stream()
        .filter(each -> each.from == house)
        .forEach(each -> each.asked = each.arrival.arrived());
    tell(house, documents.ofSide(house.own().id()));
  }

  /** One of ours has handed this over. */
  void shared(FarHouse house, DocumentCard card) {
    if (crossings.containsKey(house)) {
      tell(house, List.of(card));
    }
  }

  private void tell(FarHouse house, List<DocumentCard> cards) {
    GroupLog.Standing standing = log.standing();
    if (!cards.isEmpty() && standing.open().isPresent()) {
      cards.forEach(card -> crossings.get(house).told.add(card.id()));
      house.say(new CallRecord.Shared(standing.generation(), cards));
    }
  }

  /** Somebody waits for it. */
  void hurry(String id) {
    Optional.ofNullable(coming.get(id)).ifPresent(waited -> coming.putFirst(id, waited));
  }

  void hear(FarHouse house, CallRecord.OfDocument record) {
    Optional.ofNullable(crossings.get(house))
        .ifPresent(
            crossing -> {
              switch (record) {
                case CallRecord.Shared shared -> hear(house, crossing, shared);
                case CallRecord.Fetch fetch -> hear(house, crossing, fetch);
                case CallRecord.Piece piece -> hear(house, crossing, piece);
                case CallRecord.Unshared gone -> hear(house, crossing, gone);
              }
            });
  }

  private void hear(FarHouse house, Crossing crossing, CallRecord.Shared shared) {
    GroupLog.Standing standing = log.standing();
    if (shared.generation() > standing.generation()) {
      keep(house, crossing, shared);
    } else if (shared.generation() == standing.generation() && standing.open().isPresent()) {
      shared.documents().forEach(card -> claim(house, card));
      pull(house, crossing);
    }
  }

  private static void keep(FarHouse house, Crossing crossing, CallRecord.Shared shared) {
    List<DocumentCard> all = new ArrayList<>();
    crossing
        .early
        .filter(before -> before.generation() == shared.generation())
        .ifPresent(before -> all.addAll(before.documents()));
    all.addAll(shared.documents());
    if (all.size() > Documents.MOST_COUNT) {
      house.way().incident(LineIncident.Kind.OVERSIZE, "more documents than a talk may have");
    } else {
      crossing.early = Optional.of(new CallRecord.Shared(shared.generation(), all));
    }
  }

  private void claim(FarHouse house, DocumentCard card) {
    switch (documents.claim(house.far().chain(), card)) {
      case WANTED -> fetch(house, card);
      case SETTLED -> {}
      case CONTRADICTED -> house.strange("a document that was announced otherwise");
      case FULL ->
          house.way().incident(LineIncident.Kind.OVERSIZE, "more documents than a talk may have");
    }
  }

  /** By the line on which it was announced, or by another one while that has none. */
  private void fetch(FarHouse house, DocumentCard card) {
    Coming wanted = coming.get(card.id());
    if (wanted == null || wanted.arrival.isClosed()) {
      coming.put(card.id(), new Coming(documents.begin(card), house));
    } else if (wanted.from != house && !wanted.from.isConnected()) {
      wanted.from = house;
      wanted.asked = wanted.arrival.arrived();
    }
  }

  private void pull(FarHouse house, Crossing crossing) {
    coming.values().removeIf(each -> each.arrival.isClosed());
    while (crossing.asked.size() < MOST_UNDER_WAY) {
      Optional<Coming> next =
          coming.values().stream()
              .filter(each -> each.from == house)
              .filter(each -> each.asked < each.arrival.card().size())
              .findFirst();
      if (next.isEmpty()) {
        return;
      }
      Arrival arrival = next.get().arrival;
      var fetch = new CallRecord.Fetch(arrival.card().id(), next.get().asked);
      crossing.asked.add(fetch);
      next.get().asked += arrival.lengthFrom(fetch.from());
      house.say(fetch);
    }
  }

  private void hear(FarHouse house, Crossing crossing, CallRecord.Piece piece) {
    if (!isAnswer(house, crossing, piece.id(), piece.from())) {
      return;
    }
    Optional.ofNullable(coming.get(piece.id()))
        .filter(each -> each.from == house && each.arrival.arrived() == piece.from())
        .ifPresent(each -> take(house, each.arrival, piece.bytes()));
    pull(house, crossing);
  }

  private static boolean isAnswer(FarHouse house, Crossing crossing, String id, long from) {
    boolean isIt = new CallRecord.Fetch(id, from).equals(crossing.asked.peek());
    if (isIt) {
      crossing.asked.remove();
    } else {
      house.strange("a piece of a document that was not asked for");
    }
    return isIt;
  }

  private void take(FarHouse house, Arrival arrival, byte[] bytes) {
    if (bytes.length != arrival.next()) {
      house.strange("a piece of a document that is not as long as announced");
      coming.remove(arrival.card().id());
      documents.refuse(arrival);
      return;
    }
    try {
      arrival.add(bytes);
      if (arrival.isWhole()) {
        coming.remove(arrival.card().id());
        if (!documents.finish(arrival)) {
          house.strange("a document that is not the one announced");
        }
      }
    } catch (IOException e) {
      LOG.warn("a document of another house could not be kept", e);
      coming.remove(arrival.card().id());
      documents.giveUp(arrival);
    }
  }

  private void hear(FarHouse house, Crossing crossing, CallRecord.Unshared gone) {
    if (isAnswer(house, crossing, gone.id(), gone.from())) {
      Optional.ofNullable(coming.get(gone.id()))
          .filter(each -> each.from == house)
          .ifPresent(
              each -> {
                coming.remove(gone.id());
                documents.giveUp(each.arrival);
              });
      pull(house, crossing);
    }
  }

  private void hear(FarHouse house, Crossing crossing, CallRecord.Fetch fetch) {
    if (!crossing.told.contains(fetch.id())) {
      house.strange("a document is asked for that was not announced");
    } else if (crossing.toAnswer.size() >= MOST_UNDER_WAY) {
      house.way().incident(LineIncident.Kind.FLOOD, "too much of documents is asked for at once");
    } else {
      crossing.toAnswer.add(fetch);
      answer(house, crossing);
    }
  }

  private void answer(FarHouse house, Crossing crossing) {
    boolean isLate = crossings.get(house) != crossing;
    if (isLate || crossing.isPausing || crossing.toAnswer.isEmpty()) {
      return;
    }
    crossing.toAnswer.forEach(fetch -> house.say(answer(house, fetch)));
    crossing.toAnswer.clear();
    crossing.isPausing = true;
    later.after(
        PAUSE,
        () -> {
          crossing.isPausing = false;
          answer(house, crossing);
        });
  }

  private CallRecord.OfDocument answer(FarHouse house, CallRecord.Fetch fetch) {
    try {
      return documents
          .piece(house.own().id(), fetch.id(), fetch.from())
          .<CallRecord.OfDocument>map(bytes -> CallRecord.Piece.of(fetch.id(), fetch.from(), bytes))
          .orElseGet(() -> new CallRecord.Unshared(fetch.id(), fetch.from()));
    } catch (IOException e) {
      LOG.warn("a document could not be read", e);
      return new CallRecord.Unshared(fetch.id(), fetch.from());
    }
  }

  /** The turn is over: a generation that was announced early may be there now. */
  void flush() {
    crossings.forEach(
        (house, crossing) ->
            crossing
                .early
                .filter(early -> early.generation() <= log.standing().generation())
                .ifPresent(
                    early -> {
                      crossing.early = Optional.empty();
                      hear(house, crossing, early);
                    }));
  }
}
