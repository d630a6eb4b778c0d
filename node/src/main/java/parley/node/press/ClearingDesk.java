package parley.node.press;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import parley.node.press.DeskAccess.At;
import parley.node.talk.Errand;
import parley.node.talk.Outcome;
import parley.node.talk.Seat;
import parley.node.talk.TermCopy;
import parley.node.web.Answer;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Form;
import parley.node.web.Problem;
import parley.node.web.Route;
import parley.node.words.Language;
import parley.node.words.Words;

/** Where a draft is laid before the clearing officers, cleared or returned, and released. */
final class ClearingDesk implements Feature {
  /** Refusals that do not come of what was typed into the form. */
  private static final Set<ClearingOffice.Step> SOMEBODY_ELSES =
      Set.of(ClearingOffice.Step.CHANGED, ClearingOffice.Step.OVER, ClearingOffice.Step.NOT_LOOKED);

  private final DeskAccess access;
  private final PressOffice office;

  ClearingDesk(DeskAccess access) {
    this.access = access;
    this.office = access.office();
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(DeskAccess.DRAFT + "/check", DeskAccess.READERS, access.atDraft(this::check)),
        Route.get(DeskAccess.DRAFT + "/asked", DeskAccess.READERS, access.atTalk(this::asked)),
        Route.post(DeskAccess.DRAFT + "/submit", DeskAccess.READERS, access.atDraft(this::submit)),
        Route.post(
            DeskAccess.DRAFT + "/take-back", DeskAccess.READERS, access.atDraft(this::takeBack)),
        Route.post(DeskAccess.DRAFT + "/clear", DeskAccess.READERS, access.atDraft(this::clear)),
        Route.post(
            DeskAccess.DRAFT + "/return", DeskAccess.READERS, access.atDraft(this::sendBack)),
        Route.post(
            DeskAccess.DRAFT + "/release", DeskAccess.SPEAKERS, access.atDraft(this::release)));
  }

  /**
   * The address says which revision is read, so that a page that updates itself tells when the text
   * is another.
   */
  private Answer check(Exchange exchange, At at) {
    Optional<Integer> read = exchange.query("read").flatMap(ClearingDesk::number);
    Optional<Integer> since = exchange.query("since").flatMap(ClearingDesk::number);
    return read.isEmpty() && since.isEmpty()
        ? Answer.seeOther(at.path() + "/check?read=" + at.draft().revision())
        : page(exchange, at, new CheckPages.Before(read, since, "", List.of()));
  }

  private Answer.Page page(Exchange exchange, At at, CheckPages.Before before) {
    return Answer.page(
            "press/check.jte", access.checking(exchange, at.seat()).check(at.draft(), before))
        .following(DeskAccess.live(at.seat()));
  }

  /** For the spokesperson while she speaks, also after the release. */
  private Answer asked(Exchange exchange, Seat seat) {
    Language language = exchange.query("in").flatMap(Language::ofTag).orElse(exchange.language());
    return office
        .findAny(seat, exchange.path("draft"))
        .<Answer>map(
            row ->
                Answer.page("press/asked.jte", access.checking(exchange, seat).asked(row, language))
                    .following(DeskAccess.live(seat)))
        .orElseGet(() -> Answer.refuse(Problem.NOT_FOUND));
  }

  /** Submits the revision that was shown, no other. */
  private Answer submit(Exchange exchange, At at) {
    boolean isShown =
        number(exchange.form().text("revision")).equals(Optional.of(at.draft().revision()));
    ClearingOffice.Step step =
        isShown ? office.clearing().submit(at.seat(), at.draft()) : ClearingOffice.Step.CHANGED;
    return after(exchange, at, step, "press.notice.submitted");
  }

  private Answer takeBack(Exchange exchange, At at) {
    return after(exchange, at, office.clearing().takeBack(at.draft()), "press.notice.taken-back");
  }

  private Answer clear(Exchange exchange, At at) {
    Form form = exchange.form();
    return after(
        exchange,
        at,
        office
            .clearing()
            .clear(
                at.seat(),
                at.draft(),
                form.text("read"),
                form.text("shown"),
                office.releasing().compose(at.seat(), at.draft()).asked(),
                Set.copyOf(form.all("looked"))),
        "press.notice.cleared");
  }

  private Answer sendBack(Exchange exchange, At at) {
    Form form = exchange.form();
    return after(
        exchange,
        at,
        office.clearing().sendBack(at.seat(), at.draft(), form.text("read"), form.raw("remark")),
        "press.notice.returned");
  }

  /** On to the desk, or the same page with what went wrong, what changed, and the typed remark. */
  private Answer after(Exchange exchange, At at, ClearingOffice.Step step, String done) {
    String fault =
        switch (step) {
          case DONE -> "";
          case CHANGED -> "press.fault.clear.changed";
          case OVER -> "press.fault.clear.over";
          case NOT_HERS -> "press.fault.clear.not-hers";
          case NOBODY_CAN -> "press.fault.clear.nobody";
          case INCOMPLETE -> "press.fault.clear.incomplete";
          case NOT_LOOKED -> "press.fault.clear.not-looked";
          case NO_REMARK -> "press.fault.clear.no-remark";
        };
    if (fault.isEmpty()) {
      return Answer.seeOther(at.path() + "/check").saying(done);
    }
    Form form = exchange.form();
    boolean isTheirs = SOMEBODY_ELSES.contains(step);
    At now = new At(at.seat(), office.find(at.seat(), at.draft().id().value()).orElse(at.draft()));
    return page(
            exchange,
            now,
            new CheckPages.Before(
                Optional.empty(),
                number(form.text("revision")),
                form.raw("remark"),
                List.of(exchange.words().text(fault))))
        .withStatus(isTheirs ? DeskAccess.CONFLICT : DeskAccess.UNPROCESSABLE);
  }

  private Answer release(Exchange exchange, At at) {
    Release release =
        office.releasing().ready(at.seat(), at.draft(), exchange.form().text("shown"));
    return release instanceof Release.Ready ready
        ? access
            .signing()
            .perform(exchange, at.seat(), ready.act(), List.of(), new Releasing(at, ready))
        : answer(exchange, at, release);
  }

  /** A release that a person may first have to sign by a touch. */
  private final class Releasing implements Errand {
    private final At at;
    private final Release.Ready ready;

    Releasing(At at, Release.Ready ready) {
      this.at = at;
      this.ready = ready;
    }

    @Override
    public Outcome write(Supplier<Outcome> writing) {
      return office.releasing().write(at.seat(), ready, writing);
    }

    @Override
    public Answer then(Exchange exchange, Outcome.Settled outcome) {
      return answer(exchange, at, office.releasing().conclude(at.seat(), ready, outcome));
    }

    @Override
    public Answer back(Exchange exchange) {
      return Answer.seeOther(at.path() + "/check");
    }

    /** The statement itself, which the act holds by its hash. */
    @Override
    public List<TermCopy> texts(Language language) {
      return ready.statement().wordings().entrySet().stream()
          .map(
              each ->
                  new TermCopy(
                      each.getKey().tag(),
                      Words.in(language).text("web.language." + each.getKey().tag()),
                      each.getValue().headline(),
                      each.getValue().body()))
          .toList();
    }
  }

  private Answer answer(Exchange exchange, At at, Release release) {
    return switch (release) {
      case Release.Ready ready -> Answer.seeOther(at.path() + "/check");
      case Release.Done done ->
          Answer.seeOther(DeskAccess.deskPath(at.seat())).saying("press.notice.released");
      case Release.Objected objected ->
          page(exchange, at, CheckPages.Before.NOTHING).withStatus(DeskAccess.UNPROCESSABLE);
      case Release.NotCleared not ->
          page(
                  exchange,
                  at,
                  new CheckPages.Before(
                      Optional.empty(),
                      number(exchange.form().text("revision")),
                      "",
                      List.of(exchange.words().text("press.fault.not-cleared"))))
              .withStatus(DeskAccess.CONFLICT);
      case Release.ChangedSinceShown changed ->
          Answer.seeOther(at.path() + "/check").saying("press.notice.changed-since");
      case Release.SavedMeanwhile saved ->
          Answer.seeOther(DeskAccess.deskPath(at.seat())).saying("press.notice.saved-meanwhile");
      case Release.NotOnRecord refused ->
          Answer.seeOther(at.path() + "/check").saying("press.notice.not-on-record");
    };
  }

  private static Optional<Integer> number(String text) {
    return text.matches("\\d{1,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
