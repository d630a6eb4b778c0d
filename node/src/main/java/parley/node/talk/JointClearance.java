package parley.node.talk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.dossier.model.Digest;
import parley.dossier.model.JointText;
import parley.dossier.model.Term;
import parley.dossier.wire.Bodies;
import parley.node.words.Language;

/**
 * A side's own clearance of what the sides say together. Without it nobody of that side proposes or
 * accepts the words; stopping them needs none. It stays with the side.
 */
public interface JointClearance {
  /** Exactly these words, to be released at exactly this instant. */
  record Offer(Instant release, JointText text) {
    /** Under one name, so that only what a reader gets is compared. */
    private static final String ANY_ID = "AAAAAAAAAAAAAAAAAAAAAA";

    /**
     * What a term of a talk offers; empty if it is no joint statement, or its words are not here.
     */
    public static Optional<Offer> of(Snapshot talk, Term term) {
      return term instanceof Term.JointStatement(var id, Instant release, Digest text)
          ? talk.jointText(text).map(words -> new Offer(release, words))
          : Optional.empty();
    }

    /** Names the words and the instant, whoever proposes them. */
    public Digest digest() {
      JointText words = new JointText(ANY_ID, text.headline(), text.paragraphs());
      String content = Bodies.of(words, new byte[32]).content();
      return Digest.of((release + "\n" + content).getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * What is to be done before somebody may sign.
   *
   * @param path where it is done
   * @param words who has to clear it, and what can be done where nobody can
   */
  record ToClear(String path, String words) {}

  /** Whether the side's officers have cleared it. */
  boolean isCleared(Seat seat, Offer offer);

  /** Who of the side has still to clear it, in a sentence. */
  String missing(Seat seat, Offer offer, boolean typedByHer, Language language);

  /**
   * Lays before the officers what somebody of the side has typed; the path at which they read it.
   *
   * @param typed the form's fields, to go on with when it is cleared
   */
  String lay(Seat seat, Offer offer, Map<String, List<String>> typed);

  /** Where an offer is read, laid before the officers and cleared. */
  static String path(Seat seat, Offer offer) {
    return "/press/" + seat.talk() + "/joint/" + offer.digest();
  }
}
