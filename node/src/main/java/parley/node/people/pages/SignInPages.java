package parley.node.people.pages;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.People;
import parley.node.people.Secret;
import parley.node.people.SignIns;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Place;
import parley.node.web.Problem;
import parley.node.web.Route;
import parley.node.web.SessionCookie;
import parley.node.words.Language;

/**
 * Signing in by a one-time link. Opening the link shows nothing until its script sends the secret,
 * then who would sign in; it uses nothing up, so a mail scanner burns none. Only the form on that
 * page signs in.
 */
public final class SignInPages implements Feature {
  /** A page of the same host, and nothing that a browser takes for another's. */
  private static final Pattern OWN_PATH =
      Pattern.compile("/([A-Za-z0-9_.~?=&%+-][!-\\[\\]-~]{0,500})?");

  /** The path of links; the secret follows behind {@code #}, where no server and no log sees it. */
  public static final String LINK = "/enter";

  private final People people;
  private final SignIns signIns;

  /**
   * What the page of a link shows.
   *
   * @param delegate who would sign in
   * @param link the link's secret, for the form
   */
  public record Confirmation(Delegate delegate, Secret link) {}

  public SignInPages(People people, SignIns signIns) {
    this.people = people;
    this.signIns = signIns;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(LINK, Audience.ANYONE, this::enter),
        Route.post(LINK, Audience.ANYONE, this::show),
        Route.post("/sign-in", Audience.ANYONE, this::signIn),
        Route.post("/sign-out", Audience.SIGNED_IN, this::signOut),
        Route.post("/language", Audience.SIGNED_IN, this::chooseLanguage));
  }

  private Answer enter(Exchange exchange) {
    return exchange.visitor().isPresent()
        ? Answer.seeOther("/")
        : Answer.page("people/enter.jte", LINK);
  }

  private Answer show(Exchange exchange) {
    Secret link = Secret.of(exchange.form().text("token"));
    Optional<Delegate> delegate = people.person(seat(exchange));
    Optional<Problem> problem = problem(signIns.look(seat(exchange), link));
    if (problem.isPresent() || delegate.isEmpty()) {
      return Answer.refuse(problem.orElse(Problem.LINK_UNKNOWN));
    }
    return Answer.page("people/sign-in.jte", new Confirmation(delegate.get(), link));
  }

  private Answer signIn(Exchange exchange) {
    Secret link = Secret.of(exchange.form().text("link"));
    Optional<Secret> session = signIns.signIn(seat(exchange), link);
    if (session.isPresent()) {
      return Answer.seeOther("/")
          .setting(SessionCookie.of(session.get(), SignIns.SESSION_LIFETIME));
    }
    return Answer.refuse(problem(signIns.look(seat(exchange), link)).orElse(Problem.LINK_USED));
  }

  private Answer signOut(Exchange exchange) {
    exchange.session().ifPresent(signIns::signOut);
    return Answer.seeOther("/").setting(SessionCookie.removed());
  }

  private Answer chooseLanguage(Exchange exchange) {
    Optional<Language> language = Language.ofTag(exchange.form().text("language"));
    if (language.isEmpty()) {
      return Answer.refuse(Problem.MALFORMED);
    }
    people.choose(exchange.delegate().id(), language.get());
    String back = exchange.form().raw("back");
    return Answer.seeOther(OWN_PATH.matcher(back).matches() ? back : "/");
  }

  private static DelegateId seat(Exchange exchange) {
    return ((Place.Seat) exchange.place()).delegate();
  }

  private static Optional<Problem> problem(SignIns.LinkState state) {
    return switch (state) {
      case GOOD -> Optional.empty();
      case USED -> Optional.of(Problem.LINK_USED);
      case EXPIRED -> Optional.of(Problem.LINK_EXPIRED);
      case UNKNOWN -> Optional.of(Problem.LINK_UNKNOWN);
    };
  }
}
