package parley.node.talk;

import java.util.Optional;
import parley.dossier.model.Reason;
import parley.dossier.state.Deed;
import parley.dossier.state.Obstacle;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Stance;
import parley.node.words.Slug;

/** Says why an act was refused, as exactly as the talk's state allows. */
record WhyNot(Reader reader) {

  /** Why nothing was written about this proposal. */
  String about(ProposalState proposal, Reason reason) {
    if (reason != Reason.STALE) {
      return general(reason);
    }
    if (Obstacle.isSettled(proposal.term(), reader.now())) {
      return reader.text("talk.refused.settled");
    }
    return switch (proposal.standing()) {
      case WITHDRAWN -> ended(proposal, Stance.Kind.WITHDRAWN, "withdrawn");
      case POSTPONED -> ended(proposal, Stance.Kind.POSTPONED, "postponed");
      case REPLACED -> reader.text("talk.refused.replaced");
      case EXPIRED -> reader.text("talk.refused.expired");
      case PROPOSED, OBJECTED, AGREED, RIVAL, HELD, IN_FORCE -> ownSide(proposal);
    };
  }

  /** Why nothing was written, when no proposal is concerned. */
  String general(Reason reason) {
    String slug = Slug.of(reason);
    return reader
        .words()
        .find("talk.refused." + slug)
        .orElseGet(() -> reader.text("talk.refused.other", reason.name()));
  }

  private String ownSide(ProposalState proposal) {
    if (Obstacle.isBesideOneInForce(reader.state(), proposal)) {
      return reader.text("talk.refused.beside-one-in-force");
    }
    Stance stance = proposal.stances().getOrDefault(reader.own(), Stance.SILENT);
    Optional<Deed> deed = stance.deed();
    return switch (stance.kind()) {
      case CONSENTED -> said(deed, "already-consented");
      case OBJECTED -> said(deed, "already-objected");
      case COUNTERED -> said(deed, "already-countered");
      case SILENT, AD_REFERENDUM, WITHDRAWN, POSTPONED, TOO_LATE ->
          reader.text("talk.refused.stale");
    };
  }

  private String ended(ProposalState proposal, Stance.Kind kind, String key) {
    return said(
        proposal.stances().values().stream()
            .filter(stance -> stance.kind() == kind)
            .flatMap(stance -> stance.deed().stream())
            .findFirst(),
        key);
  }

  private String said(Optional<Deed> deed, String key) {
    return deed.map(
            done ->
                reader.text(
                    "talk.refused." + key, reader.author(done), reader.clock().stamp(done.at())))
        .orElseGet(() -> reader.text("talk.refused.stale"));
  }
}
