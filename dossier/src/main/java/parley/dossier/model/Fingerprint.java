package parley.dossier.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What two people read to each other over the telephone to know that they hold the same
 * credentials: thirty digits, or ten words in a language of theirs; about 100 bits either way.
 */
public final class Fingerprint {
  private static final int GROUPS = 6;
  private static final int GROUP = 100_000;
  private static final int WORDS = 10;
  private static final Map<String, List<String>> LISTS = Map.of("en", list("en"), "ru", list("ru"));

  private Fingerprint() {}

  /** The digits in six groups of five, whatever the order of the credentials' digests. */
  public static String of(Collection<Digest> credentials) {
    return places(credentials, GROUP, GROUPS).stream()
        .map(group -> String.format("%05d", group))
        .collect(Collectors.joining(" "));
  }

  /**
   * The ten words, whatever the order of the credentials' digests.
   *
   * @param language {@code en} or {@code ru}
   */
  public static List<String> words(Collection<Digest> credentials, String language) {
    List<String> list = LISTS.get(language);
    if (list == null) {
      throw new IllegalArgumentException("no list of words in " + language);
    }
    return places(credentials, list.size(), WORDS).stream().map(list::get).toList();
  }

  /** The lowest places of the hash as a number to this base, the lowest first. */
  private static List<Integer> places(Collection<Digest> credentials, int base, int count) {
    String sorted =
        new TreeSet<>(credentials).stream().map(Digest::value).collect(Collectors.joining(" "));
    BigInteger number =
        new BigInteger(
            1, Digest.sha256(("parley-fingerprint " + sorted).getBytes(StandardCharsets.US_ASCII)));
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BigInteger[] parts = number.divideAndRemainder(BigInteger.valueOf(base));
      places.add(parts[1].intValue());
      number = parts[0];
    }
    return places;
  }

  private static List<String> list(String language) {
    try (InputStream words = Fingerprint.class.getResourceAsStream("words_" + language + ".txt")) {
      return new String(words.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
