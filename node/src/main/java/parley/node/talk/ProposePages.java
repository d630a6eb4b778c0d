package parley.node.talk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import parley.dossier.model.Act;
import parley.dossier.model.Matter;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.Term;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Standing;
import parley.dossier.wire.Bodies;
import parley.node.talk.JointClearance.Offer;
import parley.node.web.Answer;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Form;
import parley.node.web.Problem;
import parley.node.web.Route;

/**
 * Proposing in two steps: the form, and the exact text in every language before the touch that
 * signs. Proposing in place of another is the same with the other named.
 */
final class ProposePages implements Feature {
  private final Desk desk;

  ProposePages(Desk desk) {
    this.desk = desk;
  }

  @Override
  public List<Route> routes() {
    String path = "/talk/{talk}/propose/{kind}";
    return List.of(
        Route.get(path, ConvenePages.BINDERS, this::begin),
        Route.post(path, ConvenePages.BINDERS, this::step));
  }

  private Answer begin(Exchange exchange) {
    return with(
        exchange,
        (reader, kind) -> {
          Optional<ProposalState> base =
              exchange.query("replaces").flatMap(id -> AnswerPages.find(reader, id));
          Prefill prefill = new Prefill(reader);
          Form form =
              base.map(found -> prefill.from(found.term()))
                  .orElseGet(
                      () ->
                          prefill.fresh(
                              kind, exchange.query("matter").flatMap(ProposePages::matter)));
          Form whole = base.map(found -> with(form, "replaces", found.id().value())).orElse(form);
          return page(reader, kind, whole, Map.of(), Optional.empty());
        });
  }

  private Answer step(Exchange exchange) {
    return with(
        exchange,
        (reader, kind) -> {
          Form form = exchange.form();
          if (form.text("step").equals("edit")) {
            return page(reader, kind, form, Map.of(), Optional.empty());
          }
          TermForm fields = new TermForm(reader, desk.talks());
          return switch (fields.read(kind, form)) {
            case TermForm.Faulty(var faults) ->
                page(reader, kind, form, faults, Optional.empty()).withStatus(422);
            case TermForm.Good good -> proceed(exchange, reader, kind, form, good);
          };
        });
  }

  private Answer proceed(
      Exchange exchange, Reader reader, ProposalKind kind, Form form, TermForm.Good good) {
    Optional<ProposalState> base = base(reader, form);
    boolean hasEnded = base.filter(found -> !isAnswerable(found)).isPresent();
    if (hasEnded) {
      String why = new WhyNot(reader).about(base.get(), Reason.STALE);
      String notice = reader.text("talk.review.ended", why);
      return page(reader, kind, without(form, "replaces"), Map.of(), Optional.of(notice))
          .withStatus(409);
    }
    Optional<Offer> toClear = toClear(reader, good);
    if (toClear.isPresent() && form.text("step").equals("lay")) {
      return Answer.seeOther(
              desk.clearance().lay(reader.seat(), toClear.get(), ReviewPage.carried(form)))
          .saying("press.notice.submitted");
    }
    boolean isSigning = form.text("step").equals("sign");
    if (!isSigning) {
      return review(reader, form, good, base, Optional.empty());
    }
    if (toClear.isPresent()) {
      return review(reader, form, good, base, Optional.of(reader.text("talk.clear.before")))
          .withStatus(409);
    }
    boolean hasChanged = !form.text("seen").equals(seen(reader, good.term().matter()));
    if (hasChanged) {
      return review(reader, form, good, base, Optional.of(reader.text("talk.review.changed")))
          .withStatus(409);
    }
    return sign(exchange, reader, kind, form, good, base);
  }

  /** The words of a joint statement that the reader's side has not cleared. */
  private Optional<Offer> toClear(Reader reader, TermForm.Good good) {
    return good.term() instanceof Term.JointStatement statement
        ? good.text(statement.text())
            .map(body -> new Offer(statement.release(), Bodies.jointText(body)))
            .filter(offer -> !desk.clearance().isCleared(reader.seat(), offer))
        : Optional.empty();
  }

  private Answer sign(
      Exchange exchange,
      Reader reader,
      ProposalKind kind,
      Form form,
      TermForm.Good good,
      Optional<ProposalState> base) {
    Act act = desk.talks().proposal(reader.seat(), good.term(), base.map(ProposalState::id));
    return desk.signing()
        .perform(
            exchange,
            reader.seat(),
            act,
            List.copyOf(good.bodies()),
            Errand.of(
                    (later, outcome) -> answer(later, reader.seat(), kind, form, outcome),
                    later ->
                        page(
                            desk.reader(later, reader.seat()),
                            kind,
                            form,
                            Map.of(),
                            Optional.empty()))
                .onlyIf(() -> toClear(reader, good).isEmpty(), desk.talks(), reader.seat()));
  }

  private Answer answer(
      Exchange exchange, Seat seat, ProposalKind kind, Form form, Outcome.Settled outcome) {
    Reader reader = desk.reader(exchange, seat, outcome.now());
    return switch (outcome) {
      case Outcome.Done done -> Answer.seeOther(reader.path("")).saying("talk.done.propose");
      case Outcome.Refused(Reason reason, Snapshot now) ->
          page(reader, kind, form, Map.of(), Optional.of(new WhyNot(reader).general(reason)))
              .withStatus(409);
    };
  }

  private Answer.Page review(
      Reader reader,
      Form form,
      TermForm.Good good,
      Optional<ProposalState> base,
      Optional<String> notice) {
    TermWords words =
        new TermWords(
            reader.sides(), digest -> good.text(digest).or(() -> reader.talk().body(digest)));
    Term term = good.term();
    return Answer.page(
        "talk/review.jte",
        new ReviewPage(
            reader.path("/propose/" + ProposalKind.of(term.matter()).slug()),
            reader.path(""),
            words.title(term),
            words.copies(term),
            new Consequences(reader).ofProposal(term, base),
            ReviewPage.carried(form),
            toClear(reader, good)
                .map(
                    offer ->
                        desk.clearance().missing(reader.seat(), offer, true, reader.language())),
            seen(reader, term.matter()),
            notice));
  }

  private static Answer.Page page(
      Reader reader,
      ProposalKind kind,
      Form form,
      Map<String, String> faults,
      Optional<String> notice) {
    Optional<ProposalView> answers =
        base(reader, form).map(found -> ProposalView.of(reader, found));
    return Answer.page(
        "talk/propose.jte", ProposePage.of(reader, kind, answers, form, faults, notice));
  }

  private static Optional<ProposalState> base(Reader reader, Form form) {
    return Optional.of(form.text("replaces"))
        .filter(id -> !id.isEmpty())
        .flatMap(id -> AnswerPages.find(reader, id));
  }

  private static boolean isAnswerable(ProposalState proposal) {
    return proposal.standing().isOpen() || proposal.standing() == Standing.IN_FORCE;
  }

  /** What stands on a matter and is open, in a few characters. */
  private static String seen(Reader reader, Matter matter) {
    return Stream.concat(
            reader.state().matter(matter).inForce().stream(),
            reader.state().matter(matter).open().stream())
        .map(proposal -> proposal.id().value().substring(0, 6) + proposal.standing().ordinal())
        .reduce("-", String::concat);
  }

  private static Form with(Form form, String field, String value) {
    Map<String, List<String>> fields = new java.util.LinkedHashMap<>(form.fields());
    fields.put(field, List.of(value));
    return new Form(fields, Map.of());
  }

  private static Form without(Form form, String field) {
    Map<String, List<String>> fields = new java.util.LinkedHashMap<>(form.fields());
    fields.remove(field);
    return new Form(fields, Map.of());
  }

  private static Optional<Matter> matter(String key) {
    try {
      return Optional.of(new Matter(key));
    } catch (Refusal notOne) {
      return Optional.empty();
    }
  }

  /** A page that needs a kind of term. */
  @FunctionalInterface
  private interface AboutKind {
    Answer answer(Reader reader, ProposalKind kind);
  }

  private Answer with(Exchange exchange, AboutKind about) {
    return desk.with(
        exchange,
        reader ->
            ProposalKind.ofSlug(exchange.path("kind"))
                .map(kind -> about.answer(reader, kind))
                .orElse(Answer.refuse(Problem.NOT_FOUND)));
  }
}
