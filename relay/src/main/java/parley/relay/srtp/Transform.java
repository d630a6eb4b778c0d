package parley.relay.srtp;

/**
 * Encrypts and authenticates packets whose index is known. Lengths go in and come out; an opener
 * returns {@link #FORGED} instead.
 */
sealed interface Transform extends AutoCloseable permits AeadTransform, CounterTransform {
  int FORGED = -1;

  /** Bytes of an SRTCP packet that stay clear at its head. */
  int RTCP_HEADER_LENGTH = 8;

  /** The word with E bit and SRTCP index. */
  int RTCP_INDEX_LENGTH = 4;

  int RTCP_ENCRYPTED = 0x8000_0000;

  /** Seals in a direction: ours. */
  static Transform sealing(SrtpMasterKey master, SrtpCrypto crypto) {
    return master.profile().isAead()
        ? AeadTransform.sealing(master, crypto)
        : new CounterTransform(master, crypto);
  }

  /** Opens in a direction: the peer's. */
  static Transform opening(SrtpMasterKey master, SrtpCrypto crypto) {
    return master.profile().isAead()
        ? AeadTransform.opening(master, crypto)
        : new CounterTransform(master, crypto);
  }

  int sealRtp(byte[] buffer, int offset, int header, int length, int ssrc, long index);

  int openRtp(byte[] buffer, int offset, int header, int length, int ssrc, long index);

  int sealRtcp(byte[] buffer, int offset, int length, int ssrc, int index);

  int openRtcp(byte[] buffer, int offset, int length, int ssrc, int index);

  /** Where the index word of a protected SRTCP packet begins. */
  int rtcpIndexOffset(int offset, int length);

  /** Bytes that SRTCP protection adds. */
  int rtcpOverhead();

  /** Bytes that SRTP protection adds. */
  int rtpOverhead();

  @Override
  void close();
}
