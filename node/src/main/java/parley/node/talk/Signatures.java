package parley.node.talk;

import parley.dossier.chain.Draft;
import parley.dossier.model.Credentials;
import parley.dossier.webauthn.Assertion;
import parley.node.people.Delegate;

/** Whatever can sign for this node's delegations and their people. */
public interface Signatures {
  /** The keys that seal delegations' entries. */
  SealKeys keys();

  /** The delegation as it would show itself in a new talk. */
  Credentials credentials(String delegation);

  /** Asks a person's authenticator to sign exactly this act. */
  Assertion sign(Delegate person, Draft draft);
}
