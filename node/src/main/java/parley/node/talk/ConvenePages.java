package parley.node.talk;

import java.util.List;
import java.util.Optional;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.Role;
import parley.node.people.Delegation;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Route;

/** From an invitation to the moment when terms can be agreed. */
final class ConvenePages implements Feature {
  /** Who may bind a delegation. */
  static final Audience BINDERS = Audience.of(Role.PRINCIPAL, Role.NEGOTIATOR);

  private final Desk desk;

  ConvenePages(Desk desk) {
    this.desk = desk;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/convene",
            BINDERS,
            exchange -> Answer.page("talk/convene.jte", form(exchange, Optional.empty()))),
        Route.post("/convene", BINDERS, this::convene),
        Route.get("/talk/{talk}/credentials", Audience.DELEGATES, this::show),
        Route.post("/talk/{talk}/join", BINDERS, this::join),
        Route.post("/talk/{talk}/credentials", BINDERS, this::accept));
  }

  private Answer convene(Exchange exchange) {
    String invited = exchange.form().text("delegation");
    boolean isOffered = others(exchange).stream().anyMatch(other -> other.id().equals(invited));
    if (!isOffered) {
      Optional<String> fault = Optional.of(exchange.words().text("talk.fault.choice"));
      return Answer.page("talk/convene.jte", form(exchange, fault)).withStatus(422);
    }
    Seat seat = desk.talks().convene(exchange.delegate(), invited);
    return Answer.seeOther("/talk/" + seat.talk()).saying("talk.done.convened");
  }

  private ConvenePage form(Exchange exchange, Optional<String> fault) {
    return new ConvenePage(others(exchange), exchange.form().text("delegation"), fault);
  }

  private List<Delegation> others(Exchange exchange) {
    String own = exchange.delegate().id().delegation();
    return desk.people().delegations().stream().filter(other -> !other.id().equals(own)).toList();
  }

  private Answer show(Exchange exchange) {
    return desk.with(
        exchange,
        reader ->
            Answer.page("talk/credentials.jte", CredentialsPage.of(reader, Optional.empty()))
                .following(Desk.live(reader)));
  }

  private Answer join(Exchange exchange) {
    return desk.with(
        exchange,
        reader ->
            switch (desk.talks().join(reader.seat())) { // first credentials need nobody's touch
              case Outcome.Settled settled ->
                  answer(exchange, reader.seat(), settled, "talk.done.joined");
              case Outcome.ToSign unexpected -> Answer.seeOther(reader.path("/credentials"));
            });
  }

  private Answer accept(Exchange exchange) {
    return desk.with(
        exchange,
        reader ->
            desk.perform(
                exchange,
                reader,
                accepting(exchange),
                reader.path("/credentials"),
                (later, outcome) -> answer(later, reader.seat(), outcome, "talk.done.accepted")));
  }

  private static Optional<Act> accepting(Exchange exchange) {
    try {
      DelegationId other = new DelegationId(exchange.form().text("delegation"));
      return Optional.of(new Act.Accept(other, new Digest(exchange.form().text("credentials"))));
    } catch (Refusal malformed) {
      return Optional.empty();
    }
  }

  private Answer answer(Exchange exchange, Seat seat, Outcome.Settled outcome, String done) {
    Reader reader = desk.reader(exchange, seat, outcome.now());
    return switch (outcome) {
      case Outcome.Done any -> Answer.seeOther(reader.path("/credentials")).saying(done);
      case Outcome.Refused(Reason reason, Snapshot now) -> {
        Optional<String> why = Optional.of(new WhyNot(reader).general(reason));
        yield Answer.page("talk/credentials.jte", CredentialsPage.of(reader, why)).withStatus(409);
      }
    };
  }
}
