package parley.dossier.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Draft;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;

/**
 * A delegation's hand in a dossier: what its node writes with. Beyond what the format demands it
 * refuses acts that would come to nothing, such as a consent to what was withdrawn a moment ago.
 */
public record Pen(Dossier dossier, DelegationId delegation, SealKey key) {
  /**
   * Prepares an act for a person to sign.
   *
   * @throws parley.dossier.model.Refusal with {@code STALE} if it would come to nothing
   */
  public Draft draft(Act act) {
    check(act);
    return dossier.draft(delegation, act);
  }

  /**
   * Writes what a person has signed.
   *
   * @throws parley.dossier.model.Refusal if it does not hold, or no longer means anything
   */
  public Entry append(Draft draft, Testimony by, Instant now) {
    check(draft.act());
    return dossier.append(draft, Optional.of(by), key, now);
  }

  /** Writes an act that needs no person. */
  public Entry append(Act act, Instant now) {
    return dossier.append(draft(act), Optional.empty(), key, now);
  }

  /** Acknowledges what the others wrote; nothing is written if there is nothing new. */
  public Optional<Entry> acknowledge(Instant now) {
    TalkState state = TalkState.of(dossier);
    return !state.frozen() && state.mustAcknowledge(delegation)
        ? Optional.of(append(new Act.Acknowledge(), now))
        : Optional.empty();
  }

  /** Lets several delegations' nodes acknowledge until nobody has anything new. */
  public static List<Entry> settle(List<Pen> pens, Instant now) {
    List<Entry> written = new ArrayList<>();
    int before;
    do {
      before = written.size();
      pens.forEach(pen -> pen.acknowledge(now).ifPresent(written::add));
    } while (written.size() > before);
    return written;
  }

  private void check(Act act) {
    TalkState state = TalkState.of(dossier);
    switch (act) {
      case Act.Consent c -> mustBeOpen(state, c.proposal());
      case Act.ConsentAdReferendum c -> mustBeOpen(state, c.proposal());
      case Act.Objection o -> mustBeOpen(state, o.proposal());
      case Act.Confirm c -> mustBeReferred(state, c.proposal());
      case Act.Withdraw w -> mustStand(state, w.proposal());
      case Act.Postpone p -> mustBeInForce(state, p.proposal());
      case Act.Propose p -> p.replaces().forEach(id -> mustStand(state, id));
      case Act other -> {}
    }
  }

  private static void mustBeOpen(TalkState state, Digest id) {
    ProposalState proposal = find(state, id);
    Optional<ProposalState> stands = state.matter(proposal.matter()).inForce();
    if (!proposal.standing().isOpen()
        || stands.filter(p -> !proposal.proposal().replaces().contains(p.id())).isPresent()) {
      throw Reason.STALE.because("it can no longer be answered: " + proposal.standing());
    }
  }

  private void mustBeReferred(TalkState state, Digest id) {
    mustBeOpen(state, id);
    Stance stance = find(state, id).stances().get(delegation);
    if (stance == null || stance.kind() != Stance.Kind.AD_REFERENDUM) {
      throw Reason.STALE.because("there is no consent ad referendum to confirm");
    }
  }

  private static void mustStand(TalkState state, Digest id) {
    Standing standing = find(state, id).standing();
    if (!standing.isOpen() && standing != Standing.IN_FORCE) {
      throw Reason.STALE.because("it has ended: " + standing);
    }
  }

  private static void mustBeInForce(TalkState state, Digest id) {
    if (find(state, id).standing() != Standing.IN_FORCE) {
      throw Reason.STALE.because("it is not in force");
    }
  }

  private static ProposalState find(TalkState state, Digest id) {
    ProposalState proposal = state.proposals().get(id);
    if (proposal == null) {
      throw Reason.REFERENCE_UNKNOWN.because("proposal");
    }
    return proposal;
  }
}
