package parley.node.talk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.Role;
import parley.node.people.Delegate;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Route;

/** From an invitation to the moment when terms can be agreed. */
final class ConvenePages implements Feature {
  /** Who may bind a delegation. */
  public static final Audience BINDERS = Audience.of(Role.PRINCIPAL, Role.NEGOTIATOR);

  private final Desk desk;
  private final Abroad abroad;

  ConvenePages(Desk desk, Abroad abroad) {
    this.desk = desk;
    this.abroad = abroad;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/convene", BINDERS, exchange -> Answer.page("talk/convene.jte", form(exchange))),
        Route.post("/convene", BINDERS, this::convene),
        Route.get("/talk/{talk}/credentials", Audience.DELEGATES, this::show),
        Route.post("/talk/{talk}/join", BINDERS, this::join),
        Route.post("/talk/{talk}/credentials", BINDERS, this::accept));
  }

  private Answer convene(Exchange exchange) {
    ConvenePage page = form(exchange).checked(exchange.words());
    if (!page.isGood()) {
      return Answer.page("talk/convene.jte", page).withStatus(422);
    }
    Delegate person = exchange.delegate();
    boolean staysHere = page.chosenKnown().isEmpty() && page.named().isEmpty();
    Seat seat =
        staysHere
            ? desk.talks().convene(person, page.chosenHere(), List.of())
            : abroad.convene(person, page.chosenHere(), page.chosenKnown(), page.named());
    return Answer.seeOther("/talk/" + seat.talk())
        .saying(page.named().isEmpty() ? "talk.done.convened" : "talk.done.hand-over");
  }

  private ConvenePage form(Exchange exchange) {
    String own = exchange.delegate().id().delegation();
    return new ConvenePage(
        desk.people().delegations().stream().filter(other -> !other.id().equals(own)).toList(),
        abroad.known(exchange.delegate(), exchange.language()),
        abroad.canInvite(),
        exchange.form(),
        Map.of());
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
