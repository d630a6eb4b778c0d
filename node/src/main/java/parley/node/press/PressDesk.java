package parley.node.press;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.StatementId;
import parley.node.press.publicview.StatementKind;
import parley.node.talk.Seat;
import parley.node.talk.Signing;
import parley.node.talk.TalkService;
import parley.node.web.Answer;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Form;
import parley.node.web.Problem;
import parley.node.web.Route;
import parley.node.web.Upload;

/** The desk at which a side's press people write statements; clearing and release follow on. */
public final class PressDesk implements Feature {
  private final DeskAccess access;
  private final PressOffice office;

  PressDesk(PressOffice office, TalkService talks, Signing signing) {
    this.access = new DeskAccess(office, talks, signing);
    this.office = office;
  }

  @Override
  public List<Route> routes() {
    return Stream.of(
            own(),
            new ClearingDesk(access).routes(),
            new JointDesk(access).routes(),
            new ChainDesk(access).routes())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> own() {
    return List.of(
        Route.get(DeskAccess.DESK, DeskAccess.READERS, access.atTalk(this::desk)),
        Route.live(
            "/live/press/{talk}",
            DeskAccess.READERS,
            exchange ->
                ClearingOffice.topic(
                    exchange.delegate().delegation().id(),
                    access.seat(exchange).map(seat -> seat.talk().toString()).orElse(""))),
        Route.post(DeskAccess.DESK + "/drafts", DeskAccess.READERS, access.atTalk(this::begin)),
        Route.get(
            DeskAccess.DRAFT,
            DeskAccess.READERS,
            access.atDraft((exchange, at) -> edit(exchange, at, List.of()))),
        Route.post(DeskAccess.DRAFT, DeskAccess.READERS, access.atDraft(this::save)),
        Route.get(DeskAccess.DRAFT + "/picture", DeskAccess.READERS, access.atDraft(this::picture)),
        Route.post(
            DeskAccess.DRAFT + "/discard", DeskAccess.READERS, access.atDraft(this::discard)));
  }

  private Answer desk(Exchange exchange, Seat seat) {
    return Answer.page("press/desk.jte", access.pages(exchange, seat).desk())
        .following(DeskAccess.live(seat));
  }

  private Answer begin(Exchange exchange, Seat seat) {
    Form form = exchange.form();
    StatementKind kind =
        StatementKind.ofSlug(form.text("kind"))
            .filter(each -> each != StatementKind.JOINT)
            .orElse(StatementKind.ANNOUNCEMENT);
    Optional<Relation> about = about(kind, form.text("room"), form.text("statement"));
    if (kind.isAboutAnother() && about.isEmpty()) {
      return Answer.seeOther(DeskAccess.deskPath(seat)).saying("press.notice.about-nothing");
    }
    Draft draft = office.begin(seat, kind, about);
    return Answer.seeOther(new DeskAccess.At(seat, draft).path());
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

  private Answer edit(Exchange exchange, DeskAccess.At at, List<String> faults) {
    return Answer.page(
        "press/edit.jte", access.pages(exchange, at.seat()).edit(at.draft(), faults));
  }

  private Answer save(Exchange exchange, DeskAccess.At at) {
    DeskPages pages = access.pages(exchange, at.seat());
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
          .withStatus(DeskAccess.CONFLICT);
    }
    if (picture.isPresent()
        && picture.get() instanceof Pictures.Result.Refused(Pictures.Fault fault)) {
      Draft saved = office.find(at.seat(), draft.id().value()).orElse(draft);
      return Answer.page(
              "press/edit.jte",
              pages.edit(
                  saved, List.of(exchange.words().text("press.fault.picture." + fault.slug()))))
          .withStatus(DeskAccess.UNPROCESSABLE);
    }
    return exchange.form().has("check")
        ? Answer.seeOther(at.path() + "/check")
        : Answer.seeOther(at.path()).saying("press.notice.saved");
  }

  private Answer picture(Exchange exchange, DeskAccess.At at) {
    return office
        .picture(at.draft())
        .<Answer>map(bytes -> Answer.content("image/jpeg", bytes))
        .orElseGet(() -> Answer.refuse(Problem.NOT_FOUND));
  }

  private Answer discard(Exchange exchange, DeskAccess.At at) {
    office.discard(at.draft());
    return Answer.seeOther(DeskAccess.deskPath(at.seat())).saying("press.notice.discarded");
  }
}
