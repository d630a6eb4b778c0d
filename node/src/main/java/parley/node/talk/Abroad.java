package parley.node.talk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.dossier.model.Texts;
import parley.node.people.Delegate;
import parley.node.words.Language;

/** What the pages of arranging know of delegations that live on other nodes. */
public interface Abroad {
  /** A node on its own. */
  Abroad NOWHERE =
      new Abroad() {
        @Override
        public List<Known> known(Delegate person, Language language) {
          return List.of();
        }

        @Override
        public boolean canInvite() {
          return false;
        }

        @Override
        public Seat convene(
            Delegate person, List<String> here, List<String> known, List<Texts> strangers) {
          throw new UnsupportedOperationException("this node is on its own");
        }

        @Override
        public List<Envelope> envelopes(Seat seat, Language language) {
          return List.of();
        }

        @Override
        public List<String> notices(Seat seat, Language language) {
          return List.of();
        }

        @Override
        public List<Detail> details(Seat seat, Language language) {
          return List.of();
        }
      };

  /** A delegation to which there is a line. */
  record Known(String nickname, String name) {}

  /**
   * An invitation that nobody has taken yet.
   *
   * @param name of whom it is for
   * @param number among those of this talk
   * @param state in words: until when it is good, or that it is not any more
   * @param shown empty when it cannot be shown any more, or not to her
   */
  record Envelope(String name, int number, String state, Optional<Shown> shown) {}

  /**
   * The invitation itself, which holds a secret.
   *
   * @param size of the QR code's picture
   * @param path that draws it
   */
  record Shown(String text, int size, String path) {
    @Override
    public String toString() {
      return "Shown[redacted]";
    }
  }

  /**
   * What has to be done before a talk besides agreeing.
   *
   * @param name of the side that the line leads to
   * @param words how it stands
   * @param isOpen whether it is still to be done
   */
  record Detail(String name, String words, boolean isOpen) {
    /** The state of the tag that shows it. */
    public String state() {
      return isOpen ? "waits-for-them" : "in-force";
    }
  }

  /** Whom her delegation knows. */
  List<Known> known(Delegate person, Language language);

  /** Whether somebody can be invited who is not known yet. */
  boolean canInvite();

  /**
   * Begins a talk.
   *
   * @param here delegations of this node that are invited
   * @param known nicknames of those on other nodes
   * @param strangers names of those that are not known yet; for each there is an invitation then
   */
  Seat convene(Delegate person, List<String> here, List<String> known, List<Texts> strangers);

  /** What has to be handed to those who were invited and are not known. */
  List<Envelope> envelopes(Seat seat, Language language);

  /** What has to be said of the lines to the other sides of a talk. */
  List<String> notices(Seat seat, Language language);

  /** Whether the lines to the other sides of a talk have been tested, for each. */
  List<Detail> details(Seat seat, Language language);

  /** A name in the languages of the pages as one text. */
  static Texts names(Map<Language, String> names) {
    Map<String, String> byTag = new java.util.TreeMap<>();
    names.forEach((language, name) -> byTag.put(language.tag(), name));
    return Texts.of(byTag);
  }
}
