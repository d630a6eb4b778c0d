package parley.node.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Pattern USED =
      Pattern.compile("\\b(?:text|find)\\(\\s*\"([a-z-]+\\.[a-z0-9.-]*[a-z0-9])\"");

  @Test
  void shouldHaveEveryKeyInEveryLanguage() throws IOException {
    for (String bundle : bundles()) {
      Set<String> english = keys(bundle, Language.EN);
      Set<String> russian = keys(bundle, Language.RU);
      english.removeIf(key -> key.endsWith(".few"));
      russian.removeIf(key -> key.endsWith(".few"));
      assertThat(russian).as("the Russian words of " + bundle).isEqualTo(english);
    }
  }

  @Test
  void shouldHaveTheFewFormWhereverRussianCounts() throws IOException {
    for (String bundle : bundles()) {
      Set<String> russian = keys(bundle, Language.RU);
      for (String key : russian) {
        if (key.endsWith(".one") && russian.contains(key.replaceAll("one$", "many"))) {
          assertThat(russian).contains(key.replaceAll("one$", "few"));
        }
      }
    }
  }

  @Test
  void shouldFillNoPlaceholderThatEnglishDoesNotHave() throws IOException {
    for (String bundle : bundles()) {
      Properties english = read(bundle, Language.EN);
      Properties russian = read(bundle, Language.RU);
      for (String key : english.stringPropertyNames()) {
        if (!key.matches(".*\\.(one|few|many)")) {
          assertThat(placeholders(english.getProperty(key)))
              .as(key)
              .containsAll(placeholders(russian.getProperty(key, "")));
        }
      }
    }
  }

  @Test
  void shouldHaveEveryKeyThatTemplatesAndCodeName() throws IOException {
    Map<String, List<String>> missing = new TreeMap<>();
    for (Path root : List.of(Path.of("src/main/jte"), Path.of("src/main/java"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Matcher used = USED.matcher(Files.readString(file));
          while (used.find()) {
            String key = used.group(1);
            if (isBundle(key) && Words.in(Language.EN).find(key).isEmpty()) {
              missing
                  .computeIfAbsent(key, any -> new ArrayList<>())
                  .add(file.getFileName().toString());
            }
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void shouldFillPlaceholdersAndLeaveTheRestAlone() {
    assertThat(Words.in(Language.EN).text("people.sign-in.as", "O'Hara {1}"))
        .isEqualTo("Sign in as O'Hara {1}");
  }

  private static boolean isBundle(String key) {
    return Files.exists(MESSAGES.resolve(key.substring(0, key.indexOf('.')) + "_en.properties"));
  }

  private static Set<String> bundles() throws IOException {
    Set<String> bundles = new TreeSet<>();
    try (Stream<Path> files = Files.list(MESSAGES)) {
      files.forEach(
          file ->
              bundles.add(file.getFileName().toString().replaceAll("_(en|ru)\\.properties$", "")));
    }
    assertThat(bundles).contains("web", "people", "demo");
    return bundles;
  }

  private static Set<String> keys(String bundle, Language language) throws IOException {
    return new TreeSet<>(read(bundle, language).stringPropertyNames());
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\{\\d}").matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static Properties read(String bundle, Language language) throws IOException {
    Properties properties = new Properties();
    Path file = MESSAGES.resolve(bundle + "_" + language.tag() + ".properties");
    try (InputStreamReader in =
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return properties;
  }
}
