package parley.relay.srtp;

import java.util.function.Function;
import parley.relay.srtp.KeyDerivation.Label;
import parley.relay.wire.Octets;

/** AES-GCM (RFC 7714). SRTCP is header, ciphertext, tag, index word. */
final class AeadTransform implements Transform {
  private final AeadCipher rtp;
  private final AeadCipher rtcp;
  private final byte[] rtpSalt;
  private final byte[] rtcpSalt;
  private final byte[] nonce = new byte[AeadCipher.NONCE_LENGTH];
  private final byte[] rtcpAad = new byte[RTCP_HEADER_LENGTH + RTCP_INDEX_LENGTH];

  /** With session keys, as the vectors of RFC 7714 give them. */
  AeadTransform(AeadCipher rtp, AeadCipher rtcp, byte[] rtpSalt, byte[] rtcpSalt) {
    this.rtp = rtp;
    this.rtcp = rtcp;
    this.rtpSalt = rtpSalt;
    this.rtcpSalt = rtcpSalt;
  }

  private AeadTransform(SrtpMasterKey master, Function<byte[], AeadCipher> ciphers) {
    this(
        ciphers.apply(
            KeyDerivation.derive(master, Label.RTP_ENCRYPTION, master.profile().keyLength())),
        ciphers.apply(
            KeyDerivation.derive(master, Label.RTCP_ENCRYPTION, master.profile().keyLength())),
        KeyDerivation.derive(master, Label.RTP_SALT, master.profile().saltLength()),
        KeyDerivation.derive(master, Label.RTCP_SALT, master.profile().saltLength()));
  }

  static AeadTransform sealing(SrtpMasterKey master, SrtpCrypto crypto) {
    return new AeadTransform(master, crypto::sealer);
  }

  static AeadTransform opening(SrtpMasterKey master, SrtpCrypto crypto) {
    return new AeadTransform(master, crypto::opener);
  }

  @Override
  public int sealRtp(byte[] buffer, int offset, int header, int length, int ssrc, long index) {
    applyRtp(buffer, offset, header, length, ssrc, index);
    return length + AeadCipher.TAG_LENGTH;
  }

  @Override
  public int openRtp(byte[] buffer, int offset, int header, int length, int ssrc, long index) {
    boolean authentic = applyRtp(buffer, offset, header, length, ssrc, index);
    return authentic ? length - AeadCipher.TAG_LENGTH : FORGED;
  }

  private boolean applyRtp(
      byte[] buffer, int offset, int header, int length, int ssrc, long index) {
    nonce(rtpSalt, ssrc, index);
    return rtp.apply(nonce, buffer, offset, header, buffer, offset + header, length - header);
  }

  @Override
  public int sealRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
    applyRtcp(buffer, offset, length, ssrc, index);
    int sealed = length + AeadCipher.TAG_LENGTH;
    Octets.put32(buffer, offset + sealed, RTCP_ENCRYPTED | index);
    return sealed + RTCP_INDEX_LENGTH;
  }

  @Override
  public int openRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
    boolean authentic = applyRtcp(buffer, offset, length - RTCP_INDEX_LENGTH, ssrc, index);
    return authentic ? length - RTCP_INDEX_LENGTH - AeadCipher.TAG_LENGTH : FORGED;
  }

  private boolean applyRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
    nonce(rtcpSalt, ssrc, index);
    System.arraycopy(buffer, offset, rtcpAad, 0, RTCP_HEADER_LENGTH);
    Octets.put32(rtcpAad, RTCP_HEADER_LENGTH, RTCP_ENCRYPTED | index);
    int text = offset + RTCP_HEADER_LENGTH;
    return rtcp.apply(nonce, rtcpAad, 0, rtcpAad.length, buffer, text, length - RTCP_HEADER_LENGTH);
  }

  /** RFC 7714 sections 8.1 and 9.1: zeros, SSRC and 48 bits of index, masked with the salt. */
  private void nonce(byte[] salt, int ssrc, long index) {
    Octets.put16(nonce, 0, Octets.u16(salt, 0));
    Octets.put32(nonce, 2, Octets.i32(salt, 2) ^ ssrc);
    Octets.put32(nonce, 6, Octets.i32(salt, 6) ^ (int) (index >>> 16));
    Octets.put16(nonce, 10, Octets.u16(salt, 10) ^ (int) index);
  }

  @Override
  public int rtcpIndexOffset(int offset, int length) {
    return offset + length - RTCP_INDEX_LENGTH;
  }

  @Override
  public int rtcpOverhead() {
    return AeadCipher.TAG_LENGTH + RTCP_INDEX_LENGTH;
  }

  @Override
  public int rtpOverhead() {
    return AeadCipher.TAG_LENGTH;
  }

  @Override
  public void close() {
    rtp.close();
    rtcp.close();
  }
}
