package parley.node.press;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.node.press.publicview.StatementKind;
import parley.node.words.Language;

/**
 * The form in which a statement is written.
 *
 * @param about the headline of the statement it is about; empty when it is about none
 * @param faults what is to be corrected, in words
 * @param ifAsked pairs, each in every language; the last ones empty
 * @param cleared how many have cleared it, while it is submitted: saving a change voids that
 * @param picturePath of the draft's picture; empty without one
 */
public record EditPage(
    String talk,
    String others,
    Draft draft,
    String kind,
    String about,
    List<Level> levels,
    List<Choice> subjects,
    List<Version> versions,
    List<List<AskedLine>> ifAsked,
    Optional<Integer> cleared,
    Optional<String> picturePath,
    List<String> faults) {
  public EditPage {
    levels = List.copyOf(levels);
    subjects = List.copyOf(subjects);
    versions = List.copyOf(versions);
    ifAsked = List.copyOf(ifAsked);
    faults = List.copyOf(faults);
  }

  /** Whether its words are fixed. */
  public boolean isNotice() {
    return draft.kind() == StatementKind.NOTICE;
  }

  /** Whether it has a line that says why. */
  public boolean hasNote() {
    return Composer.hasNote(draft);
  }

  /**
   * What the date field can say.
   *
   * @param words what it would put into the text now, by language; empty while there is no date
   * @param allowed whether the disclosure in force allows it
   */
  public record Level(String name, String label, String words, boolean allowed, boolean chosen) {}

  /** A subject that the statement can say it speaks of. */
  public record Choice(String key, String label, String permission, boolean chosen) {}

  /** A question and its answer in one language. */
  public record AskedLine(Language language, String label, IfAsked.Line line) {}

  /** The statement in one language. */
  public record Version(
      Language language, String label, DraftText text, Map<String, List<String>> tells) {
    /** What the words of a field tell that may not be told. */
    public List<String> at(String field) {
      return tells.getOrDefault(field, List.of());
    }
  }
}
