/** The media plane: a sans-IO core that forwards packets, and one package that does the I/O. */
module parley.relay {
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.bouncycastle.tls;
  requires org.slf4j;

  exports parley.relay;
  exports parley.relay.clip;
}
