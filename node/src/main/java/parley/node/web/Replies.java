package parley.node.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import parley.node.people.Secret;
import parley.node.words.Words;

/** Writes answers to browsers. */
final class Replies {
  /** The cookie that a form's token is bound to while nobody is signed in. */
  static final String VISIT = "parley_visit";

  /** The attribute of a request whose answer is ours and not the web library's. */
  static final String ANSWERED = "parley.answered";

  private static final String NOTICE = "parley_notice";
  private static final Duration VISIT_AGE = Duration.ofHours(12);
  private static final Duration NOTICE_AGE = Duration.ofMinutes(1);

  private final Pages pages = new Pages();
  private final Assets assets;
  private final Addresses addresses;
  private final Csrf csrf;
  private final RandomGenerator random;

  Replies(Assets assets, Addresses addresses, Csrf csrf, RandomGenerator random) {
    this.assets = assets;
    this.addresses = addresses;
    this.csrf = csrf;
    this.random = random;
  }

  /** Answers at a seat or on the cast page. */
  void toSeat(Context context, Exchange exchange, long number, Answer answer) {
    context
        .disableCompression(); // A page holds secrets beside what was typed: compressing both would
    // tell one by the other.
    switch (answer) {
      case Answer.Page page -> page(context, page, seatFrame(context, exchange, page, number));
      case Answer.SeeOther seeOther -> seeOther(context, seeOther);
      case Answer.Content content -> content(context, content);
      case Answer.Stored(Path file) -> stored(context, file);
      case Answer.Refusal(Problem problem) -> {
        Answer.Page page = problemPage(problem);
        page(context, page, seatFrame(context, exchange, page, number));
      }
    }
  }

  /** Answers the public: no cookie is read or set, and a reader who has it already is told so. */
  void toPublic(Context context, Place place, PublicRequest request, Answer answer) {
    switch (answer) {
      case Answer.Page page -> page(context, page, publicFrame(place, request.language()));
      case Answer.SeeOther seeOther -> context.status(303).header("Location", seeOther.to());
      case Answer.Content content -> content(context, content);
      case Answer.Stored stored -> throw new IllegalStateException("for seats only");
      case Answer.Refusal(Problem problem) ->
          page(context, problemPage(problem), publicFrame(place, request.language()));
    }
    if (context.statusCode() == 200) {
      tag(context);
    }
  }

  private void page(Context context, Answer.Page page, PageFrame frame) {
    page.headers().forEach(context::header);
    context.header("Content-Language", frame.language().tag());
    String html = pages.render(page.template(), frame, page.model());
    context.status(page.status()).contentType("text/html; charset=utf-8").result(html);
    context.attribute(ANSWERED, true);
  }

  private void seeOther(Context context, Answer.SeeOther answer) {
    answer.cookies().forEach(cookie -> context.res().addHeader("Set-Cookie", cookie.header()));
    answer.notice().ifPresent(key -> setCookie(context, new SetCookie(NOTICE, key, NOTICE_AGE)));
    context.status(303).header("Location", answer.to());
  }

  private static void content(Context context, Answer.Content content) {
    content.headers().forEach(context::header);
    context.status(content.status()).contentType(content.type()).result(content.bytes());
    context.attribute(ANSWERED, true);
  }

  private static void stored(Context context, Path file) {
    try {
      context
          .header("Content-Length", Long.toString(Files.size(file)))
          .header("Content-Disposition", "attachment")
          .contentType("application/octet-stream")
          .result(Files.newInputStream(file));
      context.attribute(ANSWERED, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer.Page problemPage(Problem problem) {
    return Answer.page("web/problem.jte", problem).withStatus(problem.status());
  }

  private PageFrame seatFrame(Context context, Exchange exchange, Answer.Page page, long number) {
    return new PageFrame(
        exchange.place(),
        exchange.visitor(),
        exchange.words(),
        takeNotice(context, exchange.words()),
        page.live(),
        number,
        assets,
        addresses,
        formToken(context, exchange),
        path(context, page));
  }

  private PageFrame publicFrame(Place place, parley.node.words.Language language) {
    Supplier<String> none =
        () -> {
          throw new IllegalStateException("public pages have no forms");
        };
    return new PageFrame(
        place,
        Optional.empty(),
        Words.in(language),
        Optional.empty(),
        Optional.empty(),
        0,
        assets,
        addresses,
        none,
        "/");
  }

  /**
   * Where a reader of this page comes back to. A page that answers a form has no such place; a
   * refusal repeats nothing of the address, so that all of a kind are alike.
   */
  private static String path(Context context, Answer.Page page) {
    String query = context.queryString();
    return context.method() == HandlerType.GET && page.status() == 200
        ? context.path() + (query == null ? "" : "?" + query)
        : "/";
  }

  private Supplier<String> formToken(Context context, Exchange exchange) {
    String origin = addresses.origin(exchange.place());
    Optional<String> bound = boundCookie(context, exchange);
    String[] made = new String[1];
    return () -> {
      if (made[0] == null) {
        String cookie = bound.orElseGet(() -> newVisit(context));
        made[0] = csrf.token(origin, cookie);
      }
      return made[0];
    };
  }

  /** The cookie that this browser's forms are bound to, if it has one. */
  static Optional<String> boundCookie(Context context, Exchange exchange) {
    return exchange
        .session()
        .map(Secret::reveal)
        .or(() -> Optional.ofNullable(context.cookie(VISIT)));
  }

  private String newVisit(Context context) {
    String visit = Secret.from(random).reveal();
    setCookie(context, new SetCookie(VISIT, visit, VISIT_AGE));
    return visit;
  }

  private static Optional<String> takeNotice(Context context, Words words) {
    String key = context.cookie(NOTICE);
    if (key == null) {
      return Optional.empty();
    }
    setCookie(context, SetCookie.removed(NOTICE));
    return key.matches("[a-z]{1,20}\\.[a-z.-]{1,60}") ? words.find(key) : Optional.empty();
  }

  private static void setCookie(Context context, SetCookie cookie) {
    context.res().addHeader("Set-Cookie", cookie.header());
  }

  private static void tag(Context context) {
    try (var body = context.resultInputStream()) {
      byte[] bytes = body.readAllBytes();
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      String tag = '"' + digest.substring(0, 24) + '"';
      context.header("ETag", tag);
      if (tag.equals(context.header("If-None-Match"))) {
        context.status(304).result("");
      } else {
        context.result(bytes);
      }
    } catch (java.io.IOException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
