package parley.node.talk;

import java.util.List;
import java.util.Optional;
import parley.dossier.model.PersonKey;
import parley.node.talk.WaitingRoom.Waiting;
import parley.node.words.Slug;

/**
 * What a person is about to sign, exactly.
 *
 * @param options for the browser
 * @param title what she does, and to what
 * @param who signs, for whom, with whom
 * @param copies the text in every language
 * @param reason what she gives as reason for it
 * @param lines what else is in it, line by line
 * @param consequences what follows from it
 * @param mark how the record will mark her signature
 * @param digest of the act's bytes: what the passkey signs
 * @param again why her touch is asked for once more
 */
public record SignPage(
    String id,
    String options,
    String talk,
    String title,
    String who,
    List<TermCopy> copies,
    Optional<String> reason,
    List<String> lines,
    List<String> consequences,
    String mark,
    String digest,
    Optional<String> again) {

  static SignPage of(Reader reader, String id, Waiting waiting, String options) {
    Pending pending = waiting.pending();
    SignWords words = new SignWords(reader, pending);
    List<TermCopy> own = words.copies();
    PersonKey key = pending.key().orElseThrow();
    return new SignPage(
        id,
        options,
        reader.path(""),
        words.title(),
        reader.text(
            "talk.sign.who",
            reader.sides().person(reader.own(), reader.seat().personId()),
            reader.sides().office(reader.own(), reader.seat().personId()),
            reader.sides().name(reader.own()),
            reader.others()),
        own.isEmpty() ? waiting.errand().texts(reader.language()) : own,
        words.reason(),
        words.lines(),
        words.consequences(),
        reader.text(key.demo() ? "talk.sign.demo" : "talk.sign.real", key.rpId()),
        pending.draft().digest().value(),
        again(reader, waiting));
  }

  /** Whether the browser asks for the touch by itself: only the first time. */
  public boolean starts() {
    return again.isEmpty();
  }

  private static Optional<String> again(Reader reader, Waiting waiting) {
    return waiting.why() == Outcome.Why.FIRST
        ? Optional.empty()
        : Optional.of(reader.text("talk.sign.again." + Slug.of(waiting.why())));
  }
}
