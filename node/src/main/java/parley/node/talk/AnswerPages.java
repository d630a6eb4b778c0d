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
        exchange,
        (reader, proposal) -> page(TermPage.of(reader, proposal)).following(Desk.live(reader)));
  }

  private Answer answer(Exchange exchange, Reply answer) {
    return with(
        exchange,
        (reader, proposal) -> {
          String reason = exchange.form().raw("reason");
          Optional<String> fault = fault(reader, answer, reason.strip());
          if (fault.isPresent()) {
            return page(TermPage.of(reader, proposal).refusing(answer, fault.get(), reason))
                .withStatus(422);
          }
          return switch (perform(reader, proposal.id(), answer, reason.strip())) {
            case Outcome.Done done ->
                Answer.seeOther(reader.path("")).saying("talk.done." + answer.slug());
            case Outcome.Refused(Reason why, Snapshot now) -> {
              Reader after = desk.reader(exchange, reader.seat(), now);
              ProposalState latest = after.proposal(proposal.id()).orElse(proposal);
              String words = new WhyNot(after).about(latest, why);
              yield page(TermPage.of(after, latest).refusing(answer, words, reason))
                  .withStatus(409);
            }
          };
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

  private Outcome perform(Reader reader, Digest proposal, Reply answer, String reason) {
    Optional<Body> body =
        reason.isEmpty()
            ? Optional.empty()
            : Optional.of(desk.talks().body(Texts.of(Map.of(reader.language().tag(), reason))));
    Optional<Digest> digest = body.map(Body::digest);
    Act act =
        switch (answer) {
          case CONSENT -> new Act.Consent(proposal);
          case OBJECT -> new Act.Objection(proposal, digest);
          case WITHDRAW -> new Act.Withdraw(proposal, digest);
          case POSTPONE -> new Act.Postpone(proposal, digest);
          case COUNTER ->
              throw new IllegalArgumentException("a counter-proposal has a form of its own");
        };
    boolean hasReason = answer != Reply.CONSENT && body.isPresent();
    return hasReason
        ? desk.talks().perform(reader.seat(), act, body.get())
        : desk.talks().perform(reader.seat(), act);
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

  private static Answer.Page page(TermPage page) {
    return Answer.page("talk/term.jte", page);
  }
}
