package parley.relay.stun;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import parley.relay.wire.Drop;
import parley.relay.wire.Octets;

/** View of a STUN message (RFC 8489 section 5) with the attributes that ICE uses. Reusable. */
public final class StunMessage {
  static final int HEADER_LENGTH = 20;
  static final int TRANSACTION_OFFSET = 8;
  static final int TRANSACTION_LENGTH = 12;
  static final int MAGIC_COOKIE = 0x2112A442;
  static final int FINGERPRINT_XOR = 0x5354554E; // RFC 8489 section 14.7
  static final int INTEGRITY_LENGTH = 20;

  static final int BINDING_REQUEST = 0x0001;
  static final int BINDING_SUCCESS = 0x0101;
  static final int BINDING_ERROR = 0x0111;

  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int UNKNOWN_ATTRIBUTES = 0x000A;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int PRIORITY = 0x0024;
  static final int USE_CANDIDATE = 0x0025;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;
  static final int ICE_CONTROLLING = 0x802A;

  private static final int COMPREHENSION_OPTIONAL = 0x8000;

  private final CRC32 crc = new CRC32();
  private byte[] buffer = {};
  private int offset;
  private int length;
  private int username;
  private int integrity;
  private int fingerprint;
  private boolean controlled;
  private boolean useCandidate;
  private int unknownRequired;

  /** Wraps a datagram and checks its structure, not its authenticity. */
  public Drop wrap(byte[] datagram, int start, int size) {
    buffer = datagram;
    offset = start;
    length = size;
    username = -1;
    integrity = -1;
    fingerprint = -1;
    controlled = false;
    useCandidate = false;
    unknownRequired = 0;
    if (size < HEADER_LENGTH) {
      return Drop.TOO_SHORT;
    }
    int announced = Octets.u16(datagram, start + 2);
    boolean isStun =
        Octets.u8(datagram, start) <= 0x3F
            && Octets.i32(datagram, start + 4) == MAGIC_COOKIE
            && announced == size - HEADER_LENGTH
            && (announced & 3) == 0;
    return isStun ? readAttributes() : Drop.STUN_MALFORMED;
  }

  private Drop readAttributes() {
    int end = offset + length;
    int at = offset + HEADER_LENGTH;
    while (at < end) {
      if (fingerprint >= 0) {
        return Drop.STUN_MALFORMED; // FINGERPRINT is the last attribute
      }
      int next = at + 4 + (attributeLength(at) + 3 & ~3);
      if (next > end || !readAttribute(at)) {
        return Drop.STUN_MALFORMED;
      }
      at = next;
    }
    return Drop.NONE;
  }

  /** Notes an attribute; what follows MESSAGE-INTEGRITY, save FINGERPRINT, is not covered by it. */
  private boolean readAttribute(int at) {
    int type = Octets.u16(buffer, at);
    int size = attributeLength(at);
    if (type == FINGERPRINT) {
      fingerprint = at;
      return size == 4;
    }
    if (integrity >= 0) {
      return true;
    }
    switch (type) {
      case USERNAME -> username = at;
      case MESSAGE_INTEGRITY -> {
        integrity = at;
        return size == INTEGRITY_LENGTH;
      }
      case USE_CANDIDATE -> useCandidate = true;
      case ICE_CONTROLLED -> controlled = true;
      case PRIORITY -> {
        return size == 4;
      }
      default -> unknownRequired = type < COMPREHENSION_OPTIONAL ? type : unknownRequired;
    }
    return true;
  }

  private int attributeLength(int at) {
    return Octets.u16(buffer, at + 2);
  }

  /** Message type: method and class. */
  public int type() {
    return Octets.u16(buffer, offset);
  }

  /** The user name; empty when there is none. */
  public String username() {
    return username < 0
        ? ""
        : new String(buffer, username + 4, attributeLength(username), StandardCharsets.UTF_8);
  }

  /** The first half of the user name, which names the receiving agent (RFC 8445 section 7.2.2). */
  public String receiverUfrag() {
    String name = username();
    int colon = name.indexOf(':');
    return colon < 0 ? "" : name.substring(0, colon);
  }

  /** Whether USERNAME, MESSAGE-INTEGRITY and FINGERPRINT are all there. */
  public boolean isComplete() {
    return username >= 0 && integrity >= 0 && fingerprint >= 0;
  }

  /** Whether the sender nominates the pair. */
  public boolean hasUseCandidate() {
    return useCandidate;
  }

  /** Whether the sender takes the controlled role. */
  public boolean isFromControlled() {
    return controlled;
  }

  /** An attribute that must be understood and is not, or 0. */
  public int unknownRequiredAttribute() {
    return unknownRequired;
  }

  /** Whether FINGERPRINT matches (RFC 8489 section 14.7). */
  public boolean fingerprintMatches() {
    if (fingerprint < 0) {
      return false;
    }
    crc.reset();
    crc.update(buffer, offset, fingerprint - offset);
    return Octets.i32(buffer, fingerprint + 4) == ((int) crc.getValue() ^ FINGERPRINT_XOR);
  }

  /** Whether MESSAGE-INTEGRITY was made with the key of {@code hmac} (RFC 8489 section 14.5). */
  public boolean integrityMatches(Mac hmac) {
    if (integrity < 0) {
      return false;
    }
    int covered = integrity + 4 + INTEGRITY_LENGTH - offset - HEADER_LENGTH;
    hmac.update(buffer, offset, 2);
    hmac.update((byte) (covered >>> 8));
    hmac.update((byte) covered);
    hmac.update(buffer, offset + 4, integrity - offset - 4);
    int value = integrity + 4;
    byte[] found = Arrays.copyOfRange(buffer, value, value + INTEGRITY_LENGTH);
    return MessageDigest.isEqual(hmac.doFinal(), found);
  }

  /** Copies the transaction id. */
  void copyTransaction(byte[] target, int at) {
    System.arraycopy(buffer, offset + TRANSACTION_OFFSET, target, at, TRANSACTION_LENGTH);
  }
}
