package parley.node.talk;

import java.util.List;
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
      Rotations.Result result = rotations.change(exchange.delegate(), from);
      return result.refused().isEmpty()
          ? Answer.seeOther("/keys")
              .saying(result.done().isEmpty() ? "keys.done.none" : "keys.done")
          : page(exchange, result.refused()).withStatus(409);
    } catch (Refusal notAKey) {
      return page(exchange, List.of()).withStatus(422);
    }
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
