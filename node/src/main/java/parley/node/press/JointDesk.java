package parley.node.press;

import java.util.List;
import java.util.function.BiFunction;
import parley.node.press.ClearingOffice.Step;
import parley.node.press.JointOffice.Case;
import parley.node.talk.JointClearance;
import parley.node.talk.Seat;
import parley.node.web.Answer;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Problem;
import parley.node.web.Route;

/** Where words of joint statements are laid before the clearing officers, cleared or returned. */
final class JointDesk implements Feature {
  private static final String OFFER = DeskAccess.DESK + "/joint/{words}";

  private final DeskAccess access;
  private final JointOffice office;

  JointDesk(DeskAccess access) {
    this.access = access;
    this.office = access.office().jointClearing();
  }

  /** An offer as somebody finds it at her seat. */
  private record At(Seat seat, Case about) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            OFFER,
            DeskAccess.READERS,
            at((exchange, found) -> page(exchange, found, List.of(), ""))),
        step("/lay", "press.notice.submitted", (exchange, at) -> office.lay(at.seat(), at.about())),
        step(
            "/take-back",
            "press.notice.taken-back",
            (exchange, at) -> office.takeBack(at.seat(), at.about())),
        step(
            "/clear",
            "press.notice.cleared",
            (exchange, at) -> office.clear(at.seat(), at.about())),
        step(
            "/return",
            "press.notice.returned",
            (exchange, at) ->
                office.sendBack(at.seat(), at.about(), exchange.form().raw("remark"))));
  }

  private Route step(String path, String done, BiFunction<Exchange, At, Step> step) {
    return Route.post(
        OFFER + path,
        DeskAccess.READERS,
        at((exchange, found) -> after(exchange, found, step.apply(exchange, found), done)));
  }

  private Route.Handler at(BiFunction<Exchange, At, Answer> answer) {
    return access.atTalk(
        (exchange, seat) ->
            office
                .find(seat, exchange.path("words"))
                .map(found -> answer.apply(exchange, new At(seat, found)))
                .orElseGet(() -> Answer.refuse(Problem.NOT_FOUND)));
  }

  private Answer after(Exchange exchange, At at, Step step, String done) {
    String fault =
        switch (step) {
          case DONE -> "";
          case OVER, CHANGED -> "press.fault.joint.over";
          case NO_REMARK -> "press.fault.clear.no-remark";
          case NOT_HERS, NOBODY_CAN, INCOMPLETE, NOT_LOOKED -> "press.fault.joint.not-hers";
        };
    String path = JointClearance.path(at.seat(), at.about().offer());
    if (fault.isEmpty()) {
      return Answer.seeOther(path).saying(done);
    }
    At now =
        new At(
            at.seat(),
            office.find(at.seat(), at.about().offer().digest().value()).orElse(at.about()));
    return page(exchange, now, List.of(exchange.words().text(fault)), exchange.form().raw("remark"))
        .withStatus(step == Step.OVER ? DeskAccess.CONFLICT : DeskAccess.UNPROCESSABLE);
  }

  private Answer.Page page(Exchange exchange, At at, List<String> faults, String remark) {
    return Answer.page(
            "press/joint.jte",
            office.in(at.seat(), exchange.language()).page(at.about(), faults, remark))
        .following(DeskAccess.live(at.seat()));
  }
}
