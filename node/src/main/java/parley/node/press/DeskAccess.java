package parley.node.press;

import java.util.Optional;
import java.util.function.BiFunction;
import parley.dossier.model.Role;
import parley.node.talk.PressMoves;
import parley.node.talk.Seat;
import parley.node.talk.Signing;
import parley.node.talk.TalkService;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Problem;
import parley.node.web.Route;

/** What every page of the desk begins with: the talk and the draft in the path, of whoever asks. */
record DeskAccess(PressOffice office, TalkService talks, Signing signing) {
  /** Those who see drafts: they write, clear and return them. */
  static final Audience READERS = PressMoves.READERS;

  /** Those whose signature releases. */
  static final Audience SPEAKERS = Audience.of(Role.SPOKESPERSON, Role.PRINCIPAL);

  static final String DESK = "/press/{talk}";
  static final String DRAFT = DESK + "/drafts/{draft}";
  static final int UNPROCESSABLE = 422;
  static final int CONFLICT = 409;

  /** A draft on a seat's desk. */
  record At(Seat seat, Draft draft) {
    String path() {
      return deskPath(seat) + "/drafts/" + draft.id();
    }
  }

  static String deskPath(Seat seat) {
    return "/press/" + seat.talk();
  }

  /** The path of the desk's live updates. */
  static String live(Seat seat) {
    return "/live/press/" + seat.talk();
  }

  Optional<Seat> seat(Exchange exchange) {
    return talks.seat(exchange.delegate(), exchange.path("talk"));
  }

  /** A talk that is not hers and one that does not exist look the same. */
  Route.Handler atTalk(BiFunction<Exchange, Seat, Answer> page) {
    return exchange ->
        seat(exchange)
            .map(seat -> page.apply(exchange, seat))
            .orElseGet(() -> Answer.refuse(Problem.NOT_FOUND));
  }

  Route.Handler atDraft(BiFunction<Exchange, At, Answer> page) {
    return atTalk(
        (exchange, seat) ->
            office
                .find(seat, exchange.path("draft"))
                .map(draft -> page.apply(exchange, new At(seat, draft)))
                .orElseGet(() -> Answer.refuse(Problem.NOT_FOUND)));
  }

  DeskPages pages(Exchange exchange, Seat seat) {
    return new DeskPages(office, talks.look(seat), seat, exchange.language());
  }

  CheckPages checking(Exchange exchange, Seat seat) {
    return new CheckPages(pages(exchange, seat));
  }
}
