package parley.node.talk;

import java.util.Optional;
import java.util.Set;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.SealPublicKey;

/**
 * The sealing keys of this node's delegations, in the order in which each follows the other: those
 * that still seal in some talk, the one for new talks, and the next, to which credentials commit.
 * Which of them a talk's chain is at, the chain itself says.
 */
public interface SealKeys {
  /** The key for new talks. */
  SealKey current(String delegation);

  /** The key to which it would be changed. */
  SealKey next(String delegation);

  /** One of the delegation's keys, if this node still holds it. */
  Optional<SealKey> held(String delegation, SealPublicKey key);

  /** Whether the chain began with a key of the delegation's, be it destroyed by now. */
  boolean isOwn(String delegation, DelegationId chain);

  /** The step from the key of these credentials to the one that they commit to. */
  Optional<Act.Rotate> step(String delegation, Credentials from);

  /**
   * Makes the next key the one for new talks, and a new next one; durable when this returns. Until
   * the talks have followed, their chains go on with the keys that they are at.
   */
  void advance(String delegation);

  /** Destroys the private halves of keys that come before the current one and are not in use. */
  void retire(String delegation, Set<SealPublicKey> inUse);
}
