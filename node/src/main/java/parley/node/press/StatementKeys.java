package parley.node.press;

import parley.dossier.chain.SealKey;

/** The keys by which this node's delegations sign what they publish. */
@FunctionalInterface
public interface StatementKeys {
  /** The delegation's statement key; its public half is in the delegation's credentials. */
  SealKey statementKey(String delegation);
}
