package parley.node.line;

import java.util.List;
import java.util.Optional;

/**
 * The page on which an invitation is taken.
 *
 * @param typed the text as it was given
 * @param fault why it does not do
 * @param canTake whether this node has lines
 * @param offer what the invitation says, once it can be read
 * @param progress how far it has come, once it is being taken
 */
public record TakingPage(
    String typed,
    Optional<String> fault,
    boolean canTake,
    Optional<Offer> offer,
    Optional<Progress> progress) {

  /**
   * What an invitation says.
   *
   * @param from the inviter's name; only a claim
   * @param fingerprint of its line key, in groups of digits
   * @param known the name by which the inviter is known here already
   */
  public record Offer(
      String text,
      String from,
      List<String> addresses,
      List<String> fingerprint,
      List<Spoken> spoken,
      Optional<String> known) {
    @Override
    public String toString() {
      return "Offer[redacted]";
    }
  }

  /** A fingerprint in words of one language. */
  public record Spoken(String tag, String language, List<String> words) {}

  /**
   * How far it has come.
   *
   * @param lines what has happened, and what it waits for at the end
   * @param talk where it leads, once it is there
   */
  public record Progress(String from, List<String> lines, Optional<String> talk) {}

  @Override
  public String toString() {
    return "TakingPage[redacted]";
  }
}
