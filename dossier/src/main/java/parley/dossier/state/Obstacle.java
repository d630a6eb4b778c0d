package parley.dossier.state;

import java.time.Instant;
import java.util.Optional;
import parley.dossier.model.Act;
import parley.dossier.model.Authority;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.Term;

/**
 * What is in the way of an act before anybody signs it, as far as the talk's state says so. The
 * chains would take many an act that has no effect any more; a person is spared from signing one.
 * Whether she may sign at all is {@link parley.dossier.model.Authority}'s.
 */
public record Obstacle(TalkState state, DelegationId delegation, Instant now) {

  /** Why the delegation's act would come to nothing; empty if it means something now. */
  public Optional<Reason> to(Act act) {
    Optional<DelegationState> own = state.delegation(delegation);
    if (own.isEmpty() && !(act instanceof Act.Present)) {
      return Optional.of(Reason.CREDENTIALS_NOT_ACCEPTED);
    }
    if (own.filter(DelegationState::rotating).isPresent()
        && !Authority.beforeRotationIsAccepted(act)) {
      return Optional.of(Reason.ROTATION_NOT_ACCEPTED);
    }
    return isStale(act) || isTooLate(act) ? Optional.of(Reason.STALE) : Optional.empty();
  }

  /**
   * Whether another term on the same matter is in force which this proposal does not name as
   * replaced: consenting to it would end nothing and bring nothing into force.
   */
  public static boolean isBesideOneInForce(TalkState state, ProposalState proposal) {
    return state
        .matter(proposal.matter())
        .inForce()
        .filter(stands -> !stands.id().equals(proposal.id()))
        .filter(stands -> !proposal.proposal().replaces().contains(stands.id()))
        .isPresent();
  }

  /**
   * Whether nothing that is written now changes anything about it: see {@link Term.JointStatement}.
   */
  public static boolean isSettled(Term term, Instant now) {
    return term instanceof Term.JointStatement statement && now.isAfter(statement.settled());
  }

  private boolean isTooLate(Act act) {
    return switch (act) {
      case Act.Propose propose ->
          isSettled(propose.term(), now) || propose.replaces().stream().anyMatch(this::isSettled);
      case Act.Consent(Digest id) -> isSettled(id);
      case Act.ConsentAdReferendum(Digest id) -> isSettled(id);
      case Act.Confirm(Digest id) -> isSettled(id);
      case Act.Objection(Digest id, var reason) -> isSettled(id);
      case Act.Withdraw(Digest id, var reason) -> isSettled(id);
      case Act other -> false;
    };
  }

  private boolean isSettled(Digest id) {
    return proposal(id).filter(found -> isSettled(found.term(), now)).isPresent();
  }

  private boolean isStale(Act act) {
    return switch (act) {
      case Act.Present(Credentials shown) -> isShown(shown);
      case Act.Accept(DelegationId other, Digest credentials) -> !isToAccept(other, credentials);
      case Act.Propose propose -> propose.replaces().stream().anyMatch(id -> !stands(id));
      case Act.Consent(Digest id) -> !canBind(id) || stance(id) == Stance.Kind.CONSENTED;
      case Act.ConsentAdReferendum(Digest id) -> !canBind(id) || stance(id) != Stance.Kind.SILENT;
      case Act.Confirm(Digest id) -> !canBind(id) || stance(id) != Stance.Kind.AD_REFERENDUM;
      case Act.Objection(Digest id, var reason) ->
          !isOpen(id) || stance(id) == Stance.Kind.OBJECTED;
      case Act.Withdraw(Digest id, var reason) -> !stands(id);
      case Act.Postpone(Digest id, var reason) -> !stands(id) || isOpen(id);
      case Act.Convene convene -> true;
      case Act.Rotate rotate -> false;
      case Act.Revoke revoke -> false;
      case Act.AdmitDevice(var person, SealPublicKey device) -> device(device).isPresent();
      case Act.DismissDevice(var person, SealPublicKey device) ->
          device(device).filter(known -> known.dismissed().isEmpty()).isEmpty();
      case Act.Declare declare -> false;
      case Act.Open open -> false;
      case Act.Enter enter -> false;
      case Act.Leave leave -> false;
      case Act.Close close -> false;
      case Act.Release release -> false;
      case Act.Acknowledge acknowledge -> false;
    };
  }

  private boolean isShown(Credentials credentials) {
    return state
        .delegation(delegation)
        .filter(own -> own.presented().equals(credentials))
        .isPresent();
  }

  private Optional<Device> device(SealPublicKey key) {
    return state.devices().stream()
        .filter(device -> device.delegation().equals(delegation) && device.key().equals(key))
        .findFirst();
  }

  private boolean isToAccept(DelegationId other, Digest credentials) {
    return state
        .delegation(other)
        .filter(side -> side.presentedDigest().equals(credentials))
        .map(DelegationState::acceptedBy)
        .filter(accepted -> !accepted.contains(delegation))
        .isPresent();
  }

  private boolean isOpen(Digest id) {
    return proposal(id).map(ProposalState::standing).filter(Standing::isOpen).isPresent();
  }

  /** Whether a consent to it can still lead to anything. */
  private boolean canBind(Digest id) {
    return isOpen(id) && proposal(id).filter(p -> isBesideOneInForce(state, p)).isEmpty();
  }

  /** Whether it is open or in force. */
  private boolean stands(Digest id) {
    return isOpen(id)
        || proposal(id).filter(found -> found.standing() == Standing.IN_FORCE).isPresent();
  }

  private Stance.Kind stance(Digest id) {
    return proposal(id)
        .map(found -> found.stances().getOrDefault(delegation, Stance.SILENT).kind())
        .orElse(Stance.Kind.SILENT);
  }

  private Optional<ProposalState> proposal(Digest id) {
    return Optional.ofNullable(state.proposals().get(id));
  }
}
