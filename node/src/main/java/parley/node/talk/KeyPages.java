package parley.node.talk;

import java.util.List;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.SealPublicKey;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Route;

/** A delegation's sealing key, and its change in all talks. */
final class KeyPages implements Feature {
  private final Desk desk;
  private final Rotations rotations;

  KeyPages(Desk desk, Rotations rotations) {
    this.desk = desk;
    this.rotations = rotations;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/keys", Audience.DELEGATES, exchange -> page(exchange, List.of())),
        Route.post("/keys", ConvenePages.BINDERS, this::change));
  }

  private Answer change(Exchange exchange) {
    try {
      SealPublicKey from = new SealPublicKey(exchange.form().text("key"));
      return goOn(exchange, rotations.change(exchange.delegate(), from));
    } catch (Refusal notAKey) {
      return page(exchange, List.of()).withStatus(422);
    }
  }

  /** From talk to talk, where she has to touch her passkey for each. */
  private Answer goOn(Exchange exchange, Rotations.Result result) {
    if (!result.refused().isEmpty()) {
      return page(exchange, result.refused()).withStatus(409);
    }
    if (result.toSign().isEmpty()) {
      return Answer.seeOther("/keys")
          .saying(result.done().isEmpty() ? "keys.done.none" : "keys.done");
    }
    Rotations.Step step = result.toSign().getFirst();
    return desk.signing()
        .perform(
            exchange,
            step.seat(),
            step.act(),
            List.of(),
            Errand.of(
                (later, outcome) -> after(later, step.seat(), outcome),
                any -> Answer.seeOther("/keys")));
  }

  private Answer after(Exchange exchange, Seat seat, Outcome.Settled outcome) {
    return switch (outcome) {
      case Outcome.Refused(Reason reason, var now) ->
          page(exchange, List.of(new Rotations.Refused(seat, reason))).withStatus(409);
      case Outcome.Done done -> {
        Rotations.Result rest = rotations.follow(exchange.delegate());
        rest.done().add(seat);
        yield goOn(exchange, rest);
      }
    };
  }

  private Answer.Page page(Exchange exchange, List<Rotations.Refused> refused) {
    KeysPage page =
        KeysPage.of(
            rotations.current(exchange.delegate()).x(),
            rotations.lines(exchange.delegate()),
            refused,
            ConvenePages.BINDERS.admits(exchange.delegate()),
            seat -> desk.reader(exchange, seat));
    return Answer.page("talk/keys.jte", page).following("/live/talks");
  }
}
