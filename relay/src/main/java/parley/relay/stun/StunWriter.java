package parley.relay.stun;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import parley.relay.wire.Octets;

/** Writes a STUN message into an array of its own; reusable. */
final class StunWriter {
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

  private final byte[] buffer = new byte[256];
  private final CRC32 crc = new CRC32();
  private int position;

  byte[] buffer() {
    return buffer;
  }

  int length() {
    return position;
  }

  StunWriter begin(int type, StunMessage request) {
    Octets.put16(buffer, 0, type);
    Octets.put32(buffer, 4, StunMessage.MAGIC_COOKIE);
    request.copyTransaction(buffer, StunMessage.TRANSACTION_OFFSET);
    position = StunMessage.HEADER_LENGTH;
    return this;
  }

  /** The address that the request came from, masked (RFC 8489 section 14.2). */
  StunWriter xorMappedAddress(InetSocketAddress address) {
    byte[] ip = address.getAddress().getAddress();
    int value = attribute(StunMessage.XOR_MAPPED_ADDRESS, 4 + ip.length);
    Octets.put16(buffer, value, ip.length == 4 ? IPV4 : IPV6);
    Octets.put16(buffer, value + 2, address.getPort() ^ StunMessage.MAGIC_COOKIE >>> 16);
    for (int i = 0; i < ip.length; i++) {
      buffer[value + 4 + i] = (byte) (ip[i] ^ buffer[4 + i]); // cookie, then transaction id
    }
    return this;
  }

  StunWriter error(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
    int value = attribute(StunMessage.ERROR_CODE, 4 + text.length);
    Octets.put32(buffer, value, code / 100 << 8 | code % 100);
    System.arraycopy(text, 0, buffer, value + 4, text.length);
    return this;
  }

  StunWriter unknownAttribute(int type) {
    int value = attribute(StunMessage.UNKNOWN_ATTRIBUTES, 2);
    Octets.put16(buffer, value, type);
    return this;
  }

  /** Closes the message with MESSAGE-INTEGRITY and FINGERPRINT. */
  void end(Mac hmac) {
    int covered = position;
    int value = attribute(StunMessage.MESSAGE_INTEGRITY, StunMessage.INTEGRITY_LENGTH);
    Octets.put16(buffer, 2, position - StunMessage.HEADER_LENGTH);
    hmac.update(buffer, 0, covered);
    System.arraycopy(hmac.doFinal(), 0, buffer, value, StunMessage.INTEGRITY_LENGTH);
    covered = position;
    value = attribute(StunMessage.FINGERPRINT, 4);
    Octets.put16(buffer, 2, position - StunMessage.HEADER_LENGTH);
    crc.reset();
    crc.update(buffer, 0, covered);
    Octets.put32(buffer, value, (int) crc.getValue() ^ StunMessage.FINGERPRINT_XOR);
  }

  private int attribute(int type, int length) {
    int value = position + 4;
    Octets.put16(buffer, position, type);
    Octets.put16(buffer, position + 2, length);
    position = value + (length + 3 & ~3);
    Arrays.fill(buffer, value, position, (byte) 0);
    return value;
  }
}
