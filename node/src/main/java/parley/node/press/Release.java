package parley.node.press;

import java.util.List;
import parley.dossier.model.Act;
import parley.dossier.model.Reason;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Statement;

/** What became of the wish to release a draft. */
public sealed interface Release {
  /**
   * Nothing stands against it; it is not on record yet.
   *
   * @param submission under which it was cleared
   * @param jws what will be public
   */
  record Ready(Draft draft, int submission, Statement statement, String jws) implements Release {
    /** What a spokesperson or principal signs. */
    Act.Release act() {
      return new Act.Release(Releasing.hash(jws));
    }
  }

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
