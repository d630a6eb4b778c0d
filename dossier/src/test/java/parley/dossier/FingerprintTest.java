package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Digest;
import parley.dossier.model.Fingerprint;

class FingerprintTest {
  private static final Digest ONE = Digest.of("norland");
  private static final Digest OTHER = Digest.of("sudria");

  /** PROTOCOL.md shows this example. */
  @Test
  void digitsAndWordsAreThoseOfTheProtocolsExample() throws IOException {
    String protocol = Files.readString(Path.of("..", "docs", "PROTOCOL.md"));
    List<Digest> both = List.of(ONE, OTHER);
    assertThat(protocol)
        .contains(ONE.value(), OTHER.value())
        .contains(Fingerprint.of(both))
        .contains(String.join(" ", Fingerprint.words(both, "en")))
        .contains(String.join(" ", Fingerprint.words(both, "ru")));
  }

  @Test
  void bothSidesReadTheSameWhoeverComesFirst() {
    assertThat(Fingerprint.of(List.of(ONE, OTHER))).isEqualTo(Fingerprint.of(List.of(OTHER, ONE)));
    assertThat(Fingerprint.words(List.of(ONE, OTHER), "ru"))
        .isEqualTo(Fingerprint.words(List.of(OTHER, ONE), "ru"))
        .isNotEqualTo(Fingerprint.words(List.of(ONE, ONE), "ru"));
  }

  @Test
  void aListHolds1024DifferentWordsThatOneCanSayAloud() throws IOException {
    for (String language : List.of("en", "ru")) {
      Path list =
          Path.of("src", "main", "resources", "parley", "dossier", "model")
              .resolve("words_" + language + ".txt");
      List<String> words = Files.readAllLines(list);
      assertThat(new HashSet<>(words)).hasSize(1024).hasSameSizeAs(words);
      assertThat(words)
          .isSorted()
          .allMatch(word -> word.codePoints().allMatch(Character::isLowerCase));
      assertThat(words).allMatch(word -> word.length() >= 4 && word.length() <= 7);
    }
  }
}
