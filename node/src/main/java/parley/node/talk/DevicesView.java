package parley.node.talk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Fingerprint;
import parley.dossier.model.PersonId;
import parley.dossier.model.SealPublicKey;
import parley.dossier.state.DelegationState;
import parley.dossier.state.Device;

/**
 * The devices of a talk, as everybody in it sees them.
 *
 * @param talk path of the talk
 * @param subject what the reader's browser proves its key for: the talk and her id
 * @param canAdmit whether the reader can admit one of hers now
 * @param live those that may hold the room's keys
 * @param past all others
 * @param several who has more than one that is live
 */
public record DevicesView(
    String talk,
    String subject,
    boolean canAdmit,
    List<Line> live,
    List<Line> past,
    List<String> several) {
  private static final int SHOWN_DIGITS = 11;

  private record Owner(DelegationId delegation, PersonId person) {}

  /**
   * A device.
   *
   * @param person her id within her side
   * @param key public, as base64url
   * @param digits by which two people can tell devices apart
   * @param isReaders whether it is the reader's own
   * @param canDismiss whether the reader may end it
   */
  public record Line(
      String person,
      String name,
      String mark,
      String key,
      String digits,
      String since,
      boolean isReaders,
      boolean canDismiss) {}

  /** The reader's own live devices, for the script. */
  public String own() {
    return keys(live);
  }

  /** Keys that her browser cannot use any more, for the script. */
  public String gone() {
    return keys(past);
  }

  static DevicesView of(Reader reader) {
    List<Device> all = reader.state().devices();
    return new DevicesView(
        reader.path(""),
        reader.seat().talk() + " " + reader.seat().person().id(),
        canAdmit(reader),
        all.stream().filter(Device::live).map(device -> line(reader, device)).toList(),
        all.stream().filter(device -> !device.live()).map(device -> line(reader, device)).toList(),
        several(reader));
  }

  private static String keys(List<Line> lines) {
    return lines.stream().filter(Line::isReaders).map(Line::key).collect(Collectors.joining(" "));
  }

  private static boolean canAdmit(Reader reader) {
    Optional<DelegationState> own = reader.state().delegation(reader.own());
    return Stage.of(reader) != Stage.CLOSED
        && Stage.of(reader) != Stage.FROZEN
        && own.filter(side -> !side.rotating())
            .flatMap(side -> side.person(reader.seat().personId()))
            .isPresent();
  }

  private static Line line(Reader reader, Device device) {
    boolean isOwnSide = device.delegation().equals(reader.own());
    boolean isReaders = isOwnSide && device.person().equals(reader.seat().personId());
    return new Line(
        device.person().value(),
        reader.sides().person(device.delegation(), device.person()),
        reader.sides().mark(device.delegation()),
        device.key().x(),
        digits(device.key()),
        reader.clock().stamp(device.admitted().at()),
        isReaders,
        device.live() && (isReaders || isOwnSide && reader.isBinder()));
  }

  /** By what two people can tell a device apart. */
  static String digits(SealPublicKey key) {
    return Fingerprint.of(List.of(key.commitment())).substring(0, SHOWN_DIGITS);
  }

  private static List<String> several(Reader reader) {
    return reader.state().devices().stream()
        .filter(Device::live)
        .map(device -> new Owner(device.delegation(), device.person()))
        .distinct()
        .flatMap(owner -> several(reader, owner).stream())
        .toList();
  }

  private static Optional<String> several(Reader reader, Owner owner) {
    int count = reader.state().devices(owner.delegation(), owner.person()).size();
    return count < 2
        ? Optional.empty()
        : Optional.of(
            reader.text(
                "devices.several",
                reader.sides().person(owner.delegation(), owner.person()),
                count));
  }
}
