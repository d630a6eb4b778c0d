package parley.line;

import parley.dossier.model.SealPublicKey;

/** A line, by the line keys of the delegation that lives here and of its counterpart. */
public record LineId(SealPublicKey own, SealPublicKey counterpart) {
  public LineId {
    if (own.equals(counterpart)) {
      throw new IllegalArgumentException("a delegation has no line to itself");
    }
  }
}
