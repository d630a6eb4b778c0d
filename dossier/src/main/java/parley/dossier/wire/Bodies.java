package parley.dossier.wire;

import parley.dossier.model.Body;
import parley.dossier.model.ItemText;
import parley.dossier.model.Texts;

/** Writes and reads the contents of bodies. */
public final class Bodies {
  private Bodies() {}

  /** A reason, a declaration or another plain text. */
  public static Body of(Texts texts, byte[] salt32) {
    throw new UnsupportedOperationException("lands next");
  }

  public static Body of(ItemText text, byte[] salt32) {
    throw new UnsupportedOperationException("lands next");
  }

  public static Texts texts(Body body) {
    throw new UnsupportedOperationException("lands next");
  }

  public static ItemText itemText(Body body) {
    throw new UnsupportedOperationException("lands next");
  }
}
