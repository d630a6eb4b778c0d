package parley.node.talk;

import parley.dossier.chain.Draft;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Credentials;
import parley.dossier.webauthn.Assertion;
import parley.node.people.Delegate;

/** Whatever can sign for this node's delegations and their people. */
public interface Signatures {
  /** The key that seals a delegation's entries. */
  SealKey seal(String delegation);

  /** The delegation as it shows itself to others. */
  Credentials credentials(String delegation);

  /** Asks a person's authenticator to sign exactly this act. */
  Assertion sign(Delegate person, Draft draft);
}
