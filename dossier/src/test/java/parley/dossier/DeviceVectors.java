package parley.dossier;

import parley.dossier.chain.Dossier;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.SealPublicKey;

/** Devices that come and go. */
final class DeviceVectors extends VectorBook {
  private static final PersonId ADVISER = new PersonId("adviser");
  private static final PersonId TECHNICIAN = new PersonId("technician");
  private static final PersonId SPOKESPERSON = new PersonId("spokesperson");

  DeviceVectors(VectorBook book) {
    super(book);
  }

  void write() {
    Dossier in = rebuilt();
    admit(in, TECHNICIAN, "laptop");
    admit(in, TECHNICIAN, "tablet");
    admit(in, ADVISER, "telephone");
    Forge others = dismissal(in, ADVISER, "telephone").by(TECHNICIAN);
    fails("person-wrong-dismiss", Reason.PERSON_WRONG, in, others.seal(), others);
    Forge alone = dismissal(in, TECHNICIAN, "laptop").unsigned();
    fails("assertion-missing-dismiss", Reason.ASSERTION_MISSING, in, alone.seal(), alone);
    Forge hers = dismissal(in, TECHNICIAN, "telephone");
    fails("reference-unknown-device-of-another", Reason.REFERENCE_UNKNOWN, in, hers.seal(), hers);
    Forge never = dismissal(in, TECHNICIAN, "watch");
    fails("reference-unknown-device", Reason.REFERENCE_UNKNOWN, in, never.seal(), never);
    in.admit(dismissal(in, TECHNICIAN, "laptop").by(TECHNICIAN).seal());
    in.admit(dismissal(in, TECHNICIAN, "tablet").seal());
    holds("valid-devices", file(in));
    Forge twice = dismissal(in, TECHNICIAN, "laptop");
    fails("reference-wrong-dismissed", Reason.REFERENCE_WRONG, in, twice.seal(), twice);
    Forge again = admission(in, TECHNICIAN, "laptop");
    fails("reference-wrong-device-again", Reason.REFERENCE_WRONG, in, again.seal(), again);
    Forge stranger = admission(in, SPOKESPERSON, "camera").by(ADVISER);
    fails("person-wrong-admit", Reason.PERSON_WRONG, in, stranger.seal(), stranger);
    Forge key = admission(in, SPOKESPERSON, "camera").unsigned();
    fails("assertion-missing-admit", Reason.ASSERTION_MISSING, in, key.seal(), key);
  }

  private void admit(Dossier in, PersonId person, String device) {
    sudria.act(in, new Act.AdmitDevice(person, key(device)), later);
  }

  private Forge admission(Dossier in, PersonId person, String device) {
    return Forge.next(in, sudria, new Act.AdmitDevice(person, key(device)), later);
  }

  private Forge dismissal(Dossier in, PersonId person, String device) {
    return Forge.next(in, sudria, new Act.DismissDevice(person, key(device)), later);
  }

  private static SealPublicKey key(String device) {
    return SealKey.ofSeed(Side.seed(device)).publicKey();
  }
}
