package parley.node.press;

import java.util.List;
import parley.dossier.model.Reason;
import parley.node.press.publicview.Published;

/** What became of the wish to release a draft. */
public sealed interface Release {
  /** It is on record and public. */
  record Done(Published published) implements Release {}

  /** It says what may not be said, or is not complete. */
  record Objected(List<Objection> objections) implements Release {
    public Objected {
      objections = List.copyOf(objections);
    }
  }

  /**
   * What the reader would read is not what was shown before the release: a day has passed, a term
   * has changed.
   */
  record ChangedSinceShown() implements Release {}

  /** The side's chain has not cleared exactly this text. */
  record NotCleared() implements Release {}

  /** Somebody saved, released or discarded the draft meanwhile. */
  record SavedMeanwhile() implements Release {}

  /** The act of release was not taken into the dossier. */
  record NotOnRecord(Reason reason) implements Release {}
}
