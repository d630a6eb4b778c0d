package parley.node.press;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import parley.dossier.model.Role;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.StatementId;
import parley.node.press.publicview.StatementKind;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Form;
import parley.node.web.Problem;
import parley.node.web.Route;
import parley.node.web.Upload;

/** The desk at which a side's spokespersons write, check and release statements. */
public final class PressDesk implements Feature {
  private static final Audience SPEAKERS = Audience.of(Role.SPOKESPERSON, Role.PRINCIPAL);
  private static final String DESK = "/press/{talk}";
  private static final String DRAFT = DESK + "/drafts/{draft}";
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final PressOffice office;
  private final TalkService talks;

  PressDesk(PressOffice office, TalkService talks) {
    this.office = office;
    this.talks = talks;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(DESK, SPEAKERS, atTalk(this::desk)),
        Route.live(
            "/live/press/{talk}",
            SPEAKERS,
            exchange ->
                PressOffice.topic(
                    exchange.delegate().delegation().id(),
                    seat(exchange).map(seat -> seat.talk().toString()).orElse(""))),
        Route.post(DESK + "/drafts", SPEAKERS, atTalk(this::begin)),
        Route.get(DRAFT, SPEAKERS, atDraft((exchange, at) -> edit(exchange, at, List.of()))),
        Route.post(DRAFT, SPEAKERS, atDraft(this::save)),
        Route.get(DRAFT + "/check", SPEAKERS, atDraft((exchange, at) -> check(exchange, at))),
        Route.get(DRAFT + "/picture", SPEAKERS, atDraft(this::picture)),
        Route.post(DRAFT + "/release", SPEAKERS, atDraft(this::release)),
        Route.post(DRAFT + "/discard", SPEAKERS, atDraft(this::discard)));
  }

  /** A draft on a seat's desk. */
  record At(Seat seat, Draft draft) {
    String path() {
      return deskPath(seat) + "/drafts/" + draft.id();
    }
  }

  private static String deskPath(Seat seat) {
    return "/press/" + seat.talk();
  }

  private Optional<Seat> seat(Exchange exchange) {
    return talks.seat(exchange.delegate(), exchange.path("talk"));
  }

  /** A talk that is not hers and one that does not exist look the same. */
  private Route.Handler atTalk(BiFunction<Exchange, Seat, Answer> page) {
    return exchange ->
        seat(exchange)
            .map(seat -> page.apply(exchange, seat))
            .orElseGet(() -> Answer.refuse(Problem.NOT_FOUND));
  }

  private Route.Handler atDraft(BiFunction<Exchange, At, Answer> page) {
    return atTalk(
        (exchange, seat) ->
            office
                .find(seat, exchange.path("draft"))
                .map(draft -> page.apply(exchange, new At(seat, draft)))
                .orElseGet(() -> Answer.refuse(Problem.NOT_FOUND)));
  }

  private DeskPages pages(Exchange exchange, Seat seat) {
    return new DeskPages(office, talks.look(seat), seat, exchange.language());
  }

  private Answer desk(Exchange exchange, Seat seat) {
    return Answer.page("press/desk.jte", pages(exchange, seat).desk())
        .following("/live/press/" + seat.talk());
  }

  private Answer begin(Exchange exchange, Seat seat) {
    Form form = exchange.form();
    StatementKind kind = StatementKind.ofSlug(form.text("kind")).orElse(StatementKind.ANNOUNCEMENT);
    Optional<Relation> about = about(kind, form.text("room"), form.text("statement"));
    if (kind.isAboutAnother() && about.isEmpty()) {
      return Answer.seeOther(deskPath(seat)).saying("press.notice.about-nothing");
    }
    Draft draft = office.begin(seat, kind, about);
    return Answer.seeOther(new At(seat, draft).path());
  }

  private Optional<Relation> about(StatementKind kind, String room, String statement) {
    if (!StatementId.isId(statement)) {
      return Optional.empty();
    }
    StatementId id = new StatementId(statement);
    return office
        .room(room)
        .flatMap(each -> each.statement(id))
        .map(found -> new Relation(Relation.Kind.of(kind), room, id));
  }

  private Answer edit(Exchange exchange, At at, List<String> faults) {
    return Answer.page("press/edit.jte", pages(exchange, at.seat()).edit(at.draft(), faults));
  }

  private Answer save(Exchange exchange, At at) {
    DeskPages pages = pages(exchange, at.seat());
    Draft typed = DraftForm.read(exchange.form(), at.draft(), pages.subjects());
    Optional<Upload> upload = exchange.form().upload("picture");
    Optional<Pictures.Result> picture = upload.map(file -> Pictures.draw(file.bytes()));
    Draft draft =
        picture
            .filter(Pictures.Result.Drawn.class::isInstance)
            .map(Pictures.Result.Drawn.class::cast)
            .map(drawn -> typed.showing(Optional.of(office.keep(typed.delegation(), drawn))))
            .orElse(typed);
    if (!office.save(draft, exchange.delegate())) {
      Draft again = draft.at(at.draft().revision());
      return Answer.page(
              "press/edit.jte",
              pages.edit(again, List.of(exchange.words().text("press.fault.saved-meanwhile"))))
          .withStatus(CONFLICT);
    }
    if (picture.isPresent()
        && picture.get() instanceof Pictures.Result.Refused(Pictures.Fault fault)) {
      Draft saved = draft.at(draft.revision() + 1);
      return Answer.page(
              "press/edit.jte",
              pages.edit(
                  saved, List.of(exchange.words().text("press.fault.picture." + fault.slug()))))
          .withStatus(UNPROCESSABLE);
    }
    return exchange.form().has("check")
        ? Answer.seeOther(at.path() + "/check")
        : Answer.seeOther(at.path()).saying("press.notice.saved");
  }

  private Answer check(Exchange exchange, At at) {
    return Answer.page("press/check.jte", pages(exchange, at.seat()).check(at.draft()));
  }

  private Answer picture(Exchange exchange, At at) {
    return office
        .picture(at.draft())
        .<Answer>map(bytes -> Answer.content("image/jpeg", bytes))
        .orElseGet(() -> Answer.refuse(Problem.NOT_FOUND));
  }

  private Answer release(Exchange exchange, At at) {
    return switch (office.release(at.seat(), at.draft(), exchange.form().text("shown"))) {
      case Release.Done done ->
          Answer.seeOther(deskPath(at.seat())).saying("press.notice.released");
      case Release.Objected objected ->
          ((Answer.Page) check(exchange, at)).withStatus(UNPROCESSABLE);
      case Release.ChangedSinceShown changed ->
          Answer.seeOther(at.path() + "/check").saying("press.notice.changed-since");
      case Release.SavedMeanwhile saved ->
          Answer.seeOther(deskPath(at.seat())).saying("press.notice.saved-meanwhile");
      case Release.NotOnRecord refused ->
          Answer.seeOther(at.path() + "/check").saying("press.notice.not-on-record");
    };
  }

  private Answer discard(Exchange exchange, At at) {
    office.discard(at.draft());
    return Answer.seeOther(deskPath(at.seat())).saying("press.notice.discarded");
  }
}
