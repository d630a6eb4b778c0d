package parley.node.office;

import java.util.List;
import java.util.Optional;
import parley.node.people.Delegate;

/** All people of a delegation. */
public record PeoplePage(String delegation, List<Line> people) {

  /**
   * A person.
   *
   * @param access how she can sign in
   * @param isYou whether it is the reader
   */
  public record Line(
      String slug,
      String name,
      String office,
      String rights,
      String access,
      boolean hasKey,
      boolean isYou) {}

  static PeoplePage of(Office office) {
    var invitations = office.lastInvitations();
    return new PeoplePage(
        office.reader().delegation().name(office.words().language()),
        office.all().stream()
            .map(
                person ->
                    line(
                        office,
                        person,
                        office.access(person, Optional.ofNullable(invitations.get(person.id())))))
            .toList());
  }

  private static Line line(Office office, Delegate person, Office.Access access) {
    return new Line(
        person.id().person(),
        person.name(office.words().language()),
        person.office(office.words().language()),
        office.rights(person),
        access.text(),
        access.hasKey(),
        person.id().equals(office.reader().id()));
  }
}
