package parley.node.press;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.dossier.model.Subject;
import parley.node.people.Delegate;
import parley.node.words.Difference;
import parley.node.words.Language;

/** Puts what was changed in a draft into words, field by field. */
record ChangePages(DeskPages desk, List<Delegate> people) {

  /** A field of a draft. */
  private record Field(String label, Optional<Language> language) {}

  /** What was changed since a revision; without one, only which revisions there are. */
  CheckPage.Changes since(Draft draft, Optional<Integer> since) {
    List<DraftStore.Revision> all = desk.office().revisions(draft);
    Optional<DraftStore.Revision> before =
        since.flatMap(
            wanted ->
                all.stream()
                    .filter(each -> each.draft().revision() == wanted)
                    .filter(each -> wanted < draft.revision())
                    .findFirst());
    List<CheckPage.Saved> saved =
        all.stream()
            .filter(each -> each.draft().revision() < draft.revision())
            .map(each -> new CheckPage.Saved(each.draft().revision(), words(each)))
            .toList()
            .reversed();
    return new CheckPage.Changes(
        before.map(this::words).map(words -> desk.text("press.changes.since", words)).orElse(""),
        before.map(each -> each.draft().revision()).orElse(draft.revision()),
        before.map(each -> between(each.draft(), draft)).orElse(List.of()),
        saved);
  }

  private List<CheckPage.Change> between(Draft before, Draft after) {
    Map<Field, String> old = fields(before);
    Map<Field, String> now = fields(after);
    Map<Field, String> all = new LinkedHashMap<>(now);
    old.forEach(all::putIfAbsent);
    List<CheckPage.Change> changes = new ArrayList<>();
    all.keySet()
        .forEach(
            field -> {
              String was = old.getOrDefault(field, "");
              String is = now.getOrDefault(field, "");
              if (!was.equals(is)) {
                changes.add(
                    new CheckPage.Change(field.label(), field.language(), Difference.of(was, is)));
              }
            });
    return changes;
  }

  private Map<Field, String> fields(Draft draft) {
    Map<Field, String> fields = new LinkedHashMap<>();
    fields.put(
        field("press.edit.date"),
        draft.hasDate() ? desk.words().level(draft.level()) : desk.text("press.changes.no-date"));
    draft.texts().forEach((language, text) -> add(fields, language, text));
    fields.put(
        field("press.edit.picture"),
        draft.picture().map(picture -> picture.sha256().substring(0, 12)).orElse(""));
    fields.put(
        field("press.edit.subjects"),
        desk.subjects().stream()
            .filter(subject -> draft.subjects().contains(subject.key()))
            .map((Subject subject) -> desk.words().subject(subject))
            .collect(Collectors.joining("; ")));
    Manner manner = draft.manner();
    fields.put(
        field("press.edit.attribution"),
        desk.text("press.attribution." + manner.attribution().slug()));
    fields.put(
        field("press.edit.story"),
        manner.onStory() ? desk.text("press.edit.story.on") : desk.text("press.edit.story.off"));
    fields.put(
        field("press.edit.expected"), desk.text("press.expected." + manner.expected().slug()));
    for (Language language : Language.values()) {
      for (AskedPage.Pair pair : AskedPage.pairs(draft, language)) {
        String number = Integer.toString(pair.number());
        put(fields, language, desk.text("press.asked.question-of", number), pair.question());
        put(fields, language, desk.text("press.asked.answer-of", number), pair.answer());
      }
    }
    return fields;
  }

  private void add(Map<Field, String> fields, Language language, DraftText text) {
    put(fields, language, desk.text("press.edit.headline"), text.headline());
    put(fields, language, desk.text("press.edit.place"), text.place());
    put(fields, language, desk.text("press.edit.body"), text.body());
    put(fields, language, desk.text("press.edit.speaker"), text.speaker());
    put(fields, language, desk.text("press.edit.office"), text.office());
    put(fields, language, desk.text("press.edit.caption"), text.caption());
    put(fields, language, desk.text("press.edit.credit"), text.credit());
    put(fields, language, desk.text("press.edit.alternative"), text.alternative());
    put(fields, language, desk.text("press.edit.note"), text.note());
  }

  private void put(Map<Field, String> fields, Language language, String label, String text) {
    String of = desk.text("web.language." + language.tag());
    fields.put(new Field(of + ": " + label, Optional.of(language)), text);
  }

  private Field field(String key) {
    return new Field(desk.text(key), Optional.empty());
  }

  private String words(DraftStore.Revision revision) {
    String by =
        people.stream()
            .filter(person -> person.id().equals(revision.by()))
            .map(person -> person.name(desk.language()))
            .findFirst()
            .orElse(revision.by().toString());
    return desk.text(
        "press.changes.saved",
        Integer.toString(revision.draft().revision()),
        by,
        desk.stamp(revision.at()));
  }
}
