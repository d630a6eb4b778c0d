package parley.node.talk;

import java.util.List;
import java.util.Optional;
import parley.dossier.model.Act;
import parley.dossier.model.Credentials;
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
          Optional<Credentials> next = desk.talks().next(reader.seat());
          boolean isAsRead =
              next.map(ChangeView::digest)
                  .filter(exchange.form().text("change")::equals)
                  .isPresent();
          Outcome outcome =
              isAsRead
                  ? desk.talks().perform(reader.seat(), new Act.Present(next.orElseThrow()))
                  : new Outcome.Refused(Reason.STALE, reader.talk());
          return answer(exchange, reader, outcome, "talk.done.presented");
        });
  }

  private Answer revoke(Exchange exchange) {
    return desk.with(
        exchange,
        reader -> answer(exchange, reader, revoke(exchange, reader), "talk.done.revoked"));
  }

  private Outcome revoke(Exchange exchange, Reader reader) {
    try {
      PersonId person = new PersonId(exchange.form().text("person"));
      boolean counts =
          reader.state().delegation(reader.own()).flatMap(own -> own.person(person)).isPresent();
      return counts
          ? desk.talks().perform(reader.seat(), new Act.Revoke(person))
          : new Outcome.Refused(Reason.STALE, reader.talk());
    } catch (Refusal notAPerson) {
      return new Outcome.Refused(Reason.STALE, reader.talk());
    }
  }

  private Answer answer(Exchange exchange, Reader before, Outcome outcome, String done) {
    return switch (outcome) {
      case Outcome.Done any -> Answer.seeOther(before.path("")).saying(done);
      case Outcome.Refused(Reason reason, Snapshot now) -> {
        Reader reader = desk.reader(exchange, before.seat(), now);
        Optional<String> why = Optional.of(new WhyNot(reader).general(reason));
        yield Answer.page("talk/credentials.jte", CredentialsPage.of(reader, why)).withStatus(409);
      }
    };
  }
}
