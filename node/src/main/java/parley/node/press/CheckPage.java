package parley.node.press;

import java.util.List;
import java.util.Optional;
import parley.node.press.site.Article;
import parley.node.words.Difference;
import parley.node.words.Language;

/**
 * What is looked at before a clearance and before a release: exactly what the public will read,
 * what lies beside it, and who has cleared it.
 *
 * @param versions the statement in each language, as the press room will show it; empty while it
 *     may not be shown
 * @param typed the words as typed, for clearing them while they may not be shown
 * @param ifAsked pairs that are cleared with it, and never published
 * @param objections why it cannot be released; empty when it can
 * @param mayDisclose whether the reader may propose a term that would help
 * @param novelties what the public learns that this press room has not told before
 * @param shown names what was shown, so that nothing else is released
 * @param isOther whether the text is another than the one that she began to read
 * @param asked words that whoever clears it has to look at
 * @param mayRelease whether she can release it now
 */
public record CheckPage(
    String talk,
    String id,
    String delegation,
    List<Version> versions,
    List<Typed> typed,
    List<AskedPage.Pair> ifAsked,
    List<String> objections,
    boolean mayDisclose,
    List<String> novelties,
    Optional<String> shown,
    boolean mayRelease,
    Clearance clearance,
    List<Look> asked,
    Changes changes,
    boolean isOther,
    List<String> faults) {
  public CheckPage {
    versions = List.copyOf(versions);
    typed = List.copyOf(typed);
    ifAsked = List.copyOf(ifAsked);
    objections = List.copyOf(objections);
    novelties = List.copyOf(novelties);
    faults = List.copyOf(faults);
    asked = List.copyOf(asked);
  }

  /** Words that only a person can judge, and why they were found. */
  public record Look(String key, String where, String quoted, String why) {}

  /** The statement for readers of one language. */
  public record Version(String language, Article article) {}

  /** The draft's words in one language, with the date field as a mark. */
  public record Typed(Language language, String label, DraftText text) {}

  /**
   * Where the draft stands, and what this reader can do.
   *
   * @param read the digest of exactly this text
   * @param chain who has to clear it, in words
   * @param said what was said of it, in order
   * @param hints why she can do no more
   * @param remark as typed
   */
  public record Clearance(
      StageView stage,
      int revision,
      String read,
      List<String> chain,
      List<Said> said,
      Optional<String> otherDate,
      boolean maySubmit,
      boolean mayTakeBack,
      boolean mayClear,
      boolean mayReturn,
      List<String> hints,
      String remark) {
    public Clearance {
      chain = List.copyOf(chain);
      said = List.copyOf(said);
      hints = List.copyOf(hints);
    }
  }

  /**
   * Something that happened to the draft.
   *
   * @param remark of whoever returned it
   * @param isValid whether it is a clearance that counts now
   * @param revision that it was about
   * @param isOther whether the text has been changed since
   */
  public record Said(String words, String remark, boolean isValid, int revision, boolean isOther) {}

  /**
   * What was changed since an earlier revision.
   *
   * @param title empty when none was asked for
   * @param since the earlier revision
   */
  public record Changes(String title, int since, List<Change> list, List<Saved> revisions) {
    public Changes {
      list = List.copyOf(list);
      revisions = List.copyOf(revisions);
    }
  }

  /** A field that is not as it was. */
  public record Change(String label, Optional<Language> language, List<Difference.Piece> pieces) {}

  /** A text that was saved, in words. */
  public record Saved(int revision, String words) {}
}
