package parley.node.office;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import parley.dossier.model.Role;
import parley.node.office.Administration.Outcome;
import parley.node.office.Administration.Why;
import parley.node.people.Actor;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Problem;
import parley.node.web.Route;
import parley.node.words.Slug;

/** A delegation's people: who they are, what they may, how they come in and how they go. */
final class PeoplePages implements Feature {
  private final Desk desk;

  PeoplePages(Desk desk) {
    this.desk = desk;
  }

  @Override
  public List<Route> routes() {
    Audience who = Audience.ADMINISTRATORS;
    Administration act = desk.administration();
    return List.of(
        Route.get("/people", who, this::list),
        Route.get("/people/add", who, exchange -> adding(exchange, PersonForm.empty())),
        Route.post("/people/add", who.fresh(), this::add),
        Route.get("/people/person/{person}", who, this::show),
        Route.post("/people/person/{person}", who.fresh(), this::change),
        Route.post(
            "/people/person/{person}/remove",
            who.fresh(),
            button(act::remove, "office.done.removed")),
        Route.post(
            "/people/person/{person}/lost-key",
            who.fresh(),
            button(act::loseKey, "office.done.changed")),
        Route.post(
            "/people/person/{person}/invite",
            who.fresh(),
            button(act::invite, "office.done.changed")),
        Route.live(
            Office.LIVE, who, exchange -> Office.topic(exchange.delegate().id().delegation())));
  }

  private Answer list(Exchange exchange) {
    return Answer.page("office/people.jte", PeoplePage.of(desk.office(exchange)))
        .following(Office.LIVE);
  }

  private static Answer.Page adding(Exchange exchange, PersonForm form) {
    return Answer.page(
        "office/add.jte", new AddPage(exchange.delegate().delegation(), form, Role.values()));
  }

  private Answer add(Exchange exchange) {
    PersonForm form = PersonForm.entitled(exchange.form(), exchange.words());
    String delegation = exchange.delegate().id().delegation();
    Optional<String> slug =
        form.slug(taken -> desk.people().isTaken(new DelegateId(delegation, taken)));
    if (slug.isEmpty()) {
      form = form.with("slug", exchange.words().text("office.fault.slug"));
    }
    if (!form.isGood()) {
      return adding(exchange, form).withStatus(422);
    }
    Delegate person =
        form.person(
            exchange.delegate().delegation(),
            slug.orElseThrow(),
            form.roles(),
            form.isAdministrator());
    return switch (desk.administration().add(exchange.delegate().id(), person)) {
      case Outcome.Refused(Why why) when why == Why.NAME_TAKEN ->
          adding(exchange, form.with("slug", exchange.words().text("office.fault.taken")))
              .withStatus(422);
      case Outcome.Refused(Why why) ->
          adding(exchange, form.with("all", words(exchange, why))).withStatus(409);
      case Outcome.Invited invited -> invited(exchange, invited);
      case Outcome.Done done -> Answer.seeOther("/people");
    };
  }

  private Answer invited(Exchange exchange, Outcome.Invited invited) {
    desk.fresh().keep(Actor.of(exchange.delegate().id()), invited.person(), invited.invitation());
    return Answer.seeOther("/invitations/" + invited.person().person());
  }

  private Answer show(Exchange exchange) {
    return with(
        exchange, person -> page(exchange, person, PersonForm.of(person)).following(Office.LIVE));
  }

  private Answer change(Exchange exchange) {
    return with(
        exchange,
        person -> {
          PersonForm form = PersonForm.entitled(exchange.form(), exchange.words());
          if (!form.isGood()) {
            return page(exchange, person, form).withStatus(422);
          }
          Outcome outcome =
              desk.administration().change(exchange.delegate().id(), form.changed(person));
          return outcome instanceof Outcome.Refused(Why why)
              ? page(exchange, person, form.with("all", words(exchange, why))).withStatus(409)
              : Answer.seeOther("/people").saying("office.done.changed");
        });
  }

  /** A form that is one button about the person in the path. */
  private Route.Handler button(BiFunction<DelegateId, DelegateId, Outcome> act, String notice) {
    return exchange ->
        with(
            exchange,
            person ->
                answer(exchange, person, act.apply(exchange.delegate().id(), person.id()), notice));
  }

  private Answer answer(Exchange exchange, Delegate person, Outcome outcome, String notice) {
    return switch (outcome) {
      case Outcome.Done done -> Answer.seeOther("/people").saying(notice);
      case Outcome.Invited invited -> invited(exchange, invited);
      case Outcome.Refused(Why why) ->
          page(exchange, person, PersonForm.of(person).with("all", words(exchange, why)))
              .withStatus(409);
    };
  }

  private Answer.Page page(Exchange exchange, Delegate person, PersonForm form) {
    return Answer.page("office/person.jte", PersonPage.of(desk.office(exchange), person, form));
  }

  private Answer with(Exchange exchange, Function<Delegate, Answer> answer) {
    return desk.office(exchange)
        .person(exchange.path("person"))
        .map(answer)
        .orElse(Answer.refuse(Problem.NOT_FOUND));
  }

  static String words(Exchange exchange, Why why) {
    return exchange.words().text("office.refused." + Slug.of(why));
  }
}
