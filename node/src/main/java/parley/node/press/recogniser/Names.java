package parley.node.press.recogniser;

import static parley.node.press.recogniser.Words.is;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import parley.dossier.model.DateLevel;
import parley.node.press.recogniser.Known.Someone;
import parley.node.press.recogniser.Mention.Kind;
import parley.node.press.recogniser.Mention.Verdict;

/** Finds who takes part, and where. */
record Names(List<Token> tokens, Known known) {
  private static final List<String> VOWELS =
      List.of("а", "е", "и", "о", "у", "ы", "ь", "ю", "я", "й");
  private static final int STEM = 4;
  private static final int ENDING = 3;
  private static final Set<String> PLACES = places();
  private static final Set<String> INTO =
      Set.of("in", "at", "from", "to", "near", "в", "во", "на", "из", "под", "через");

  List<Judged> all() {
    List<Judged> all = new ArrayList<>();
    boolean[] taken = new boolean[tokens.size()];
    people(all, taken);
    offices(all);
    places(all, taken);
    strangers(all, taken);
    return all;
  }

  private void people(List<Judged> all, boolean[] taken) {
    for (int at = 0; at < tokens.size(); at++) {
      if (!tokens.get(at).isCapital()) {
        continue;
      }
      for (Someone someone : known.people()) {
        if (isSurname(tokens.get(at).text(), someone)) {
          boolean whole = at > 0 && tokens.get(at - 1).isCapital();
          int first = whole ? at - 1 : at;
          taken[first] = true;
          taken[at] = true;
          if (!mayBeNamed(someone)) {
            all.add(new Judged(first, at + 1, Kind.PERSON, Verdict.STOP));
          }
          break;
        }
      }
    }
  }

  private boolean mayBeNamed(Someone someone) {
    return someone.isNamed() || known.open().contains(Known.Open.PARTICIPANTS);
  }

  private static boolean isSurname(String word, Someone someone) {
    return someone.names().stream()
        .map(name -> Text.of(name).tokens())
        .filter(parts -> !parts.isEmpty())
        .anyMatch(parts -> isForm(word, parts.getLast().text()));
  }

  /** The word itself, or its stem with an ending. */
  private static boolean isForm(String word, String name) {
    boolean russian = name.charAt(0) > 'z';
    if (!russian) {
      return word.equals(name);
    }
    String stem =
        name.length() > STEM && VOWELS.contains(name.substring(name.length() - 1))
            ? name.substring(0, name.length() - 1)
            : name;
    return word.startsWith(stem) && word.length() <= stem.length() + ENDING;
  }

  /** The office of somebody who is not known to take part. */
  private void offices(List<Judged> all) {
    for (Someone someone : known.people()) {
      if (!mayBeNamed(someone)) {
        for (String office : someone.offices()) {
          List<String> stems =
              Text.of(office).tokens().stream().map(each -> Points.stem(each.text())).toList();
          find(stems)
              .forEach(
                  at -> {
                    boolean talk = Words.isOfTalk(tokens, tokens.get(at).sentence());
                    if (stems.size() > 1 || talk) {
                      all.add(new Judged(at, at + stems.size(), Kind.PERSON, Verdict.ASK));
                    }
                  });
        }
      }
    }
  }

  private List<Integer> find(List<String> stems) {
    List<Integer> found = new ArrayList<>();
    for (int at = 0; !stems.isEmpty() && at + stems.size() <= tokens.size(); at++) {
      boolean all = true;
      for (int i = 0; i < stems.size() && all; i++) {
        all = Points.isForm(tokens.get(at + i).text(), stems.get(i));
      }
      if (all) {
        found.add(at);
      }
    }
    return found;
  }

  private void places(List<Judged> all, boolean[] taken) {
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      boolean known = isKnown(token.text());
      if (!token.isWord() || !token.isCapital() || known || taken[at] || isCalendar(at)) {
        continue;
      }
      boolean there = at > 0 && INTO.contains(tokens.get(at - 1).text());
      if (there && token.text().length() > 1 || isPlace(token.text())) {
        taken[at] = true;
        all.add(new Judged(at, at + 1, Kind.PLACE, Verdict.ASK));
      }
    }
  }

  private boolean isPlace(String word) {
    boolean hour = known.allowed().allows(DateLevel.HOUR);
    return PLACES.contains(word)
        && !(hour && known.zones().stream().anyMatch(zone -> city(zone).equals(word)));
  }

  /** Two capitals that are nobody's and nothing known, within a sentence. */
  private void strangers(List<Judged> all, boolean[] taken) {
    for (int at = 0; at + 1 < tokens.size(); at++) {
      boolean two = isStranger(at, taken) && isStranger(at + 1, taken) && !tokens.get(at).isFirst();
      if (two && tokens.get(at).sentence() == tokens.get(at + 1).sentence()) {
        int next = at + 2;
        while (next < tokens.size() && isStranger(next, taken)) {
          next++;
        }
        all.add(new Judged(at, next, Kind.PERSON, Verdict.ASK));
        at = next;
      }
    }
  }

  private boolean isStranger(int at, boolean[] taken) {
    Token token = tokens.get(at);
    return token.isWord()
        && token.isCapital()
        && token.text().length() > 1
        && !taken[at]
        && !isKnown(token.text())
        && !isCalendar(at);
  }

  private boolean isCalendar(int at) {
    return CalendarWords.month(tokens.get(at)).isPresent()
        || CalendarWords.weekday(tokens, at).isPresent()
        || CalendarWords.isFeast(tokens.get(at).text())
        || is(tokens, at, "i", "new", "year", "новый", "нового");
  }

  private boolean isKnown(String word) {
    return known.names().stream()
        .flatMap(name -> Text.of(name).tokens().stream())
        .anyMatch(part -> isForm(word, part.text()) || isOfThere(word, part.text()));
  }

  /** "Sudrian", "норландский": an adjective of the name. */
  private static boolean isOfThere(String word, String name) {
    return name.length() > STEM
        && word.startsWith(name.substring(0, Math.max(STEM, name.length() - 2)));
  }

  private static String city(ZoneId zone) {
    String id = zone.getId();
    return id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  /** Countries in both languages, and the cities by which zones are called. */
  private static Set<String> places() {
    Set<String> all =
        ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
            .map(id -> city(ZoneId.of(id)))
            .collect(Collectors.toCollection(HashSet::new));
    List<Locale> languages = List.of(Locale.ENGLISH, Locale.of("ru"));
    Arrays.stream(Locale.getISOCountries())
        .map(code -> Locale.of("", code))
        .forEach(
            country ->
                languages.forEach(
                    language ->
                        all.add(
                            country
                                .getDisplayCountry(language)
                                .toLowerCase(Locale.ROOT)
                                .replace('ё', 'е'))));
    all.removeIf(name -> name.length() < STEM);
    return Set.copyOf(all);
  }
}
