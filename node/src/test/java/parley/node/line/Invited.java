package parley.node.line;

import java.util.Set;
import parley.dossier.model.TalkId;
import parley.line.LineId;

/** Fixed sets of talks by invitation. */
record Invited(Set<TalkId> here, Set<TalkId> there) implements SharedTalks {
  /** Whoever meets on a line has invited the other. */
  static Invited to(TalkId talk) {
    return new Invited(Set.of(talk), Set.of(talk));
  }

  static Invited nowhere() {
    return new Invited(Set.of(), Set.of());
  }

  @Override
  public Set<TalkId> invited(LineId line) {
    return here;
  }

  @Override
  public Set<TalkId> expected(LineId line) {
    return there;
  }
}
