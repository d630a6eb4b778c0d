package parley.dossier.model;

import java.util.List;

/** Who of one side takes part: named persons, or a number of persons in a role. */
public sealed interface Attendance {
  /** Named in the side's credentials. */
  record Named(List<PersonId> people) implements Attendance {
    public Named {
      people = List.copyOf(people);
      if (people.size() > Credentials.MAX_PEOPLE
          || people.stream().distinct().count() < people.size()) {
        throw Reason.VALUE_INVALID.because("participants");
      }
    }
  }

  /** Up to so many in the role. */
  record Counted(Role role, int count) implements Attendance {
    public Counted {
      if (count < 1 || count > Credentials.MAX_PEOPLE) {
        throw Reason.VALUE_INVALID.because("number of participants");
      }
    }
  }
}
