package parley.node.talk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.Texts;
import parley.dossier.state.ProposalState;
import parley.node.talk.JointClearance.ToClear;
import parley.node.talk.TermPage.Reply;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Problem;
import parley.node.web.Route;

/** A proposal or a term on its own page, and the answers to it. */
final class AnswerPages implements Feature {
  private final Desk desk;

  AnswerPages(Desk desk) {
    this.desk = desk;
  }

  @Override
  public List<Route> routes() {
    String path = "/talk/{talk}/proposal/{proposal}";
    return List.of(
        Route.get(path, Audience.DELEGATES, this::show),
        Route.post(
            path + "/consent", ConvenePages.BINDERS, exchange -> answer(exchange, Reply.CONSENT)),
        Route.post(
            path + "/object", ConvenePages.BINDERS, exchange -> answer(exchange, Reply.OBJECT)),
        Route.post(
            path + "/withdraw", ConvenePages.BINDERS, exchange -> answer(exchange, Reply.WITHDRAW)),
        Route.post(
            path + "/postpone",
            ConvenePages.BINDERS,
            exchange -> answer(exchange, Reply.POSTPONE)));
  }

  private Answer show(Exchange exchange) {
    return with(
        exchange, (reader, proposal) -> page(term(reader, proposal)).following(Desk.live(reader)));
  }

  private Answer answer(Exchange exchange, Reply answer) {
    return with(
        exchange,
        (reader, proposal) -> {
          String reason = exchange.form().raw("reason");
          Optional<String> fault = fault(reader, answer, reason.strip());
          if (fault.isPresent()) {
            return page(term(reader, proposal).refusing(answer, fault.get(), reason))
                .withStatus(422);
          }
          Optional<ToClear> uncleared =
              desk.toClear(reader, proposal).filter(any -> answer == Reply.CONSENT);
          return uncleared.isPresent()
              ? page(term(reader, proposal)
                      .refusing(
                          answer,
                          reader.text("talk.clear.refused", uncleared.get().words()),
                          reason))
                  .withStatus(409)
              : perform(exchange, reader, proposal, answer, reason);
        });
  }

  private static Optional<String> fault(Reader reader, Reply answer, String reason) {
    if (answer == Reply.OBJECT && reason.isEmpty()) {
      return Optional.of(reader.text("talk.fault.reason"));
    }
    return reason.length() > TermForm.MAX_WORDING
        ? Optional.of(reader.text("talk.fault.long", TermForm.MAX_WORDING, reason.length()))
        : Optional.empty();
  }

  private Answer perform(
      Exchange exchange, Reader reader, ProposalState proposal, Reply answer, String typed) {
    String reason = answer == Reply.CONSENT ? "" : typed.strip();
    Optional<Body> body =
        reason.isEmpty()
            ? Optional.empty()
            : Optional.of(desk.talks().body(Texts.of(Map.of(reader.language().tag(), reason))));
    Act act = act(proposal.id(), answer, body.map(Body::digest));
    return desk.signing()
        .perform(
            exchange,
            reader.seat(),
            act,
            body.stream().toList(),
            Errand.of(
                    (later, outcome) ->
                        answer(later, reader.seat(), proposal, answer, typed, outcome),
                    later -> backTo(later, reader.seat(), proposal, answer, typed))
                .onlyIf(
                    () -> answer != Reply.CONSENT || desk.toClear(reader, proposal).isEmpty(),
                    desk.talks(),
                    reader.seat()));
  }

  private static Act act(Digest proposal, Reply answer, Optional<Digest> reason) {
    return switch (answer) {
      case CONSENT -> new Act.Consent(proposal);
      case OBJECT -> new Act.Objection(proposal, reason);
      case WITHDRAW -> new Act.Withdraw(proposal, reason);
      case POSTPONE -> new Act.Postpone(proposal, reason);
      case COUNTER ->
          throw new IllegalArgumentException("a counter-proposal has a form of its own");
    };
  }

  private Answer answer(
      Exchange exchange,
      Seat seat,
      ProposalState before,
      Reply answer,
      String reason,
      Outcome.Settled outcome) {
    Reader reader = desk.reader(exchange, seat, outcome.now());
    return switch (outcome) {
      case Outcome.Done done ->
          Answer.seeOther(reader.path("")).saying("talk.done." + answer.slug());
      case Outcome.Refused(Reason why, Snapshot now) -> {
        ProposalState latest = reader.proposal(before.id()).orElse(before);
        String words = new WhyNot(reader).about(latest, why);
        yield page(term(reader, latest).refusing(answer, words, reason)).withStatus(409);
      }
    };
  }

  /** The proposal's page as it is now, with the reason she had typed. */
  private Answer backTo(
      Exchange exchange, Seat seat, ProposalState before, Reply answer, String reason) {
    Reader reader = desk.reader(exchange, seat);
    ProposalState latest = reader.proposal(before.id()).orElse(before);
    return reason.isBlank()
        ? Answer.seeOther(reader.path(latest))
        : page(term(reader, latest).keeping(answer, reason));
  }

  /** A page that needs a proposal. */
  @FunctionalInterface
  private interface AboutProposal {
    Answer answer(Reader reader, ProposalState proposal);
  }

  private Answer with(Exchange exchange, AboutProposal about) {
    return desk.with(
        exchange,
        reader ->
            find(reader, exchange.path("proposal"))
                .map(proposal -> about.answer(reader, proposal))
                .orElse(Answer.refuse(Problem.NOT_FOUND)));
  }

  static Optional<ProposalState> find(Reader reader, String id) {
    try {
      return reader.proposal(new Digest(id));
    } catch (Refusal notADigest) {
      return Optional.empty();
    }
  }

  private TermPage term(Reader reader, ProposalState proposal) {
    return TermPage.of(reader, proposal, desk.toClear(reader, proposal));
  }

  private static Answer.Page page(TermPage page) {
    return Answer.page("talk/term.jte", page);
  }
}
