package parley.node.people.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.node.people.Checked;
import parley.node.people.DelegateId;
import parley.node.people.HeldKey;
import parley.node.people.Passkeys;
import parley.node.people.SignIns;
import parley.node.web.Answer;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Form;
import parley.node.web.PasskeyForm;
import parley.node.web.Route;

/**
 * Asks for a touch before a form whose audience must be {@link parley.node.web.Audience#isFresh
 * fresh}. The page that asks carries all that was typed and sends it on with the touch, so nothing
 * is lost.
 */
public final class Proof {
  private static final String KEPT = "kept.";

  private final SignIns signIns;
  private final Passkeys passkeys;

  /**
   * What the page shows.
   *
   * @param action where the form was going
   * @param options for the browser
   * @param kept what was typed
   * @param fault why the last touch did not count, in words
   */
  public record Page(
      String action, String options, Map<String, List<String>> kept, Optional<String> fault) {
    /** The name under which a field is carried. */
    public String name(String field) {
      return KEPT + field;
    }
  }

  public Proof(SignIns signIns, Passkeys passkeys) {
    this.signIns = signIns;
    this.passkeys = passkeys;
  }

  /** The feature with a guard before each of its forms that asks for one. */
  public Feature guarding(Feature feature) {
    return () -> feature.routes().stream().map(this::guarded).toList();
  }

  private Route guarded(Route route) {
    boolean asks = route.audience().isFresh() && route.method() == Route.Method.POST;
    return asks && route.action() instanceof Route.Handler handler
        ? new Route(
            route.method(),
            route.path(),
            route.site(),
            route.audience(),
            (Route.Handler) exchange -> guard(exchange, route, handler))
        : route;
  }

  private Answer guard(Exchange exchange, Route route, Route.Handler handler) {
    DelegateId person = exchange.delegate().id();
    boolean isCarried = exchange.form().names().stream().anyMatch(name -> name.startsWith(KEPT));
    Map<String, List<String>> typed =
        isCarried ? carried(exchange.form()) : exchange.form().fields();
    if (isCarried && PasskeyForm.isTouched(exchange.form())) {
      switch (passkeys.proved(person, PasskeyForm.touch(exchange.form()))) {
        case Checked.Good<HeldKey> any -> exchange.session().ifPresent(signIns::prove);
        case Checked.Bad<HeldKey>(Checked.Fault fault) -> {
          return ask(exchange, route, typed, Optional.of(exchange.words().text(fault.words())));
        }
      }
    }
    boolean isProven =
        !passkeys.canProve(person)
            || exchange.session().filter(session -> signIns.isProven(person, session)).isPresent();
    return isProven
        ? handler.handle(exchange.with(new Form(typed, exchange.form().uploads())))
        : ask(exchange, route, typed, Optional.empty());
  }

  private Answer ask(
      Exchange exchange, Route route, Map<String, List<String>> typed, Optional<String> fault) {
    Map<String, List<String>> kept = new LinkedHashMap<>(typed);
    kept.remove("_csrf");
    kept.putIfAbsent("kept", List.of("yes")); // so that a form without fields is carried too
    String options = passkeys.toProve(exchange.delegate().id());
    return Answer.page("people/proof.jte", new Page(path(exchange, route), options, kept, fault))
        .withStatus(fault.isPresent() ? 422 : 200);
  }

  private static Map<String, List<String>> carried(Form form) {
    Map<String, List<String>> typed = new LinkedHashMap<>();
    form.fields()
        .forEach(
            (name, values) -> {
              if (name.startsWith(KEPT)) {
                typed.put(name.substring(KEPT.length()), values);
              }
            });
    return typed;
  }

  private static String path(Exchange exchange, Route route) {
    String path = route.path();
    for (Map.Entry<String, String> part : exchange.pathParameters().entrySet()) {
      path = path.replace("{" + part.getKey() + "}", part.getValue());
    }
    return path;
  }
}
