package parley.node.line;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;
import parley.node.web.Answer;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Problem;
import parley.node.web.Route;

/** An invitation that waits on its talk's page: made anew, or as a file. */
final class EnvelopePages implements Feature {
  private final LineTalks abroad;
  private final TalkService talks;

  EnvelopePages(LineTalks abroad, TalkService talks) {
    this.abroad = abroad;
    this.talks = talks;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/talk/{talk}/invitation", LineTalks.BINDERS, this::renew),
        Route.get("/talk/{talk}/invitation/file", LineTalks.BINDERS, this::file));
  }

  private Answer renew(Exchange exchange) {
    Optional<Seat> seat = talks.seat(exchange.delegate(), exchange.path("talk"));
    if (seat.isEmpty()) {
      return Answer.refuse(Problem.NOT_FOUND);
    }
    boolean isNew = abroad.renew(seat.get(), number(exchange.form().text("number")));
    Answer.SeeOther back = Answer.seeOther("/talk/" + seat.get().talk());
    return isNew ? back.saying("line.done.envelope") : back;
  }

  private Answer file(Exchange exchange) {
    int number = number(exchange.query("number").orElse("0"));
    return talks
        .seat(exchange.delegate(), exchange.path("talk"))
        .flatMap(seat -> abroad.invitation(seat, number))
        .<Answer>map(
            invitation ->
                new Answer.Content(
                    200,
                    "text/plain; charset=utf-8",
                    (invitation.text() + "\n").getBytes(StandardCharsets.US_ASCII),
                    Map.of(
                        "Content-Disposition", "attachment; filename=\"invitation.parley.txt\"")))
        .orElse(Answer.refuse(Problem.NOT_FOUND));
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
  }
}
