package parley.node.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Operators;
import parley.node.people.People;
import parley.node.people.Secret;
import parley.node.people.SignIns;
import parley.node.words.Language;

/** Reads from a request what handlers may know of it. */
final class Requests {
  /**
   * How much of a delegate's form is read. More than any field may hold, so that what is too long
   * can be shown again with a word about it; a higher value costs memory for each such form.
   */
  static final int FORM_BYTES = 16 * 1024 * 1024;

  /** How much of a form is read from somebody who is not signed in. */
  static final int STRANGERS_FORM_BYTES = 16 * 1024;

  /**
   * A browser shows an answer only after it has sent its form, so the rest of a form too large is
   * read and dropped up to here.
   */
  private static final long DRAINED_BYTES = 64L * 1024 * 1024;

  private final People people;
  private final SignIns signIns;
  private final Operators operators;

  Requests(People people, SignIns signIns, Operators operators) {
    this.people = people;
    this.signIns = signIns;
    this.operators = operators;
  }

  /** More was sent than is read. */
  static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Who sits on this place in this browser, and what the path and query say. The form is not read
   * yet.
   */
  Exchange exchange(Context context, Place place) {
    boolean byItself = asksByItself(context);
    Optional<Secret> cookie =
        Optional.ofNullable(context.cookie(SessionCookie.NAME)).map(Secret::of);
    Optional<Delegate> visitor =
        place instanceof Place.Seat(DelegateId id)
            ? cookie
                .filter(secret -> isSignedIn(byItself, id, secret))
                .flatMap(secret -> people.person(id))
            : Optional.empty();
    return new Exchange(
        place,
        InetAddress.ofLiteral(context.req().getRemoteAddr()),
        visitor,
        visitor.isPresent() ? cookie : cookie.filter(secret -> isOperator(place, secret)),
        visitor.map(Delegate::language).orElseGet(() -> asked(context)),
        context.pathParamMap(),
        query(context),
        Form.EMPTY,
        () ->
            visitor.isPresent() && isSignedIn(byItself, visitor.get().id(), cookie.orElseThrow()));
  }

  private boolean isOperator(Place place, Secret cookie) {
    return place instanceof Place.Cast && operators.isSignedIn(cookie);
  }

  /**
   * The same exchange, whose right to last ends also when {@code audience} no longer admits her.
   */
  Exchange within(Audience audience, Exchange exchange) {
    BooleanSupplier signedIn = exchange.stillSignedIn();
    BooleanSupplier allowed =
        () ->
            signedIn.getAsBoolean()
                && exchange
                    .visitor()
                    .flatMap(person -> people.person(person.id()))
                    .filter(audience::admits)
                    .isPresent();
    return new Exchange(
        exchange.place(),
        exchange.from(),
        exchange.visitor(),
        exchange.session(),
        exchange.language(),
        exchange.pathParameters(),
        exchange.queryParameters(),
        exchange.form(),
        allowed);
  }

  /** What an open page asks for by itself is no use of a session; a call is. */
  private boolean isSignedIn(boolean byItself, DelegateId person, Secret cookie) {
    return byItself ? signIns.isSignedIn(person, cookie) : signIns.use(person, cookie);
  }

  private static boolean asksByItself(Context context) {
    return header(context, "Accept").startsWith("text/event-stream")
        || !header(context, "X-Parley-Live").isEmpty();
  }

  PublicRequest publicRequest(Context context, Place.PressRoom place) {
    return new PublicRequest(place.delegation(), asked(context), context.pathParamMap());
  }

  /** What was sent is no form. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(IllegalArgumentException cause) {
      super(cause);
    }
  }

  /** The same exchange with what was typed. */
  Exchange withForm(Context context, Exchange before) throws TooLarge, Malformed {
    int limit = before.session().isPresent() ? FORM_BYTES : STRANGERS_FORM_BYTES;
    byte[] body = read(context, limit);
    String type = header(context, "Content-Type");
    try {
      return before.with(
          type.startsWith("multipart/form-data")
              ? Multipart.parse(type, body)
              : Form.parse(new String(body, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new Malformed(e);
    }
  }

  /** The language that the address names, or else the browser's. */
  private static Language asked(Context context) {
    return Optional.ofNullable(context.queryParam("lang"))
        .flatMap(Language::ofTag)
        .orElseGet(() -> Language.ofHeader(header(context, "Accept-Language")));
  }

  /** A header, or nothing said. */
  static String header(Context context, String name) {
    String value = context.header(name);
    return value == null ? "" : value;
  }

  private static byte[] read(Context context, int limit) throws TooLarge {
    try (InputStream in = context.req().getInputStream()) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        drain(in);
        throw new TooLarge();
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void drain(InputStream in) throws IOException {
    long left = DRAINED_BYTES;
    for (long skipped = 1; left > 0 && skipped > 0; left -= skipped) {
      skipped = in.skip(left);
    }
  }

  private static Map<String, String> query(Context context) {
    Map<String, String> first = new LinkedHashMap<>();
    context // a value that cannot be decoded is left out, so that there may be none
        .queryParamMap()
        .forEach((name, values) -> values.stream().limit(1).forEach(v -> first.put(name, v)));
    return first;
  }
}
