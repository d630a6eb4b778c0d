package parley.node.talk;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import parley.dossier.model.Act;
import parley.dossier.model.Reason;
import parley.dossier.model.Term;
import parley.dossier.state.ProposalState;
import parley.node.people.Delegation;
import parley.node.people.People;
import parley.node.talk.JointClearance.Offer;
import parley.node.talk.JointClearance.ToClear;
import parley.node.web.Answer;
import parley.node.web.Exchange;
import parley.node.web.Problem;

/**
 * What every page of arranging begins with: the talk named in the path, from the seat of whoever
 * asks.
 */
record Desk(
    TalkService talks,
    Signing signing,
    People people,
    InstantSource clock,
    JointClearance clearance) {

  /** The talk as the visitor reads it; empty when it is not hers or not there. */
  Optional<Reader> reader(Exchange exchange) {
    return talks
        .seat(exchange.delegate(), exchange.path("talk"))
        .map(seat -> reader(exchange, seat));
  }

  Reader reader(Exchange exchange, Seat seat) {
    return reader(exchange, seat, talks.look(seat));
  }

  Reader reader(Exchange exchange, Seat seat, Snapshot now) {
    var hosts =
        people.delegations().stream()
            .collect(Collectors.toMap(Delegation::id, Function.identity()));
    return new Reader(seat, now, exchange.language(), hosts, clock.instant());
  }

  /**
   * Where the reader's side has to clear this proposal's words before it may accept them; empty if
   * it has, or if there is nothing to clear.
   */
  Optional<ToClear> toClear(Reader reader, ProposalState proposal) {
    Snapshot now = talks.look(reader.seat());
    Optional<Offer> offer = Offer.of(now, proposal.term());
    boolean isErased = proposal.term() instanceof Term.JointStatement && offer.isEmpty();
    return isErased
        ? Optional.of(
            new ToClear("/press/" + reader.seat().talk(), reader.text("talk.clear.erased")))
        : offer
            .filter(words -> !clearance.isCleared(reader.seat(), words))
            .map(words -> toClear(reader, words));
  }

  private ToClear toClear(Reader reader, Offer words) {
    Seat seat = reader.seat();
    return new ToClear(
        JointClearance.path(seat, words),
        reader.text("talk.clear.first", clearance.missing(seat, words, false, reader.language())));
  }

  /** Answers from the talk in the path; a talk that is not hers is no talk. */
  Answer with(Exchange exchange, Function<Reader, Answer> answer) {
    return reader(exchange).map(answer).orElse(Answer.refuse(Problem.NOT_FOUND));
  }

  /**
   * Does an act that has no text of its own, from the page at {@code path}.
   *
   * @param act empty if the page it came from is out of date
   */
  Answer perform(Exchange exchange, Reader reader, Optional<Act> act, String path, Then then) {
    return act.map(
            found ->
                signing.perform(
                    exchange,
                    reader.seat(),
                    found,
                    List.of(),
                    Errand.of(then::answer, any -> Answer.seeOther(path))))
        .orElseGet(() -> then.answer(exchange, new Outcome.Refused(Reason.STALE, reader.talk())));
  }

  /** Answers once an act is decided. */
  @FunctionalInterface
  interface Then {
    Answer answer(Exchange exchange, Outcome.Settled outcome);
  }

  /** The path of a talk's live updates. */
  static String live(Reader reader) {
    return "/live/talk/" + reader.seat().talk();
  }
}
