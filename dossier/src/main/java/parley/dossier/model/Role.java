package parley.dossier.model;

import java.util.Locale;

/** What a delegate does; which acts it allows is the table of {@link Authority}. */
public enum Role {
  PRINCIPAL,
  NEGOTIATOR,
  SPOKESPERSON,
  INTERPRETER,
  NOTE_TAKER,
  TECHNICIAN,
  LISTENER;

  /** The format's word, for example {@code note-taker}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
