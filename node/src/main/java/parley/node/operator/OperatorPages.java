package parley.node.operator;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import parley.node.office.Administration;
import parley.node.office.Administration.Outcome;
import parley.node.office.Administration.Why;
import parley.node.office.FreshLinks;
import parley.node.office.JoinPages;
import parley.node.people.Actor;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.people.Invitations;
import parley.node.people.Invitations.State;
import parley.node.people.Operators;
import parley.node.people.People;
import parley.node.people.Secret;
import parley.node.web.Addresses;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Place;
import parley.node.web.Problem;
import parley.node.web.Route;
import parley.node.web.SessionCookie;
import parley.node.web.Site;
import parley.node.words.Language;
import parley.node.words.Slug;

/** The operator's pages, on the node's own host. */
public final class OperatorPages implements Feature {
  /** Where the operator's link leads; its secret follows behind {@code #}. */
  public static final String ENTRANCE = "/operator";

  private final Needs needs;

  /** What the pages reach. */
  public record Needs(
      Administration administration,
      FreshLinks fresh,
      People people,
      Invitations invitations,
      Operators operators,
      Addresses addresses) {}

  /** All delegations. */
  public record Listing(List<Line> lines) {}

  /**
   * A delegation.
   *
   * @param address of its first administrator
   * @param state how far she has come, in words
   * @param waits whether she has not come yet
   */
  public record Line(
      String id, String name, String first, String address, String state, boolean waits) {}

  /** The form for a new delegation. */
  public record Adding(
      DelegationForm form, List<String> zones, String zone, Language[] languages) {}

  /**
   * An invitation that was just issued.
   *
   * @param link empty when it cannot be shown (any more)
   */
  public record Issued(String delegation, String id, String name, Optional<String> link) {}

  public OperatorPages(Needs needs) {
    this.needs = needs;
  }

  @Override
  public List<Route> routes() {
    Audience operator = Audience.OPERATOR;
    return List.of(
        at(Route.Method.GET, "/", Audience.ANYONE, this::start),
        at(
            Route.Method.GET,
            ENTRANCE,
            Audience.ANYONE,
            exchange -> Answer.page("operator/enter.jte", ENTRANCE)),
        at(Route.Method.POST, ENTRANCE, Audience.ANYONE, this::enter),
        at(Route.Method.POST, "/sign-out", operator, this::leave),
        at(
            Route.Method.GET,
            "/delegations/add",
            operator,
            exchange -> adding(DelegationForm.empty())),
        at(Route.Method.POST, "/delegations/add", operator, this::add),
        at(Route.Method.GET, "/delegations/{delegation}", operator, this::issued),
        at(Route.Method.POST, "/delegations/{delegation}/invite", operator, this::invite));
  }

  private static Route at(
      Route.Method method, String path, Audience audience, Route.Handler handler) {
    return new Route(method, path, Site.CAST, audience, handler);
  }

  private Answer start(Exchange exchange) {
    if (!exchange.isOperator()) {
      return Answer.page("operator/start.jte", ENTRANCE);
    }
    List<Line> lines =
        needs.people.delegations().stream().map(each -> line(exchange, each)).toList();
    return Answer.page("operator/delegations.jte", new Listing(lines));
  }

  private Line line(Exchange exchange, Delegation delegation) {
    boolean waits = !needs.administration.isRunByItsOwn(delegation.id());
    Optional<Delegate> first = waits ? first(delegation.id()) : Optional.empty();
    String state = waits ? "waits" : "runs";
    return new Line(
        delegation.id(),
        delegation.name(exchange.language()),
        first.map(person -> person.name(exchange.language())).orElse(""),
        first.map(person -> needs.addresses.origin(new Place.Seat(person.id()))).orElse(""),
        exchange.words().text("operator.state." + state),
        waits);
  }

  /** Whom the operator has invited; once somebody has come, he sees nobody of the delegation. */
  private Optional<Delegate> first(String delegation) {
    return needs.people.of(delegation).stream().filter(Delegate::administrator).findFirst();
  }

  private Answer enter(Exchange exchange) {
    Secret link = Secret.of(exchange.form().text("token"));
    return needs
        .operators
        .signIn(link)
        .<Answer>map(
            session ->
                Answer.seeOther("/").setting(SessionCookie.of(session, Operators.SESSION_LIFETIME)))
        .orElse(Answer.refuse(Problem.OPERATOR_NEEDED));
  }

  private Answer leave(Exchange exchange) {
    exchange.session().ifPresent(needs.operators::signOut);
    return Answer.seeOther("/").setting(SessionCookie.removed());
  }

  private static Answer.Page adding(DelegationForm form) {
    String zone = ZoneId.systemDefault().getId();
    return Answer.page(
        "operator/add.jte", new Adding(form, DelegationForm.zones(), zone, Language.values()));
  }

  private Answer add(Exchange exchange) {
    DelegationForm form = DelegationForm.of(exchange.form(), exchange.words());
    if (!form.isGood()) {
      return adding(form).withStatus(422);
    }
    Delegation delegation = form.delegation();
    return switch (needs.administration.make(delegation, form.first(delegation))) {
      case Outcome.Invited invited -> invited(invited);
      case Outcome.Refused refused ->
          adding(form.with("delegation", exchange.words().text("office.fault.taken")))
              .withStatus(422);
      case Outcome.Done done -> Answer.seeOther("/");
    };
  }

  private Answer invited(Outcome.Invited invited) {
    needs.fresh.keep(Actor.OPERATOR, invited.person(), invited.invitation());
    return Answer.seeOther("/delegations/" + invited.person().delegation());
  }

  private Answer issued(Exchange exchange) {
    String delegation = exchange.path("delegation");
    Optional<Delegate> first =
        needs.administration.isRunByItsOwn(delegation) ? Optional.empty() : first(delegation);
    return first
        .<Answer>map(
            person ->
                Answer.page(
                    "operator/issued.jte",
                    new Issued(
                        person.delegation().name(exchange.language()),
                        delegation,
                        person.name(exchange.language()),
                        link(person.id()))))
        .orElse(Answer.refuse(Problem.NOT_FOUND));
  }

  private Optional<String> link(DelegateId person) {
    return needs
        .fresh
        .of(Actor.OPERATOR, person)
        .filter(secret -> needs.invitations.look(person, secret) == State.OPEN)
        .map(secret -> JoinPages.address(needs.addresses, person, secret));
  }

  private Answer invite(Exchange exchange) {
    Optional<DelegateId> first = first(exchange.path("delegation")).map(Delegate::id);
    if (first.isEmpty()) {
      return Answer.refuse(Problem.NOT_FOUND);
    }
    return switch (needs.administration.inviteFirst(first.get())) {
      case Outcome.Invited invited -> invited(invited);
      case Outcome.Refused(Why why) ->
          Answer.seeOther("/").saying("office.refused." + Slug.of(why));
      case Outcome.Done done -> Answer.seeOther("/");
    };
  }
}
