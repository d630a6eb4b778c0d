package parley.node.office;

import java.util.List;
import java.util.Optional;
import parley.node.office.Administration.Outcome;
import parley.node.office.Administration.Why;
import parley.node.people.Delegate;
import parley.node.people.Secret;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Problem;
import parley.node.web.Route;

/** Who of a delegation is signed in, and the end of it. */
public final class SessionPages implements Feature {
  private final Desk desk;

  SessionPages(Desk desk) {
    this.desk = desk;
  }

  /**
   * All sessions.
   *
   * @param refusal why what was asked for was not done
   */
  public record Listing(List<Line> lines, Optional<String> refusal) {}

  /**
   * A session.
   *
   * @param id names it in the form that ends it
   * @param isThis whether the page was asked for in it
   */
  public record Line(
      String id, String slug, String name, String since, String seen, boolean isThis) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/sessions", Audience.ADMINISTRATORS, exchange -> list(exchange, Optional.empty())),
        Route.post("/sessions/{person}/end", Audience.ADMINISTRATORS.fresh(), this::end));
  }

  private Answer.Page list(Exchange exchange, Optional<String> refusal) {
    Office office = desk.office(exchange);
    String own = exchange.session().map(Secret::digest).orElse("");
    List<Line> lines =
        desk.signIns().open(office.delegation()).stream()
            .map(
                each ->
                    new Line(
                        each.id(),
                        each.person().person(),
                        office.name(each.person()),
                        office.stamp(each.startedAt()),
                        office.stamp(each.seenAt()),
                        own.startsWith(each.id())))
            .toList();
    return Answer.page("office/sessions.jte", new Listing(lines, refusal)).following(Office.LIVE);
  }

  private Answer end(Exchange exchange) {
    Optional<Delegate> person = desk.office(exchange).person(exchange.path("person"));
    if (person.isEmpty()) {
      return Answer.refuse(Problem.NOT_FOUND);
    }
    Optional<String> session =
        exchange.form().has("session")
            ? Optional.of(exchange.form().text("session"))
            : Optional.empty();
    Outcome outcome =
        desk.administration().endSessions(exchange.delegate().id(), person.get().id(), session);
    return outcome instanceof Outcome.Refused(Why why)
        ? list(exchange, Optional.of(PeoplePages.words(exchange, why))).withStatus(409)
        : Answer.seeOther("/sessions").saying("office.done.ended");
  }
}
