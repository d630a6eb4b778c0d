package parley.node.press;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import parley.dossier.model.DateLevel;
import parley.dossier.model.Subject;
import parley.node.web.Form;
import parley.node.words.Language;

/**
 * Reads a draft from the form that {@code edit.jte} shows. Whatever was typed is kept; judging is
 * for others.
 */
final class DraftForm {
  private DraftForm() {}

  /** The draft as typed over {@code before}, at the revision that the form was made from. */
  static Draft read(Form form, Draft before, List<Subject> known) {
    Map<Language, DraftText> texts = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      texts.put(language, text(form, language.tag()));
    }
    Set<String> subjects = new TreeSet<>(form.all("subject"));
    subjects.retainAll(known.stream().map(Subject::key).toList());
    Draft typed =
        before
            .writing(texts)
            .telling(level(form.text("level"), before.level()))
            .speakingOf(subjects)
            .answering(ifAsked(form))
            .going(manner(form, before.manner()))
            .at(revision(form.text("revision"), before.revision()));
    return form.has("remove-picture") ? typed.showing(Optional.empty()) : typed;
  }

  /** The pairs that have any words, in their order. */
  private static List<IfAsked> ifAsked(Form form) {
    List<IfAsked> pairs = new ArrayList<>();
    for (int place = 0; place < IfAsked.MOST; place++) {
      Map<Language, IfAsked.Line> lines = new EnumMap<>(Language.class);
      for (Language language : Language.values()) {
        String end = "." + language.tag() + "." + place;
        lines.put(language, new IfAsked.Line(form.raw("question" + end), form.raw("answer" + end)));
      }
      pairs.add(new IfAsked(lines));
    }
    return IfAsked.written(pairs);
  }

  private static DraftText text(Form form, String tag) {
    return new DraftText(
        form.raw("headline." + tag),
        form.raw("place." + tag),
        form.raw("speaker." + tag),
        form.raw("office." + tag),
        form.raw("body." + tag),
        form.raw("caption." + tag),
        form.raw("credit." + tag),
        form.raw("alternative." + tag),
        form.raw("note." + tag));
  }

  private static Manner manner(Form form, Manner before) {
    return new Manner(
        Manner.Attribution.ofSlug(form.text("attribution")).orElse(before.attribution()),
        form.has("on-story"),
        Manner.Expected.ofSlug(form.text("expected")).orElse(before.expected()));
  }

  private static DateLevel level(String name, DateLevel before) {
    return Arrays.stream(DateLevel.values())
        .filter(level -> level.word().equals(name))
        .findFirst()
        .orElse(before);
  }

  private static int revision(String text, int before) {
    return text.matches("\\d{1,8}") ? Integer.parseInt(text) : before;
  }
}
