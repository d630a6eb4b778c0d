package parley.relay.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import parley.relay.srtp.KeyDerivation.Label;
import parley.relay.wire.Octets;

/**
 * AES-CM with HMAC-SHA1 (RFC 3711 sections 4.1.1 and 4.2.1). SRTCP is header, ciphertext, index
 * word, tag. The HMAC is the JDK's with either provider: hardly any browser still ends up here.
 */
final class CounterTransform implements Transform {
  private static final String HMAC = "HmacSHA1";
  private static final int HMAC_LENGTH = 20;
  private static final int SALT_LENGTH = 14;

  private final CounterCipher rtp;
  private final CounterCipher rtcp;
  private final Mac rtpMac;
  private final Mac rtcpMac;
  private final byte[] rtpSalt;
  private final byte[] rtcpSalt;
  private final int tagLength;
  private final byte[] iv = new byte[CounterCipher.IV_LENGTH];
  private final byte[] rollover = new byte[4];
  private final byte[] tag = new byte[HMAC_LENGTH];

  CounterTransform(SrtpMasterKey master, SrtpCrypto crypto) {
    int keyLength = master.profile().keyLength();
    tagLength = master.profile().tagLength();
    rtp = crypto.counter(KeyDerivation.derive(master, Label.RTP_ENCRYPTION, keyLength));
    rtcp = crypto.counter(KeyDerivation.derive(master, Label.RTCP_ENCRYPTION, keyLength));
    rtpMac = mac(KeyDerivation.derive(master, Label.RTP_AUTHENTICATION, HMAC_LENGTH));
    rtcpMac = mac(KeyDerivation.derive(master, Label.RTCP_AUTHENTICATION, HMAC_LENGTH));
    rtpSalt = KeyDerivation.derive(master, Label.RTP_SALT, SALT_LENGTH);
    rtcpSalt = KeyDerivation.derive(master, Label.RTCP_SALT, SALT_LENGTH);
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA1", e);
    }
  }

  @Override
  public int sealRtp(byte[] buffer, int offset, int header, int length, int ssrc, long index) {
    iv(rtpSalt, ssrc, index);
    rtp.apply(iv, buffer, offset + header, length - header);
    authenticateRtp(buffer, offset, length, index);
    System.arraycopy(tag, 0, buffer, offset + length, tagLength);
    return length + tagLength;
  }

  @Override
  public int openRtp(byte[] buffer, int offset, int header, int length, int ssrc, long index) {
    int plain = length - tagLength;
    authenticateRtp(buffer, offset, plain, index);
    if (!tagMatches(buffer, offset + plain)) {
      return FORGED;
    }
    iv(rtpSalt, ssrc, index);
    rtp.apply(iv, buffer, offset + header, plain - header);
    return plain;
  }

  @Override
  public int sealRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
    iv(rtcpSalt, ssrc, index);
    rtcp.apply(iv, buffer, offset + RTCP_HEADER_LENGTH, length - RTCP_HEADER_LENGTH);
    Octets.put32(buffer, offset + length, RTCP_ENCRYPTED | index);
    int covered = length + RTCP_INDEX_LENGTH;
    authenticate(rtcpMac, buffer, offset, covered);
    System.arraycopy(tag, 0, buffer, offset + covered, tagLength);
    return covered + tagLength;
  }

  @Override
  public int openRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
    int covered = length - tagLength;
    authenticate(rtcpMac, buffer, offset, covered);
    if (!tagMatches(buffer, offset + covered)) {
      return FORGED;
    }
    int plain = covered - RTCP_INDEX_LENGTH;
    iv(rtcpSalt, ssrc, index);
    rtcp.apply(iv, buffer, offset + RTCP_HEADER_LENGTH, plain - RTCP_HEADER_LENGTH);
    return plain;
  }

  /** RFC 3711 section 4.1.1: salt * 2^16 XOR SSRC * 2^64 XOR index * 2^16. */
  private void iv(byte[] salt, int ssrc, long index) {
    System.arraycopy(salt, 0, iv, 0, SALT_LENGTH);
    Octets.put32(iv, 4, Octets.i32(iv, 4) ^ ssrc);
    Octets.put32(iv, 8, Octets.i32(iv, 8) ^ (int) (index >>> 16));
    Octets.put16(iv, 12, Octets.u16(iv, 12) ^ (int) index);
    Octets.put16(iv, 14, 0);
  }

  private void authenticateRtp(byte[] buffer, int offset, int length, long index) {
    rtpMac.update(buffer, offset, length);
    Octets.put32(rollover, 0, (int) (index >>> 16));
    authenticate(rtpMac, rollover, 0, rollover.length);
  }

  private void authenticate(Mac mac, byte[] buffer, int offset, int length) {
    mac.update(buffer, offset, length);
    try {
      mac.doFinal(tag, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the tag has room for an HMAC-SHA1", e);
    }
  }

  /** In constant time. */
  private boolean tagMatches(byte[] buffer, int offset) {
    int difference = 0;
    for (int i = 0; i < tagLength; i++) {
      difference |= tag[i] ^ buffer[offset + i];
    }
    return difference == 0;
  }

  @Override
  public int rtcpIndexOffset(int offset, int length) {
    return offset + length - tagLength - RTCP_INDEX_LENGTH;
  }

  @Override
  public int rtcpOverhead() {
    return RTCP_INDEX_LENGTH + tagLength;
  }

  @Override
  public int rtpOverhead() {
    return tagLength;
  }

  @Override
  public void close() {
    rtp.close();
    rtcp.close();
  }
}
