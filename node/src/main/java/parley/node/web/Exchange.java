package parley.node.web;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import parley.node.people.Delegate;
import parley.node.people.Secret;
import parley.node.words.Language;
import parley.node.words.Words;

/**
 * A request at a delegate's seat or on the cast page, already checked against the table of routes.
 *
 * @param place the host it came to
 * @param from the address that asked
 * @param visitor who is signed in there
 * @param session the cookie's secret, if it is hers or, on the node's own host, the operator's
 * @param language in which to answer
 * @param pathParameters the variable parts of the path
 * @param queryParameters the first value of each
 * @param form what was typed; empty unless the method is POST
 * @param stillSignedIn asks again, for what lasts longer than a request: whether she is signed in
 *     and still of the route's audience
 */
public record Exchange(
    Place place,
    InetAddress from,
    Optional<Delegate> visitor,
    Optional<Secret> session,
    Language language,
    Map<String, String> pathParameters,
    Map<String, String> queryParameters,
    Form form,
    BooleanSupplier stillSignedIn) {
  public Exchange {
    pathParameters = Map.copyOf(pathParameters);
    queryParameters = Map.copyOf(queryParameters);
  }

  /** The signed-in delegate. Only for routes whose audience must be signed in. */
  public Delegate delegate() {
    return visitor.orElseThrow(
        () -> new IllegalStateException("the route's audience does not ask for a delegate"));
  }

  /** The same exchange with another form. */
  public Exchange with(Form other) {
    return new Exchange(
        place,
        from,
        visitor,
        session,
        language,
        pathParameters,
        queryParameters,
        other,
        stillSignedIn);
  }

  /** Whether it is the operator who asks. */
  public boolean isOperator() {
    return place instanceof Place.Cast && session.isPresent();
  }

  /** The variable part {@code name} of the path. */
  public String path(String name) {
    return pathParameters.get(name);
  }

  /** A parameter after the question mark. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(queryParameters.get(name));
  }

  /** The words in the language of the answer. */
  public Words words() {
    return Words.in(language);
  }
}
