package parley.relay;

/** Whose a publication is. */
interface Publisher {
  /** As subscribers are told. */
  PeerId id();

  /** Ties sound and picture of one person together (RFC 3550 section 6.5.1). */
  String canonicalName();
}
