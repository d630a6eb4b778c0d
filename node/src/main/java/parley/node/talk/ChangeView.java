package parley.node.talk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import parley.dossier.model.Act;
import parley.dossier.model.Credentials;
import parley.dossier.model.Digest;
import parley.dossier.model.Person;
import parley.dossier.state.DelegationState;
import parley.dossier.wire.ActFormat;

/**
 * That a delegation's people are no longer those whom the talk knows, for whoever can present the
 * change.
 *
 * @param lines what has changed
 * @param digest names what would be presented, so that nothing else is
 * @param ended people whose signature counts in the talk until they are revoked or the change is
 *     accepted
 * @param waits whether the change is presented and the others have not accepted it yet
 * @param others who accept it
 */
public record ChangeView(
    List<String> lines, String digest, List<Ended> ended, boolean waits, String others) {

  /** Somebody to revoke. */
  public record Ended(String person, String name) {}

  /** Empty when nothing has changed, or when it is not for the reader to present. */
  static Optional<ChangeView> of(Reader reader, Optional<Credentials> next) {
    Optional<DelegationState> own = reader.state().delegation(reader.own());
    boolean isOpen = Stage.of(reader) == Stage.ARRANGING && reader.isBinder();
    if (!isOpen || own.isEmpty() || next.isEmpty()) {
      return Optional.empty();
    }
    Credentials presented = own.get().presented();
    CredentialsChange open = new CredentialsChange(presented, next.get());
    boolean waits = own.get().accepted().filter(presented::equals).isEmpty();
    if (open.isNone() && !waits) {
      return Optional.empty();
    }
    return Optional.of(
        new ChangeView(
            open.isNone() ? List.of() : open.lines(reader),
            digest(reader, next.get()),
            ended(reader, own.get(), next.get()),
            waits,
            reader.others()));
  }

  /** Names what a form presents, so that nothing else is when the page is out of date. */
  static String digest(Reader reader, Credentials credentials) {
    Act act = new Act.Present(credentials);
    ActFormat.Placed placed =
        new ActFormat.Placed(reader.seat().talk(), reader.own(), Optional.empty(), act);
    return Digest.of(ActFormat.write(placed).getBytes(StandardCharsets.UTF_8)).value();
  }

  private static List<Ended> ended(Reader reader, DelegationState own, Credentials next) {
    return own.accepted().stream()
        .flatMap(accepted -> new CredentialsChange(accepted, next).endedKeys().stream())
        .filter(person -> own.person(person.id()).isPresent())
        .filter(person -> !person.id().equals(reader.seat().personId()))
        .map(
            (Person person) ->
                new Ended(person.id().value(), CredentialsChange.name(reader, person)))
        .toList();
  }
}
