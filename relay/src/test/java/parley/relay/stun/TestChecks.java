package parley.relay.stun;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import parley.relay.IceCredentials;
import parley.relay.wire.Octets;

/** Writes the connectivity checks of a browser. */
public final class TestChecks {
  private final byte[] buffer = new byte[512];
  private int position;

  /** A whole check from the agent of {@code client} to ours. */
  public static byte[] check(
      RandomGenerator random, IceCredentials client, IceCredentials ours, boolean nominate) {
    TestChecks check = new TestChecks().begin(StunMessage.BINDING_REQUEST, random);
    check.attribute(StunMessage.USERNAME, utf8(ours.ufrag() + ":" + client.ufrag()));
    check.attribute(StunMessage.PRIORITY, new byte[] {0x6E, 0, 1, (byte) 0xFF});
    check.attribute(StunMessage.ICE_CONTROLLING, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    if (nominate) {
      check.attribute(StunMessage.USE_CANDIDATE, new byte[0]);
    }
    return check.end(ours.pwd());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  TestChecks begin(int type, RandomGenerator random) {
    byte[] transaction = new byte[StunMessage.TRANSACTION_LENGTH];
    random.nextBytes(transaction);
    Octets.put16(buffer, 0, type);
    Octets.put32(buffer, 4, StunMessage.MAGIC_COOKIE);
    System.arraycopy(transaction, 0, buffer, StunMessage.TRANSACTION_OFFSET, transaction.length);
    position = StunMessage.HEADER_LENGTH;
    return this;
  }

  TestChecks attribute(int type, byte[] value) {
    Octets.put16(buffer, position, type);
    Octets.put16(buffer, position + 2, value.length);
    System.arraycopy(value, 0, buffer, position + 4, value.length);
    position += 4 + (value.length + 3 & ~3);
    Octets.put16(buffer, 2, position - StunMessage.HEADER_LENGTH);
    return this;
  }

  byte[] end(String password) {
    Octets.put16(buffer, 2, position + 24 - StunMessage.HEADER_LENGTH);
    Mac hmac = IceLite.hmac(password);
    hmac.update(buffer, 0, position);
    attribute(StunMessage.MESSAGE_INTEGRITY, hmac.doFinal());
    return endWithFingerprint();
  }

  byte[] endWithFingerprint() {
    Octets.put16(buffer, 2, position + 8 - StunMessage.HEADER_LENGTH);
    CRC32 crc = new CRC32();
    crc.update(buffer, 0, position);
    byte[] value = new byte[4];
    Octets.put32(value, 0, (int) crc.getValue() ^ StunMessage.FINGERPRINT_XOR);
    attribute(StunMessage.FINGERPRINT, value);
    return bytes();
  }

  byte[] bytes() {
    return Arrays.copyOf(buffer, position);
  }
}
