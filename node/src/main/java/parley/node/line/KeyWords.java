package parley.node.line;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import parley.dossier.model.Digest;
import parley.dossier.model.Fingerprint;
import parley.dossier.model.SealPublicKey;
import parley.node.words.Language;
import parley.node.words.Words;

/** A line key as people read it to each other over the telephone. */
final class KeyWords {
  private KeyWords() {}

  /** In groups of digits. */
  static List<String> digits(SealPublicKey key) {
    return List.of(Fingerprint.of(digests(key)).split(" "));
  }

  /** In words of each language, the reader's first. */
  static List<TakingPage.Spoken> spoken(SealPublicKey key, Language reader) {
    return Stream.of(Language.values())
        .sorted(Comparator.comparing(language -> language != reader))
        .map(
            language ->
                new TakingPage.Spoken(
                    language.tag(),
                    Words.in(reader).text("talk.language." + language.tag()),
                    Fingerprint.words(digests(key), language.tag())))
        .toList();
  }

  private static List<Digest> digests(SealPublicKey key) {
    return List.of(key.commitment());
  }
}
