package parley.node.press.publicview;

import java.util.Arrays;
import java.util.Optional;
import parley.node.words.Slug;

/** What a statement is, in the words of news agencies. */
public enum StatementKind {
  ANNOUNCEMENT,
  /** Answers another statement. */
  REPLY,
  /** Takes the place of an earlier statement, which stays and points here. */
  CORRECTION,
  /** Takes an earlier statement back; its address stays and says so. */
  WITHDRAWAL,
  /** A side's own account after the talk. */
  READOUT,
  /** Says that a statement is to come, and nothing of what it will say. */
  NOTICE,
  /** Said by all sides of a talk together, word for word, under one name. */
  JOINT;

  /** The kind's name in formats, addresses and keys of words. */
  public String slug() {
    return Slug.of(this);
  }

  public static Optional<StatementKind> ofSlug(String slug) {
    return Arrays.stream(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
  }

  /** Whether such a statement must name the one that it is about. */
  public boolean isAboutAnother() {
    return this == REPLY || this == CORRECTION || this == WITHDRAWAL;
  }

  /** Whether such a statement may be about its own side's statements only. */
  public boolean isAboutOwn() {
    return this == CORRECTION || this == WITHDRAWAL;
  }
}
