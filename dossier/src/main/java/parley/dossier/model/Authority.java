package parley.dossier.model;

import static parley.dossier.model.Role.INTERPRETER;
import static parley.dossier.model.Role.LISTENER;
import static parley.dossier.model.Role.NEGOTIATOR;
import static parley.dossier.model.Role.NOTE_TAKER;
import static parley.dossier.model.Role.PRINCIPAL;
import static parley.dossier.model.Role.SPOKESPERSON;
import static parley.dossier.model.Role.TECHNICIAN;

import java.util.Set;

/** Which roles may do which act; the table of PROTOCOL.md. */
public final class Authority {
  private static final Set<Role> BINDERS = Set.of(PRINCIPAL, NEGOTIATOR);
  private static final Set<Role> ANYONE =
      Set.of(PRINCIPAL, NEGOTIATOR, SPOKESPERSON, INTERPRETER, NOTE_TAKER, TECHNICIAN, LISTENER);

  private Authority() {}

  /** Whether the act counts only with a person's assertion. First credentials are the exception. */
  public static boolean needsPerson(Act act) {
    return switch (act) {
      case Act.Convene c -> false;
      case Act.Declare d -> false;
      case Act.Open o -> false;
      case Act.Enter e -> false;
      case Act.Leave l -> false;
      case Act.Acknowledge a -> false;
      case Act.Present p -> true;
      case Act.Accept a -> true;
      case Act.Rotate r -> true;
      case Act.Revoke r -> true;
      case Act.AdmitDevice d -> true;
      case Act.DismissDevice d -> true;
      case Act.Propose p -> true;
      case Act.Consent c -> true;
      case Act.ConsentAdReferendum c -> true;
      case Act.Confirm c -> true;
      case Act.Objection o -> true;
      case Act.Withdraw w -> true;
      case Act.Postpone p -> true;
      case Act.Close c -> true;
      case Act.Release r -> true;
    };
  }

  /** Whether the act is possible before the other parties have accepted the credentials. */
  public static boolean beforeAcceptance(Act act) {
    return switch (act) {
      case Act.Convene c -> true;
      case Act.Present p -> true;
      case Act.Accept a -> true;
      case Act.Rotate r -> true;
      case Act.Revoke r -> true;
      case Act.Acknowledge a -> true;
      case Act other -> false;
    };
  }

  /**
   * Whether the act is possible while the other parties have not accepted a rotation: a side can
   * always say no alone.
   */
  public static boolean beforeRotationIsAccepted(Act act) {
    return switch (act) {
      case Act.Objection o -> true;
      case Act.Withdraw w -> true;
      case Act.Postpone p -> true;
      case Act.DismissDevice d -> true;
      case Act.Leave l -> true;
      case Act other -> beforeAcceptance(other);
    };
  }

  /** Whether it is for her to sign the act, and not for another person in the same role. */
  public static boolean isHers(PersonId person, Set<Role> roles, Act act) {
    return switch (act) {
      case Act.AdmitDevice d -> d.person().equals(person);
      case Act.DismissDevice d ->
          d.person().equals(person) || roles.stream().anyMatch(BINDERS::contains);
      case Act other -> true;
    };
  }

  /** The roles of which a signing person needs one. */
  public static Set<Role> roles(Act act) {
    return switch (act) {
      case Act.Release r -> Set.of(PRINCIPAL, SPOKESPERSON);
      case Act.Close c -> Set.of(PRINCIPAL, NEGOTIATOR, NOTE_TAKER);
      case Act.Open o -> Set.of(PRINCIPAL, NEGOTIATOR, TECHNICIAN);
      case Act.AdmitDevice d -> ANYONE;
      case Act.DismissDevice d -> ANYONE;
      case Act.Declare d -> ANYONE;
      case Act.Enter e -> ANYONE;
      case Act.Leave l -> ANYONE;
      case Act.Acknowledge a -> ANYONE;
      case Act.Convene c -> BINDERS;
      case Act.Present p -> BINDERS;
      case Act.Accept a -> BINDERS;
      case Act.Rotate r -> BINDERS;
      case Act.Revoke r -> BINDERS;
      case Act.Propose p -> BINDERS;
      case Act.Consent c -> BINDERS;
      case Act.ConsentAdReferendum c -> BINDERS;
      case Act.Confirm c -> BINDERS;
      case Act.Objection o -> BINDERS;
      case Act.Withdraw w -> BINDERS;
      case Act.Postpone p -> BINDERS;
    };
  }
}
