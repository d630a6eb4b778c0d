package parley.node.talk;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import parley.dossier.model.Base64Url;
import parley.dossier.model.SealPublicKey;
import parley.node.web.Form;

/**
 * A browser's word that it holds a device's private key: a challenge of this node's, signed for one
 * person in one talk. The key goes on record only with it, since whoever admits a key that is not
 * her own would lend her name to another's device.
 *
 * @param challenge as it was given out
 */
record DeviceProof(SealPublicKey device, byte[] challenge, byte[] signature) {
  private static final int SIGNATURE_BYTES = 64;
  private static final int MAX_PART = 200;

  /** As {@code client/src/device.ts} sends it. */
  static DeviceProof of(Form form) {
    return new DeviceProof(
        new SealPublicKey(form.text("device")),
        Base64Url.decode(form.text("challenge"), MAX_PART),
        Base64Url.decode(form.text("proof"), MAX_PART));
  }

  /** The same bytes as {@code client/src/device.ts} signs. */
  static byte[] message(Seat seat, String challenge) {
    return ("parley device\n" + seat.talk() + "\n" + seat.person().id() + "\n" + challenge)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the device's key has signed the challenge for this seat. */
  boolean isOf(Seat seat) {
    byte[] key = device.bytes();
    byte[] message = message(seat, Base64Url.encode(challenge));
    return signature.length == SIGNATURE_BYTES
        && Ed25519.validatePublicKeyFull(key, 0)
        && Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
  }
}
