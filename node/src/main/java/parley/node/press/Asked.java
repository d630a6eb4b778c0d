package parley.node.press;

import java.util.ArrayList;
import java.util.List;
import parley.dossier.model.DateLevel;
import parley.dossier.model.ItemId;
import parley.dossier.model.Subject;

/**
 * Something that a draft wants to say in public.
 *
 * @param level how much of the date; {@link DateLevel#CONTACT_POSSIBLE} where the subject is
 *     another
 */
record Asked(Subject subject, DateLevel level) {

  /**
   * All that a draft asks: that the talk exists, its date if it has a date field, and the subjects
   * it names.
   */
  static List<Asked> by(Draft draft) {
    List<Asked> asked = new ArrayList<>();
    asked.add(new Asked(Subject.Plain.EXISTENCE, DateLevel.CONTACT_POSSIBLE));
    if (draft.hasDate() && draft.level() != DateLevel.CONTACT_POSSIBLE) {
      asked.add(new Asked(Subject.Plain.DATE, draft.level()));
    }
    draft.subjects().forEach(key -> asked.add(new Asked(subject(key), DateLevel.CONTACT_POSSIBLE)));
    return asked;
  }

  private static Subject subject(String key) {
    return key.startsWith("item/")
        ? new Subject.Item(new ItemId(key.substring("item/".length())))
        : Subject.Plain.valueOf(key.toUpperCase(java.util.Locale.ROOT));
  }
}
