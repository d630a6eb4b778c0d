package parley.dossier.model;

/** An entry of a chain by number and hash. */
public record Head(long seq, Digest hash) {
  public Head {
    if (seq < 1) {
      throw Reason.VALUE_INVALID.because("number of an entry");
    }
  }
}
