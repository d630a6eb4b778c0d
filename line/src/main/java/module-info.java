/** The line between delegations of two nodes: identity, sessions and what they carry. */
module parley.line {
  requires transitive parley.dossier;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.slf4j;
  requires parley.relay;

  exports parley.line;
  exports parley.line.exchange;
  exports parley.line.io;
}
