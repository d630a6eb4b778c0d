package parley.node.press.joint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Term;
import parley.dossier.state.Deed;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Stance;
import parley.dossier.state.Standing;
import parley.node.press.joint.JointStore.Known;
import parley.node.talk.PublicView.Joint;
import parley.node.talk.Snapshot;
import parley.node.words.Moments;
import parley.node.words.Words;

/**
 * How a talk's joint statements stand, for the people of one side.
 *
 * @param delegation its slug
 * @param clock its own
 */
public record JointNews(
    JointStore store, Snapshot talk, String delegation, Moments clock, Instant now) {

  /** What is under way or over, the next release first. */
  public List<Joint> all() {
    return talk.state().proposals().values().stream()
        .filter(proposal -> proposal.term() instanceof Term.JointStatement)
        .flatMap(proposal -> one(proposal, (Term.JointStatement) proposal.term()).stream())
        .sorted(Comparator.comparing(Joint::release).reversed())
        .toList();
  }

  private Optional<Joint> one(ProposalState proposal, Term.JointStatement term) {
    JointKey key = key(proposal, delegation);
    Optional<Known> known = store.find(key);
    boolean isInForce = proposal.standing() == Standing.IN_FORCE;
    if (known.isEmpty() && !isInForce && !proposal.standing().isOpen()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    String state = state(proposal, term, known);
    lines.add(words(state, proposal, term, known));
    Map<DelegationId, Instant> seen = store.seen(key);
    boolean isEarly = false;
    for (DelegationId side : talk.state().parties()) {
      if (!side.equals(own())) {
        Optional<Instant> theirs =
            published(proposal, side).or(() -> Optional.ofNullable(seen.get(side)));
        isEarly |= theirs.filter(term.release()::isAfter).isPresent();
        theirs.map(at -> theirs(side, at, term)).ifPresent(lines::add);
      }
    }
    if (known.flatMap(Known::published).isPresent() && !isInForce) {
      lines.add(text("after", stopper(proposal)));
    }
    boolean canStop = isInForce && !now.isAfter(term.settled()) && !talk.state().frozen();
    return Optional.of(
        new Joint(
            headline(term),
            "/talk/" + talk.state().talk() + "/proposal/" + proposal.id(),
            state,
            Words.in(clock.language()).text("press.joint.state." + state),
            lines,
            isEarly,
            canStop,
            term.release()));
  }

  private String state(ProposalState proposal, Term.JointStatement term, Optional<Known> known) {
    if (known.flatMap(Known::published).isPresent()) {
      return "published";
    }
    if (proposal.standing().isOpen() && known.isEmpty()) {
      return "offered";
    }
    if (proposal.standing() != Standing.IN_FORCE) {
      return "stopped";
    }
    if (talk.state().frozen()) {
      return "held";
    }
    if (now.isBefore(term.release())) {
      return now.isAfter(term.settled()) ? "certain" : "waiting";
    }
    return known.isPresent() ? "certain" : "missed";
  }

  private String words(
      String state, ProposalState proposal, Term.JointStatement term, Optional<Known> known) {
    return switch (state) {
      case "published" -> text(state, clock.full(known.flatMap(Known::published).orElse(now)));
      case "stopped" -> text(state, stopper(proposal));
      case "waiting" ->
          text(
              state,
              clock.full(term.release()),
              clock.offset(term.release()),
              Words.in(clock.language()).count("press.joint.minutes", minutes(term)),
              clock.time(term.settled()));
      default -> text(state, clock.full(term.release()), clock.offset(term.release()));
    };
  }

  private long minutes(Term.JointStatement term) {
    return Math.max(0, Duration.between(now, term.release()).plusSeconds(59).toMinutes());
  }

  /** Who stopped it and when, as she claims, with her reason. */
  private String stopper(ProposalState proposal) {
    Optional<Deed> deed =
        proposal.stances().values().stream()
            .filter(stance -> stance.kind() != Stance.Kind.CONSENTED)
            .flatMap(stance -> stance.deed().stream())
            .findFirst();
    return deed.map(this::stopper).orElseGet(() -> text("other"));
  }

  private String stopper(Deed deed) {
    String who =
        text("by", name(deed.delegation()), clock.full(deed.at()), clock.offset(deed.at()));
    return deed.reason()
        .flatMap(talk::texts)
        .map(reason -> who + " " + text("reason", reason.inOrFirst(clock.language().tag())))
        .orElse(who);
  }

  private String theirs(DelegationId side, Instant at, Term.JointStatement term) {
    return text(
        at.isBefore(term.release()) ? "early" : "theirs",
        name(side),
        clock.full(at),
        clock.offset(at));
  }

  /** When another delegation of this node published it. */
  private Optional<Instant> published(ProposalState proposal, DelegationId side) {
    return talk.local().entrySet().stream()
        .filter(local -> local.getValue().equals(side))
        .flatMap(local -> store.find(key(proposal, local.getKey())).stream())
        .flatMap(known -> known.published().stream())
        .findFirst();
  }

  private JointKey key(ProposalState proposal, String side) {
    return new JointKey(talk.state().talk(), proposal.id(), side);
  }

  private String headline(Term.JointStatement term) {
    return talk.jointText(term.text())
        .map(text -> text.headline().inOrFirst(clock.language().tag()))
        .orElseGet(() -> text("erased"));
  }

  private DelegationId own() {
    return talk.local().get(delegation);
  }

  private String name(DelegationId side) {
    return talk.state()
        .delegation(side)
        .map(found -> found.presented().names().inOrFirst(clock.language().tag()))
        .orElse("");
  }

  private String text(String key, Object... arguments) {
    return Words.in(clock.language()).text("press.joint." + key, arguments);
  }
}
