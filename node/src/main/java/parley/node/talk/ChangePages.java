package parley.node.talk;

import java.util.List;
import java.util.Optional;
import parley.dossier.model.Act;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.node.web.Answer;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Route;

/** A change of a delegation's people, brought into a talk: presented, or a person revoked. */
final class ChangePages implements Feature {
  private final Desk desk;

  ChangePages(Desk desk) {
    this.desk = desk;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/talk/{talk}/present", ConvenePages.BINDERS, this::present),
        Route.post("/talk/{talk}/revoke", ConvenePages.BINDERS, this::revoke));
  }

  private Answer present(Exchange exchange) {
    return desk.with(
        exchange,
        reader -> {
          Optional<Act> asRead =
              desk.talks()
                  .next(reader.seat())
                  .filter(
                      next ->
                          ChangeView.digest(reader, next).equals(exchange.form().text("change")))
                  .map(Act.Present::new);
          return perform(exchange, reader, asRead, "talk.done.presented");
        });
  }

  private Answer revoke(Exchange exchange) {
    return desk.with(
        exchange,
        reader -> perform(exchange, reader, revoking(exchange, reader), "talk.done.revoked"));
  }

  private static Optional<Act> revoking(Exchange exchange, Reader reader) {
    try {
      PersonId person = new PersonId(exchange.form().text("person"));
      return reader
          .state()
          .delegation(reader.own())
          .flatMap(own -> own.person(person))
          .map(counts -> new Act.Revoke(person));
    } catch (Refusal notAPerson) {
      return Optional.empty();
    }
  }

  private Answer perform(Exchange exchange, Reader reader, Optional<Act> act, String done) {
    return desk.perform(
        exchange,
        reader,
        act,
        reader.path(""),
        (later, outcome) -> answer(later, reader.seat(), outcome, done));
  }

  private Answer answer(Exchange exchange, Seat seat, Outcome.Settled outcome, String done) {
    Reader reader = desk.reader(exchange, seat, outcome.now());
    return switch (outcome) {
      case Outcome.Done any -> Answer.seeOther(reader.path("")).saying(done);
      case Outcome.Refused(Reason reason, Snapshot now) -> {
        Optional<String> why = Optional.of(new WhyNot(reader).general(reason));
        yield Answer.page("talk/credentials.jte", CredentialsPage.of(reader, why)).withStatus(409);
      }
    };
  }
}
