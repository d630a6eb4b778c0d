package parley.node.line;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.dossier.model.Role;
import parley.line.LineAddress;
import parley.line.LineState;
import parley.node.line.probe.Finding;
import parley.node.people.Delegate;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Problem;
import parley.node.web.Route;
import parley.node.words.Slug;

/** The state and history of a delegation's lines, and where its counterparts are called. */
final class BoardPages implements Feature {
  /** Those who keep the line. */
  private static final Audience KEEPERS = Audience.of(Role.TECHNICIAN).andAdministrators();

  private static final Audience READERS =
      Audience.of(Role.TECHNICIAN, Role.NEGOTIATOR, Role.PRINCIPAL).andAdministrators();

  private static final String PATH = "/line";
  private static final String TEST = "/line/test";
  private static final String LIVE = "/live/line";

  /** Enough for a day on which a line breaks every minute. */
  private static final int MOST_EVENTS = 3_000;

  private static final int MOST_STRANGERS = 20;

  private final NodeLines lines;
  private final TestLines tests;
  private final InstantSource clock;

  BoardPages(NodeLines lines, TestLines tests, InstantSource clock) {
    this.lines = lines;
    this.tests = tests;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, READERS, exchange -> page(exchange, Map.of()).following(LIVE)),
        Route.post(PATH, KEEPERS, this::move),
        Route.post(TEST, KEEPERS, this::test),
        Route.live(
            LIVE, READERS, exchange -> LinePages.topic(exchange.delegate().delegation().id())));
  }

  /**
   * @param typed addresses that do not do, by nickname
   */
  private Answer.Page page(Exchange exchange, Map<String, String> typed) {
    Delegate reader = exchange.delegate();
    LineWords words = LineWords.of(reader, exchange.language(), clock.instant());
    String own = reader.delegation().id();
    List<LineView> views =
        lines.counterparts().of(own).stream()
            .map(each -> view(exchange, words, each, typed))
            .toList();
    return Answer.page(
        "line/board.jte",
        new BoardPage(
            views,
            lines.announced(),
            KeyWords.digits(lines.key(own)),
            KEEPERS.admits(reader),
            words.lines(lines.history().ofStrangers(MOST_STRANGERS).stream(), MOST_STRANGERS)));
  }

  private LineView view(
      Exchange exchange, LineWords words, Counterpart each, Map<String, String> typed) {
    return words.view(
        each,
        lines.state(each),
        lines.history().latest(each, MOST_EVENTS),
        typed.getOrDefault(each.nickname(), String.join("\n", each.addresses())),
        Optional.ofNullable(typed.get(each.nickname()))
            .map(wrong -> words.text("line.address.fault")),
        tests(exchange, each));
  }

  private TestView tests(Exchange exchange, Counterpart each) {
    boolean isKeeper = KEEPERS.admits(exchange.delegate());
    boolean isRunning = tests.isRunning(each);
    return TestWords.of(exchange.delegate(), exchange.language())
        .view(
            tests.latest(each, TestPlot.MOST),
            tests.standing(each),
            isRunning,
            isKeeper && !isRunning && lines.state(each) instanceof LineState.Connected,
            isKeeper,
            each.name(exchange.language()));
  }

  private Answer test(Exchange exchange) {
    return counterpart(exchange)
        .map(each -> asked(tests.ask(each)))
        .orElseGet(() -> Answer.refuse(Problem.NOT_FOUND));
  }

  private static Answer asked(Optional<Finding> whyNot) {
    return Answer.seeOther(PATH)
        .saying(whyNot.map(each -> "line.test.not." + Slug.of(each)).orElse("line.done.tested"));
  }

  private Optional<Counterpart> counterpart(Exchange exchange) {
    return lines
        .counterparts()
        .find(exchange.delegate().delegation().id(), exchange.form().text("counterpart"));
  }

  private Answer move(Exchange exchange) {
    Delegate keeper = exchange.delegate();
    String nickname = exchange.form().text("counterpart");
    String typed = exchange.form().raw("addresses");
    Optional<Counterpart> counterpart = counterpart(exchange);
    if (counterpart.isEmpty()) {
      return Answer.refuse(Problem.NOT_FOUND);
    }
    Optional<List<LineAddress>> addresses = NodeLines.read(typed);
    if (addresses.isEmpty()) {
      return page(exchange, Map.of(nickname, typed)).withStatus(422);
    }
    lines.move(counterpart.get(), addresses.get(), keeper.id().toString());
    return Answer.seeOther(PATH).saying("line.done.moved");
  }
}
