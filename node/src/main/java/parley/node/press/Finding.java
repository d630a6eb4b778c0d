package parley.node.press;

import java.nio.charset.StandardCharsets;
import parley.dossier.model.Digest;
import parley.node.press.recogniser.Mention;
import parley.node.words.Language;

/** Words in a field of a draft that tell too much, or may. */
record Finding(Language language, Objection.Field field, Mention mention) {
  private static final int KEY = 22;

  /** Names these words in this field, wherever in it they stand. */
  String key() {
    String all =
        String.join("\n", language.tag(), field.name(), mention.kind().name(), mention.quoted());
    return Digest.of(all.getBytes(StandardCharsets.UTF_8)).value().substring(0, KEY);
  }

  boolean isStop() {
    return mention.verdict() == Mention.Verdict.STOP;
  }

  boolean isAsk() {
    return mention.verdict() == Mention.Verdict.ASK;
  }
}
