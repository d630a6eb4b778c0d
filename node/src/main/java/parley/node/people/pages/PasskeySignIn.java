package parley.node.people.pages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import parley.node.people.Checked;
import parley.node.people.DelegateId;
import parley.node.people.HeldKey;
import parley.node.people.Passkeys;
import parley.node.people.Secret;
import parley.node.people.SignInLimits;
import parley.node.people.SignIns;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.PasskeyForm;
import parley.node.web.Place;
import parley.node.web.Route;
import parley.node.web.SessionCookie;

/** Signing in by a passkey, at one's own host. */
public final class PasskeySignIn implements Feature {
  private final SignIns signIns;
  private final Passkeys passkeys;
  private final SignInLimits limits;

  /**
   * What the page shows. It is the same whether there is such a person or not.
   *
   * @param options for the browser
   * @param fault why the last attempt failed, in words
   */
  public record Page(String options, Optional<String> fault) {}

  public PasskeySignIn(SignIns signIns, Passkeys passkeys, SignInLimits limits) {
    this.signIns = signIns;
    this.passkeys = passkeys;
    this.limits = limits;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/sign-in", Audience.ANYONE, this::ask),
        Route.post("/sign-in/passkey", Audience.ANYONE, this::signIn));
  }

  private Answer ask(Exchange exchange) {
    return exchange.visitor().isPresent() ? Answer.seeOther("/") : page(exchange, Optional.empty());
  }

  private Answer.Page page(Exchange exchange, Optional<String> fault) {
    String options = passkeys.toSignIn(seat(exchange));
    return Answer.page("people/passkey-sign-in.jte", new Page(options, fault));
  }

  private Answer signIn(Exchange exchange) {
    DelegateId seat = seat(exchange);
    Optional<Duration> wait = limits.wait(seat, exchange.from());
    if (wait.isPresent()) {
      return tooOften(exchange, wait.get());
    }
    return switch (passkeys.signedIn(seat, PasskeyForm.touch(exchange.form()))) {
      case Checked.Good<HeldKey>(HeldKey touched) ->
          signIns
              .signIn(seat, () -> passkeys.isCurrent(touched))
              .<Answer>map(session -> begin(exchange, session))
              .orElseGet(() -> failed(exchange, Checked.Fault.UNKNOWN));
      case Checked.Bad<HeldKey>(Checked.Fault fault) -> failed(exchange, fault);
    };
  }

  private Answer begin(Exchange exchange, Secret session) {
    limits.succeeded(seat(exchange), exchange.from());
    return Answer.seeOther("/").setting(SessionCookie.of(session, SignIns.SESSION_LIFETIME));
  }

  private Answer failed(Exchange exchange, Checked.Fault fault) {
    limits.failed(seat(exchange), exchange.from());
    return page(exchange, Optional.of(exchange.words().text(fault.words()))).withStatus(422);
  }

  private Answer tooOften(Exchange exchange, Duration wait) {
    String words = exchange.words().count("people.passkey.wait", wait.toMinutes() + 1);
    return page(exchange, Optional.of(words))
        .withStatus(429)
        .withHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
  }

  private static DelegateId seat(Exchange exchange) {
    return ((Place.Seat) exchange.place()).delegate();
  }
}
