package parley.node.office;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import parley.node.office.Administration.Outcome;
import parley.node.office.Administration.Why;
import parley.node.people.Actor;
import parley.node.people.Delegate;
import parley.node.people.Invitations.Invitation;
import parley.node.people.Invitations.State;
import parley.node.web.Addresses;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Problem;
import parley.node.web.Route;
import parley.node.words.Slug;

/** The invitations of a delegation: all of them, and one that was just issued with its link. */
public final class InvitationPages implements Feature {
  private final Desk desk;
  private final Addresses addresses;

  InvitationPages(Desk desk, Addresses addresses) {
    this.desk = desk;
    this.addresses = addresses;
  }

  /**
   * All invitations.
   *
   * @param refusal why what was asked for was not done
   */
  public record Listing(List<Line> lines, Optional<String> refusal) {}

  /** One in the list. */
  public record Line(
      String slug, String name, String state, boolean isOpen, String issued, String until) {}

  /**
   * One that was just issued.
   *
   * @param link empty when it cannot be shown (any more)
   */
  public record Issued(String slug, String name, Optional<String> link, String state) {}

  @Override
  public List<Route> routes() {
    Audience who = Audience.ADMINISTRATORS;
    return List.of(
        Route.get("/invitations", who, exchange -> list(exchange, Optional.empty())),
        Route.get("/invitations/{person}", who, exchange -> with(exchange, this::issued)),
        Route.post(
            "/invitations/{person}/withdraw",
            who.fresh(),
            exchange -> with(exchange, this::withdraw)));
  }

  private Answer.Page list(Exchange exchange, Optional<String> refusal) {
    Office office = desk.office(exchange);
    List<Line> lines =
        desk.invitations().of(office.delegation()).stream()
            .map(each -> line(office, each))
            .toList();
    return Answer.page("office/invitations.jte", new Listing(lines, refusal))
        .following(Office.LIVE);
  }

  private static Line line(Office office, Invitation invitation) {
    String state = Slug.of(invitation.state());
    return new Line(
        invitation.person().person(),
        office.name(invitation.person()),
        office.words().text("office.invitation." + state),
        invitation.state() == State.OPEN,
        office
            .words()
            .text(
                "office.invitation.issued",
                office.stamp(invitation.issuedAt()),
                office.name(invitation.issuedBy())),
        office.stamp(invitation.expiresAt()));
  }

  private Answer issued(Exchange exchange, Delegate person) {
    Office office = desk.office(exchange);
    Optional<String> link =
        desk.fresh()
            .of(Actor.of(exchange.delegate().id()), person.id())
            .filter(secret -> desk.invitations().look(person.id(), secret) == State.OPEN)
            .map(secret -> JoinPages.address(addresses, person.id(), secret));
    String state =
        office
            .access(person, Optional.ofNullable(office.lastInvitations().get(person.id())))
            .text();
    return Answer.page(
            "office/issued.jte",
            new Issued(person.id().person(), person.name(exchange.language()), link, state))
        .following(Office.LIVE);
  }

  private Answer withdraw(Exchange exchange, Delegate person) {
    Outcome outcome = desk.administration().withdraw(exchange.delegate().id(), person.id());
    return outcome instanceof Outcome.Refused(Why why)
        ? list(exchange, Optional.of(PeoplePages.words(exchange, why))).withStatus(409)
        : Answer.seeOther("/invitations").saying("office.done.withdrawn");
  }

  private Answer with(Exchange exchange, Answering answering) {
    return desk.office(exchange)
        .person(exchange.path("person"))
        .map((Function<Delegate, Answer>) person -> answering.answer(exchange, person))
        .orElse(Answer.refuse(Problem.NOT_FOUND));
  }

  @FunctionalInterface
  private interface Answering {
    Answer answer(Exchange exchange, Delegate person);
  }
}
