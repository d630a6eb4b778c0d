package parley.node.press;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.node.talk.TermCopy;

/**
 * Words of a joint statement before a side's officers: what will be published, word for word, and
 * who has cleared it.
 *
 * @param path of this page
 * @param release when both sides publish it, by the reader's clock
 * @param copies the words in each language
 * @param chain who has to clear it, in words
 * @param said what was said of it, in order
 * @param proposal the other side's proposal that it is; empty for words of this side's own
 * @param typed the fields of the form in which it was typed; empty if it was not typed here
 * @param mayPropose whether the reader can propose it now
 * @param remark as typed
 */
public record JointPage(
    String talk,
    String path,
    String release,
    List<TermCopy> copies,
    StageView stage,
    List<String> chain,
    List<CheckPage.Said> said,
    Optional<String> proposal,
    Map<String, List<String>> typed,
    boolean mayPropose,
    boolean maySubmit,
    boolean mayTakeBack,
    boolean mayClear,
    boolean mayReturn,
    List<String> hints,
    List<String> faults,
    String remark) {
  public JointPage {
    copies = List.copyOf(copies);
    chain = List.copyOf(chain);
    said = List.copyOf(said);
    hints = List.copyOf(hints);
    faults = List.copyOf(faults);
  }

  /** Whether the reader is to do something here. */
  public boolean isHers() {
    return mayPropose || maySubmit || mayClear;
  }
}
