package parley.node.talk;

import java.util.Optional;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;
import parley.dossier.state.DelegationState;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Stance;
import parley.dossier.state.Standing;

/**
 * What is in the way of an act before anybody signs it. The dossier would take many an act that no
 * longer has an effect; a person is spared from signing one.
 */
record Obstacle(Seat seat, Snapshot now) {

  Optional<Reason> to(Act act) {
    if (!seat.allows(act)) {
      return Optional.of(Reason.ROLE_NOT_ALLOWED);
    }
    boolean isPresenting = act instanceof Act.Present;
    boolean isSilent = now.state().delegation(seat.delegation()).isEmpty();
    if (isSilent && !isPresenting) {
      return Optional.of(Reason.CREDENTIALS_NOT_ACCEPTED);
    }
    return isStale(act, isSilent) ? Optional.of(Reason.STALE) : Optional.empty();
  }

  private boolean isStale(Act act, boolean isSilent) {
    return switch (act) {
      case Act.Present present -> !isSilent;
      case Act.Accept(DelegationId other, Digest credentials) -> !isToAccept(other, credentials);
      case Act.Propose propose -> propose.replaces().stream().anyMatch(id -> !stands(id));
      case Act.Consent(Digest id) -> !isOpen(id) || stance(id) == Stance.Kind.CONSENTED;
      case Act.ConsentAdReferendum(Digest id) -> !isOpen(id) || stance(id) != Stance.Kind.SILENT;
      case Act.Confirm(Digest id) -> !isOpen(id) || stance(id) != Stance.Kind.AD_REFERENDUM;
      case Act.Objection(Digest id, var reason) ->
          !isOpen(id) || stance(id) == Stance.Kind.OBJECTED;
      case Act.Withdraw(Digest id, var reason) -> !stands(id);
      case Act.Postpone(Digest id, var reason) -> !stands(id) || isOpen(id);
      case Act.Convene convene -> true;
      case Act.Rotate rotate -> false;
      case Act.Revoke revoke -> false;
      case Act.AdmitDevice device -> false;
      case Act.Declare declare -> false;
      case Act.Open open -> false;
      case Act.Enter enter -> false;
      case Act.Leave leave -> false;
      case Act.Close close -> false;
      case Act.Release release -> false;
      case Act.Acknowledge acknowledge -> false;
    };
  }

  private boolean isToAccept(DelegationId other, Digest credentials) {
    return now.state()
        .delegation(other)
        .filter(side -> side.presentedDigest().equals(credentials))
        .map(DelegationState::acceptedBy)
        .filter(accepted -> !accepted.contains(seat.delegation()))
        .isPresent();
  }

  private boolean isOpen(Digest id) {
    return proposal(id).map(ProposalState::standing).filter(Standing::isOpen).isPresent();
  }

  /** Whether it is open or in force. */
  private boolean stands(Digest id) {
    return isOpen(id)
        || proposal(id).filter(found -> found.standing() == Standing.IN_FORCE).isPresent();
  }

  private Stance.Kind stance(Digest id) {
    return proposal(id)
        .map(found -> found.stances().getOrDefault(seat.delegation(), Stance.SILENT).kind())
        .orElse(Stance.Kind.SILENT);
  }

  private Optional<ProposalState> proposal(Digest id) {
    return Optional.ofNullable(now.state().proposals().get(id));
  }
}
