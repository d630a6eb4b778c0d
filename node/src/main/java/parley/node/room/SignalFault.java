package parley.node.room;

/**
 * Why a WebSocket was refused or cut. An operator sees the counts. Codes above 4000 are ours (RFC
 * 6455 section 7.4.2).
 */
enum SignalFault {
  /** No such talk, or not hers: the same for both. */
  NO_SUCH_ROOM(4404),
  /** Larger than any message of ours. */
  OVERSIZE(1009),
  /** Not one of our messages. */
  MALFORMED(4400),
  /** A message that does not fit the moment, such as a second join. */
  OUT_OF_TURN(4409),
  /** Too many messages at once. */
  FLOOD(4429);

  private final int closeCode;

  SignalFault(int closeCode) {
    this.closeCode = closeCode;
  }

  int closeCode() {
    return closeCode;
  }
}
