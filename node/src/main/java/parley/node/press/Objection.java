package parley.node.press;

import parley.dossier.model.DateLevel;
import parley.dossier.model.Subject;
import parley.node.press.recogniser.Mention;
import parley.node.words.Language;
import parley.node.words.Slug;

/** Why a draft cannot be released. Each has words that say what would allow it. */
public sealed interface Objection {

  /** What is missing in one language's text. */
  enum Gap {
    NO_HEADLINE,
    NO_BODY,
    NO_PLACE,
    NO_SPEAKER,
    NO_CAPTION,
    NO_CREDIT,
    NO_ALTERNATIVE;

    /** Its name in keys of words. */
    public String slug() {
      return Slug.of(this);
    }
  }

  /** Something of the form is missing. */
  record Incomplete(Language language, Gap gap) implements Objection {}

  /** A field of the form, by its name there. */
  enum Field {
    HEADLINE,
    PLACE,
    BODY,
    SPEAKER,
    OFFICE,
    CAPTION,
    CREDIT,
    ALTERNATIVE,
    NOTE;

    /** Its name in keys of words. */
    public String slug() {
      return Slug.of(this);
    }
  }

  /** Whether a term on disclosure would allow it. */
  default boolean isOfDisclosure() {
    return switch (this) {
      case TooFine o -> true;
      case NotOurVoice o -> true;
      case OnlyJointly o -> true;
      case Silent o -> true;
      case Undisclosed o -> true;
      case Finer o -> true;
      case Incomplete o -> false;
      case TooLong o -> false;
      case Unwritten o -> false;
      case AboutNothing o -> false;
      case AlreadyWithdrawn o -> false;
      case NoDateAgreed o -> false;
      case TalkStopped o -> false;
    };
  }

  /** Typed words tell more than the disclosure allows. */
  record Finer(Language language, Field field, Mention mention) implements Objection {}

  /** More was typed than a field may hold. */
  record TooLong(Language language, Field field, int typed, int most) implements Objection {}

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
