/**
 * The dossier: a talk's signed log, its state and its verification. Pure; depends on no other part.
 */
module parley.dossier {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.nimbusds.jose.jwt;
  requires org.bouncycastle.provider;

  exports parley.dossier.chain;
  exports parley.dossier.disclosure;
  exports parley.dossier.model;
  exports parley.dossier.state;
  exports parley.dossier.verify;
  exports parley.dossier.webauthn;
  exports parley.dossier.wire;
}
