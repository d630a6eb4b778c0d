package parley.node.press;

import java.util.Locale;
import java.util.stream.Collectors;
import parley.node.people.Delegate;
import parley.node.press.clearing.Clearing;
import parley.node.press.clearing.Officer;
import parley.node.words.Language;
import parley.node.words.Words;

/**
 * Where a draft stands, in words.
 *
 * @param tag the state of the tag that shows it
 */
public record StageView(String tag, String words) {
  static StageView of(Clearing clearing, Language language) {
    Words words = Words.in(language);
    return switch (clearing.stage()) {
      case DRAFTING -> new StageView("past", words.text("press.stage.drafting"));
      case RETURNED ->
          new StageView(
              "refused",
              words.text(
                  "press.stage.returned",
                  clearing
                      .person(clearing.verdicts().getLast().by())
                      .map(person -> person.name(language))
                      .orElse(clearing.verdicts().getLast().by().toString())));
      case SUBMITTED ->
          new StageView(
              "waits-for-them",
              words.text(
                  "press.stage.submitted",
                  clearing.missing().stream()
                      .map(officer -> officer(officer, clearing, language))
                      .collect(Collectors.joining(", "))));
      case READY -> new StageView("in-force", words.text("press.stage.ready"));
    };
  }

  /** Who may take a step, by name or post. */
  static String officer(Officer officer, Clearing clearing, Language language) {
    return switch (officer) {
      case Officer.Named(var id) ->
          clearing.person(id).map(person -> person.name(language)).orElse(id.toString());
      case Officer.Post post -> post(post, language);
    };
  }

  static String post(Officer.Post post, Language language) {
    return Words.in(language).text("press.officer." + post.name().toLowerCase(Locale.ROOT));
  }

  static String named(Delegate person, Language language) {
    return person.name(language) + ", " + person.office(language);
  }
}
