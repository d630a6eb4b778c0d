package parley.node.press;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import parley.dossier.model.Digest;
import parley.dossier.model.Refusal;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Stance;
import parley.node.press.ClearingOffice.Step;
import parley.node.press.clearing.Clearing;
import parley.node.press.clearing.LayingStore;
import parley.node.press.clearing.LayingStore.Key;
import parley.node.press.clearing.LayingStore.Laying;
import parley.node.press.clearing.Submission;
import parley.node.press.clearing.Verdict;
import parley.node.talk.JointClearance;
import parley.node.talk.PressMoves;
import parley.node.talk.Seat;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;
import parley.node.words.Language;

/**
 * Leads the words of joint statements through a side's chain of clearance, those that it proposes
 * and those that are proposed to it. Nothing of it leaves the side. What ends a clearance takes the
 * talk's turn, so that nobody signs meanwhile what was cleared. Any thread.
 */
final class JointOffice implements JointClearance {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ClearingOffice office;
  private final LayingStore store;
  private final TalkService talks;
  private final InstantSource clock;

  /** What somebody has to do with an offer now. */
  enum Task {
    LAY,
    CLEAR,
    PROPOSE,
    REVISE
  }

  /**
   * An offer as one seat finds it.
   *
   * @param proposed the proposal that holds it, if there is one
   * @param typed the fields in which somebody of the side has typed it
   */
  record Case(
      Offer offer,
      Clearing clearing,
      Optional<ProposalState> proposed,
      Map<String, List<String>> typed) {
    /** Whether the side can propose it now. */
    boolean isToBeProposed() {
      return clearing.isReady() && proposed.isEmpty() && !typed.isEmpty();
    }
  }

  /** An offer that waits for somebody. */
  record Waiting(Task task, Case about) {}

  JointOffice(ClearingOffice office, LayingStore store, TalkService talks, InstantSource clock) {
    this.office = office;
    this.store = store;
    this.talks = talks;
    this.clock = clock;
  }

  @Override
  public boolean isCleared(Seat seat, Offer offer) {
    return clearing(key(seat, offer.digest())).isReady();
  }

  @Override
  public String missing(Seat seat, Offer offer, boolean typedByHer, Language language) {
    Clearing clearing = clearing(key(seat, offer.digest()));
    return in(seat, language)
        .missing(typedByHer ? clearing.writtenBy(seat.person().id()) : clearing);
  }

  @Override
  public String lay(Seat seat, Offer offer, Map<String, List<String>> typed) {
    lay(seat, new Laying(key(seat, offer.digest()), offer, json(typed)));
    return JointClearance.path(seat, offer);
  }

  /** Lays before the officers what another side has proposed, or once more what was typed here. */
  Step lay(Seat seat, Case about) {
    Key key = key(seat, about.offer().digest());
    boolean hasLapsed = !clock.instant().isBefore(about.offer().release());
    if (hasLapsed) {
      return Step.OVER;
    }
    String typed = store.find(key).map(Laying::typed).orElse("");
    lay(seat, new Laying(key, about.offer(), typed));
    return Step.DONE;
  }

  private void lay(Seat seat, Laying laying) {
    store.lay(
        laying, office.chains().of(laying.key().delegation()), seat.person().id(), clock.instant());
    tell(seat);
  }

  Step takeBack(Seat seat, Case about) {
    boolean done =
        talks.inTurn(seat, () -> about.clearing().open().filter(store::takeBack).isPresent());
    tell(seat);
    return done ? Step.DONE : Step.OVER;
  }

  Step clear(Seat seat, Case about) {
    if (about.clearing().open().isEmpty()) {
      return Step.OVER;
    }
    return about.clearing().mayClear(seat.person()) ? say(seat, about, true, "") : Step.NOT_HERS;
  }

  /** Returns an offer, with a remark. */
  Step sendBack(Seat seat, Case about, String remark) {
    if (about.clearing().open().isEmpty()) {
      return Step.OVER;
    }
    if (remark.isBlank()) {
      return Step.NO_REMARK;
    }
    return about.clearing().mayReturn(seat.person())
        ? say(seat, about, false, remark.strip())
        : Step.NOT_HERS;
  }

  private Step say(Seat seat, Case about, boolean cleared, String remark) {
    Submission open = about.clearing().open().orElseThrow();
    Verdict verdict = office.verdict(open, seat, cleared, remark, "");
    boolean said = talks.inTurn(seat, () -> store.say(verdict));
    tell(seat);
    return said ? Step.DONE : Step.OVER;
  }

  /** The words of this name, if this side has typed them or they were proposed to it. */
  Optional<Case> find(Seat seat, String digest) {
    Optional<Key> key = digest(digest).map(named -> key(seat, named));
    return key.flatMap(
        named ->
            store
                .find(named)
                .map(laying -> about(seat, laying.offer()))
                .or(() -> proposed(seat).filter(each -> isOf(named, each)).findFirst()));
  }

  /** How it says what it has, for one seat. */
  JointPages in(Seat seat, Language language) {
    return new JointPages(
        this, office.chains().of(seat.person().delegation().id()), seat, language, clock.instant());
  }

  /** What waits for this person in this talk, until nothing can stop its release any more. */
  List<Waiting> waitingFor(Seat seat) {
    if (!PressMoves.READERS.admits(seat.person())) {
      return List.of();
    }
    List<Case> laid =
        store.all(seat.talk().toString(), seat.person().delegation().id()).stream()
            .map(laying -> about(seat, laying.offer()))
            .toList();
    Optional<Case> last = laid.stream().findFirst();
    Stream<Waiting> ours =
        laid.stream()
            .flatMap(each -> task(seat, each, last).map(task -> new Waiting(task, each)).stream());
    Stream<Waiting> theirs =
        proposed(seat)
            .filter(each -> awaitsUs(seat, each))
            .filter(each -> each.clearing().stage() == Clearing.Stage.DRAFTING)
            .map(each -> new Waiting(Task.LAY, each))
            .distinct();
    Instant now = clock.instant();
    return Stream.concat(theirs, ours)
        .filter(each -> now.isBefore(each.about().offer().release()))
        .toList();
  }

  private static Optional<Task> task(Seat seat, Case about, Optional<Case> last) {
    return switch (about.clearing().stage()) {
      case DRAFTING -> Optional.empty();
      case SUBMITTED ->
          about.clearing().mayClear(seat.person()) ? Optional.of(Task.CLEAR) : Optional.empty();
      case READY ->
          about.isToBeProposed() && seat.mayBind() ? Optional.of(Task.PROPOSE) : Optional.empty();
      case RETURNED -> {
        boolean isHers = about.clearing().drafters().contains(seat.person().id());
        boolean isLatest = last.filter(about::equals).isPresent();
        yield isHers && isLatest && about.proposed().isEmpty()
            ? Optional.of(Task.REVISE)
            : Optional.empty();
      }
    };
  }

  private static boolean awaitsUs(Seat seat, Case about) {
    return about
        .proposed()
        .filter(proposal -> proposal.standing().isOpen())
        .map(proposal -> proposal.stances().getOrDefault(seat.delegation(), Stance.SILENT).kind())
        .filter(kind -> kind == Stance.Kind.SILENT || kind == Stance.Kind.AD_REFERENDUM)
        .isPresent();
  }

  private Stream<Case> proposed(Seat seat) {
    Snapshot talk = talks.look(seat);
    return talk.state().proposals().values().stream()
        .flatMap(proposal -> Offer.of(talk, proposal.term()).stream())
        .map(offer -> about(seat, offer));
  }

  /** Words that were withdrawn and proposed again are those of the proposal that is open. */
  private Case about(Seat seat, Offer offer) {
    Snapshot talk = talks.look(seat);
    Key key = key(seat, offer.digest());
    Optional<ProposalState> proposal =
        talk.state().proposals().values().stream()
            .filter(
                each ->
                    Offer.of(talk, each.term())
                        .filter(held -> held.digest().equals(key.digest()))
                        .isPresent())
            .max(Comparator.comparing(each -> each.standing().isOpen()));
    return new Case(
        offer,
        clearing(key),
        proposal,
        store.find(key).map(Laying::typed).map(JointOffice::fields).orElse(Map.of()));
  }

  private static boolean isOf(Key key, Case about) {
    return about.offer().digest().equals(key.digest());
  }

  private Clearing clearing(Key key) {
    return store.of(key, office.readers(key.delegation()));
  }

  private void tell(Seat seat) {
    office.tell(seat.person().delegation().id(), seat.talk().toString());
  }

  private static Key key(Seat seat, Digest digest) {
    return new Key(seat.talk().toString(), seat.person().delegation().id(), digest);
  }

  private static Optional<Digest> digest(String text) {
    try {
      return Optional.of(new Digest(text));
    } catch (Refusal notOne) {
      return Optional.empty();
    }
  }

  private static String json(Map<String, List<String>> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, List<String>> fields(String json) {
    try {
      return json.isEmpty() ? Map.of() : JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException("typed fields in the database are not JSON", ours);
    }
  }
}
