package parley.node.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.sse.SseHandler;
import io.javalin.websocket.WsConfig;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each request through the same gates in the same order: is the host ours, is the route in
 * the table for this kind of host, may this person use it, does the form come from our page. Only
 * then the feature is asked.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final String EXCHANGE = "parley.exchange";

  private final Addresses addresses;
  private final Requests requests;
  private final Replies replies;
  private final Csrf csrf;
  private final LiveUpdates live;
  private final RandomGenerator random;
  private final List<Sockets> sockets = new CopyOnWriteArrayList<>();

  Dispatcher(
      Addresses addresses,
      Requests requests,
      Replies replies,
      Csrf csrf,
      LiveUpdates live,
      RandomGenerator random) {
    this.addresses = addresses;
    this.requests = requests;
    this.replies = replies;
    this.csrf = csrf;
    this.live = live;
    this.random = random;
  }

  /** Every answer carries the headers of its place, also one for which there is no route. */
  void before(Context context) {
    Site site = place(context).map(Place::site).orElse(Site.CAST);
    SecurityHeaders.at(site).forEach(context::header);
  }

  /** A page, a form, bytes. */
  void http(Context context, Map<Site, Route> bySite) {
    Optional<Place> place = place(context);
    if (place.isEmpty()) {
      refuseHost(context);
      return;
    }
    Route route = bySite.get(place.get().site());
    if (route == null) {
      refuse(context, place.get(), Problem.NOT_FOUND);
      return;
    }
    switch (route.action()) {
      case Route.PublicHandler handler -> {
        Place.PressRoom room = (Place.PressRoom) place.get();
        PublicRequest request = requests.publicRequest(context, room);
        replies.toPublic(context, room, request, handler.handle(request));
      }
      case Route.Handler handler ->
          seat(
              context,
              place.get(),
              route,
              exchange ->
                  route.method() == Route.Method.POST
                      ? post(context, exchange, handler)
                      : new Answered(exchange, handler.handle(exchange)));
      case Route.BytesHandler handler ->
          seat(
              context,
              place.get(),
              route,
              exchange -> new Answered(exchange, bytes(context, exchange, handler)));
      case Route.Watch watch -> throw new IllegalStateException(route.describe());
      case Route.SocketHandler socket -> throw new IllegalStateException(route.describe());
    }
  }

  /** An answer, and to what: with a form, if one was read. */
  private record Answered(Exchange exchange, Answer answer) {}

  private void seat(
      Context context, Place place, Route route, Function<Exchange, Answered> answering) {
    long number = live.now();
    Exchange exchange = requests.exchange(context, place);
    Answered answered =
        notAdmitted(route, exchange)
            .map(problem -> new Answered(exchange, Answer.refuse(problem)))
            .orElseGet(() -> answering.apply(exchange));
    replies.toSeat(context, answered.exchange(), number, answered.answer());
  }

  private Answered post(Context context, Exchange exchange, Route.Handler handler) {
    try {
      Exchange full = requests.withForm(context, exchange);
      return new Answered(
          full,
          isOurForm(context, full) ? handler.handle(full) : Answer.refuse(Problem.STALE_FORM));
    } catch (Requests.TooLarge e) {
      return new Answered(exchange, Answer.refuse(Problem.TOO_LARGE));
    } catch (Requests.Malformed e) {
      return new Answered(exchange, Answer.refuse(Problem.MALFORMED));
    }
  }

  /**
   * No form carries this type, and another site's script may not send it here; a browser names the
   * origin of every such request, so one without it is nobody's.
   */
  private Answer bytes(Context context, Exchange exchange, Route.BytesHandler handler) {
    String origin = addresses.origin(exchange.place());
    boolean isOurs =
        Requests.header(context, "Content-Type").equals("application/octet-stream")
            && Requests.header(context, "Origin").equals(origin)
            && isFromOurPage(context, origin);
    if (!isOurs) {
      return Answer.refuse(Problem.STALE_FORM);
    }
    try (InputStream bytes = context.req().getInputStream()) {
      return handler.handle(exchange, bytes);
    } catch (EOFException cutOff) {
      return Answer.refuse(Problem.MALFORMED);
    } catch (IOException notRead) {
      throw new UncheckedIOException(notRead);
    }
  }

  private boolean isOurForm(Context context, Exchange exchange) {
    String origin = addresses.origin(exchange.place());
    return isFromOurPage(context, origin)
        && Replies.boundCookie(context, exchange)
            .filter(cookie -> csrf.isToken(exchange.form().raw(Csrf.FIELD), origin, cookie))
            .isPresent();
  }

  private static boolean isFromOurPage(Context context, String origin) {
    return Csrf.isFromOurPage(
        origin, Requests.header(context, "Origin"), Requests.header(context, "Sec-Fetch-Site"));
  }

  private static Optional<Problem> notAdmitted(Route route, Exchange exchange) {
    if (route.audience().kind() == Audience.Kind.OPERATOR && !exchange.isOperator()) {
      return Optional.of(Problem.OPERATOR_NEEDED);
    }
    if (!route.audience().signedIn()) {
      return Optional.empty();
    }
    if (exchange.visitor().isEmpty()) {
      return Optional.of(Problem.SIGN_IN_NEEDED);
    }
    return route.audience().admits(exchange.delegate())
        ? Optional.empty()
        : Optional.of(Problem.NOT_YOUR_ROLE);
  }

  /** A stream of numbers of changes. */
  void live(Context context, Map<Site, Route> bySite) {
    Optional<Exchange> admitted = admitted(context, bySite);
    if (admitted.isEmpty()) {
      return;
    }
    Exchange exchange = admitted.get();
    Route route = bySite.get(exchange.place().site());
    Topic topic = ((Route.Watch) route.action()).topic(exchange);
    BooleanSupplier allowed = route.audience().signedIn() ? exchange.stillSignedIn() : () -> true;
    long since =
        number(context.header("Last-Event-ID"))
            .or(() -> number(context.queryParam("since")))
            .orElse(0L);
    context.disableCompression();
    new SseHandler(client -> EventStream.follow(client, live, topic, since, allowed))
        .handle(context);
  }

  /** Refuses a WebSocket before it is opened. */
  void beforeUpgrade(Context context, Map<Site, Route> bySite) {
    Exchange exchange =
        admitted(context, bySite).orElseThrow(() -> new HttpResponseException(403, "refused"));
    if (!isFromOurPage(context, addresses.origin(exchange.place()))) {
      throw new HttpResponseException(403, "refused");
    }
    context.attribute(EXCHANGE, exchange);
  }

  /** Connects a WebSocket with its feature. */
  void socket(WsConfig socket, Map<Site, Route> bySite) {
    Route.SocketHandler handler = (Route.SocketHandler) bySite.get(Site.SEAT).action();
    sockets.add(Sockets.connect(socket, EXCHANGE, handler));
  }

  /** Ends at once every WebSocket whose right to last has ended. */
  void review() {
    sockets.forEach(Sockets::review);
  }

  /** The exchange, if all gates open; otherwise the refusal is written. */
  private Optional<Exchange> admitted(Context context, Map<Site, Route> bySite) {
    Optional<Place> place = place(context);
    Route route = place.map(where -> bySite.get(where.site())).orElse(null);
    if (place.isEmpty() || route == null) {
      refuseHost(context);
      return Optional.empty();
    }
    Exchange exchange = requests.exchange(context, place.get());
    Optional<Problem> problem = notAdmitted(route, exchange);
    problem.ifPresent(why -> context.status(why.status()));
    return problem.isPresent()
        ? Optional.empty()
        : Optional.of(
            route.audience().signedIn() ? requests.within(route.audience(), exchange) : exchange);
  }

  /** Something was thrown: by the web library, whose words are not ours, or by our own mistake. */
  void failed(Exception failure, Context context) {
    Problem problem = problem(failure);
    if (problem == Problem.OUR_FAULT) {
      String incident = incident();
      // The route and not the address: an address can hold a secret.
      String route = context.method() + " " + context.endpoint().path;
      LOG.error("incident {} at {}: {}", incident, route, Fault.describe(failure));
      context.header("Parley-Incident", incident);
    }
    Optional<Place> place = place(context);
    if (place.isEmpty()) {
      refuseHost(context);
    } else {
      refuse(context, place.get(), problem);
    }
  }

  /** No line of the table fits the path and method. */
  void nothingThere(Context context) {
    if (context.attribute(Replies.ANSWERED) == null) {
      place(context)
          .ifPresentOrElse(
              place -> refuse(context, place, Problem.NOT_FOUND), () -> refuseHost(context));
    }
  }

  private static Problem problem(Exception failure) {
    if (!(failure instanceof HttpResponseException response)) {
      return Problem.OUR_FAULT;
    }
    return switch (response.getStatus()) {
      case 404 -> Problem.NOT_FOUND;
      case 405 -> Problem.WRONG_METHOD;
      case 413 -> Problem.TOO_LARGE;
      case 400 -> Problem.MALFORMED;
      case 401 -> Problem.SIGN_IN_NEEDED;
      case 403 -> Problem.NOT_YOUR_ROLE;
      default -> Problem.OUR_FAULT;
    };
  }

  private String incident() {
    byte[] bytes = new byte[4];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void refuse(Context context, Place place, Problem problem) {
    if (place instanceof Place.PressRoom room) {
      replies.toPublic(
          context, room, requests.publicRequest(context, room), Answer.refuse(problem));
    } else {
      replies.toSeat(
          context, requests.exchange(context, place), live.now(), Answer.refuse(problem));
    }
  }

  /** The host name is not ours, so no page of ours is shown below it. */
  private static void refuseHost(Context context) {
    context
        .status(Problem.UNKNOWN_HOST.status())
        .contentType("text/plain")
        .result("This host name is not served here.\n");
  }

  private Optional<Place> place(Context context) {
    return addresses.place(Requests.header(context, "Host"));
  }

  private static Optional<Long> number(String text) {
    return text != null && text.matches("\\d{1,18}")
        ? Optional.of(Long.valueOf(text))
        : Optional.empty();
  }
}
