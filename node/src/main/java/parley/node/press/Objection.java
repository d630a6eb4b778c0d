package parley.node.press;

import java.util.Locale;
import parley.dossier.model.DateLevel;
import parley.dossier.model.Subject;
import parley.node.words.Language;

/** Why a draft cannot be released. Each has words that say what would allow it. */
public sealed interface Objection {

  /** What is missing or too long in one language's text. */
  enum Gap {
    NO_HEADLINE,
    NO_BODY,
    NO_PLACE,
    NO_SPEAKER,
    NO_CAPTION,
    NO_CREDIT,
    NO_ALTERNATIVE,
    TOO_LONG;

    /** Its name in keys of words. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Something of the form is missing. */
  record Incomplete(Language language, Gap gap) implements Objection {}

  /** There are no words at all. */
  record Unwritten() implements Objection {}

  /** A reply, correction or withdrawal does not say of what; or of something that is not there. */
  record AboutNothing() implements Objection {}

  /** The statement that it corrects or withdraws is withdrawn already. */
  record AlreadyWithdrawn() implements Objection {}

  /** The date field is to say more than there is: no time is agreed. */
  record NoDateAgreed(DateLevel wanted) implements Objection {}

  /** The date field is to say more than the disclosure allows. */
  record TooFine(DateLevel wanted, DateLevel allowed) implements Objection {}

  /** The subject is for the other side to speak about. */
  record NotOurVoice(Subject subject) implements Objection {}

  /** The subject is for both sides to speak about together. */
  record OnlyJointly(Subject subject) implements Objection {}

  /** The sides agreed to be silent on the subject. */
  record Silent(Subject subject) implements Objection {}

  /** Nothing allows the subject yet. */
  record Undisclosed(Subject subject) implements Objection {}

  /** The talk is closed or stopped, so that nothing can be put on record. */
  record TalkStopped() implements Objection {}
}
