package parley.node.talk;

import java.util.List;
import java.util.Optional;
import parley.node.talk.WaitingRoom.Waiting;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.PasskeyForm;
import parley.node.web.Problem;
import parley.node.web.Route;

/**
 * The page between a wish and its signature: what she is about to sign, and the touch that does.
 */
final class SignPages implements Feature {
  private static final String PATH = "/sign/{pending}";
  private static final int CONFLICT = 409;

  private final Desk desk;

  SignPages(Desk desk) {
    this.desk = desk;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Audience.DELEGATES, this::show),
        Route.post(PATH, Audience.DELEGATES, this::sign),
        Route.post(
            PATH + "/back",
            Audience.DELEGATES,
            exchange -> desk.signing().back(exchange, id(exchange))));
  }

  private static String id(Exchange exchange) {
    return exchange.path("pending");
  }

  private Answer show(Exchange exchange) {
    return desk.signing()
        .look(exchange.delegate(), id(exchange))
        .<Answer>map(waiting -> page(exchange, waiting))
        .orElseGet(() -> Answer.refuse(Problem.NOT_WAITING));
  }

  private Answer sign(Exchange exchange) {
    return desk.signing()
        .complete(
            exchange,
            id(exchange),
            PasskeyForm.assertion(exchange.form()),
            again -> page(exchange, again));
  }

  private Answer page(Exchange exchange, Waiting waiting) {
    Optional<Seat> seat =
        desk.talks().seat(exchange.delegate(), waiting.pending().seat().talk().value());
    if (seat.isEmpty()) {
      return Answer.refuse(Problem.NOT_FOUND);
    }
    Reader reader = desk.reader(exchange, seat.get());
    String options = desk.signing().options(waiting.pending());
    Answer.Page page =
        Answer.page("talk/sign.jte", SignPage.of(reader, id(exchange), waiting, options));
    return waiting.why() == Outcome.Why.FIRST ? page : page.withStatus(CONFLICT);
  }
}
