package parley.node.press;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    Set<Asked> asked = new LinkedHashSet<>();
    asked.add(date(DateLevel.CONTACT_POSSIBLE));
    if (draft.hasDate()) {
      asked.add(date(draft.level()));
    }
    draft.subjects().forEach(key -> asked.add(new Asked(subject(key), DateLevel.CONTACT_POSSIBLE)));
    return List.copyOf(asked);
  }

  /** The date as told at a level; at the coarsest it is no more than that the talk exists. */
  static Asked date(DateLevel level) {
    return level == DateLevel.CONTACT_POSSIBLE
        ? new Asked(Subject.Plain.EXISTENCE, level)
        : new Asked(Subject.Plain.DATE, level);
  }

  private static Subject subject(String key) {
    return key.startsWith("item/")
        ? new Subject.Item(new ItemId(key.substring("item/".length())))
        : Subject.Plain.valueOf(key.toUpperCase(Locale.ROOT));
  }
}
