package parley.node.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The words of the pages in one language. A key begins with the name of its bundle: {@code
 * talk.title} is in {@code messages/talk_en.properties}. Placeholders are {@code {0}}, {@code
 * {1}}…; an apostrophe is an apostrophe.
 */
public final class Words {
  private static final Map<Language, Words> LOADED = new ConcurrentHashMap<>();
  private static final Pattern BUNDLE = Pattern.compile("[a-z]{1,20}");
  private static final Properties NONE = new Properties();

  private final Language language;
  private final Map<String, Properties> bundles = new ConcurrentHashMap<>();

  private Words(Language language) {
    this.language = language;
  }

  /** The words in {@code language}; bundles are read when first used. */
  public static Words in(Language language) {
    return LOADED.computeIfAbsent(language, Words::new);
  }

  public Language language() {
    return language;
  }

  /** The text of {@code key}. A key that does not exist is our bug. */
  public String text(String key, Object... arguments) {
    String text =
        find(key)
            .orElseThrow(
                () ->
                    new IllegalArgumentException("no words for " + key + " in " + language.tag()));
    return fill(text, arguments);
  }

  /** Every text of a bundle, for a script that fills in the placeholders itself. */
  public Map<String, String> bundle(String name) {
    Map<String, String> all = new TreeMap<>();
    properties(name).forEach((key, text) -> all.put((String) key, (String) text));
    return all;
  }

  /** The text of {@code key}, when it exists. */
  public Optional<String> find(String key) {
    int dot = key.indexOf('.');
    String bundle = dot < 0 ? key : key.substring(0, dot);
    return Optional.ofNullable(properties(bundle).getProperty(key));
  }

  /**
   * The form of {@code key} that fits {@code count}: {@code key.one}, {@code key.few}, {@code
   * key.many} (English has one and many). The count is placeholder {@code {0}}.
   */
  public String count(String key, long count, Object... more) {
    Object[] arguments = new Object[more.length + 1];
    arguments[0] = count;
    System.arraycopy(more, 0, arguments, 1, more.length);
    return text(key + "." + form(count), arguments);
  }

  private String form(long count) {
    return switch (language) {
      case EN -> count == 1 ? "one" : "many";
      case RU -> {
        long lastTwo = count % 100;
        long last = count % 10;
        if (last == 1 && lastTwo != 11) {
          yield "one";
        }
        yield last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? "few" : "many";
      }
    };
  }

  private static String fill(String text, Object... arguments) {
    String filled = text;
    if (arguments.length == 0) {
      return filled;
    }
    StringBuilder out = new StringBuilder(text.length() + 32);
    int from = 0;
    while (true) {
      int open = text.indexOf('{', from);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        return out.append(text, from, text.length()).toString();
      }
      out.append(text, from, open);
      String inside = text.substring(open + 1, close);
      if (inside.length() == 1
          && Character.isDigit(inside.charAt(0))
          && inside.charAt(0) - '0' < arguments.length) {
        out.append(arguments[inside.charAt(0) - '0']);
      } else {
        out.append(text, open, close + 1);
      }
      from = close + 1;
    }
  }

  /** Kept for a bundle that exists only: naming others does not fill the memory. */
  private Properties properties(String bundle) {
    return BUNDLE.matcher(bundle).matches()
        ? Optional.ofNullable(bundles.computeIfAbsent(bundle, name -> read(name).orElse(null)))
            .orElse(NONE)
        : NONE;
  }

  private Optional<Properties> read(String bundle) {
    String path = "/messages/" + bundle + "_" + language.tag() + ".properties";
    try (InputStream in = Words.class.getResourceAsStream(path)) {
      if (in == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return Optional.of(properties);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
