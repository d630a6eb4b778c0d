package parley.node.talk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import parley.dossier.model.Credentials;
import parley.dossier.model.Person;

/** What new credentials of a delegation change in those before them. */
record CredentialsChange(Credentials before, Credentials after) {

  boolean isNone() {
    return before.equals(after);
  }

  /** People whose earlier key no longer stands for them: they are gone, or have another. */
  List<Person> endedKeys() {
    return before.people().stream()
        .filter(
            person -> after.person(person.id()).filter(p -> p.key().equals(person.key())).isEmpty())
        .toList();
  }

  /** The change in sentences, people first. */
  List<String> lines(Reader reader) {
    List<String> lines = new ArrayList<>();
    for (Person person : after.people()) {
      Optional<Person> known = before.person(person.id());
      if (known.isEmpty()) {
        lines.add(reader.text("talk.change.new", name(reader, person), roles(reader, person)));
      } else {
        changed(reader, known.get(), person, lines);
      }
    }
    for (Person person : before.people()) {
      if (after.person(person.id()).isEmpty()) {
        lines.add(reader.text("talk.change.gone", name(reader, person)));
      }
    }
    if (!before.key().equals(after.key())) {
      lines.add(reader.text("talk.change.seal"));
    }
    if (!ownFacts(before).equals(ownFacts(after))) {
      lines.add(reader.text("talk.change.facts"));
    }
    return lines;
  }

  private static void changed(Reader reader, Person before, Person after, List<String> lines) {
    String name = name(reader, after);
    if (!before.key().equals(after.key())) {
      boolean isFirst = before.key().demo() && !after.key().demo();
      lines.add(reader.text(isFirst ? "talk.change.first-passkey" : "talk.change.key", name));
    }
    if (!before.roles().equals(after.roles())) {
      lines.add(reader.text("talk.change.roles", name, roles(reader, after)));
    }
    if (!before.names().equals(after.names()) || !before.office().equals(after.office())) {
      String office = after.office().inOrFirst(reader.language().tag());
      lines.add(reader.text("talk.change.named", name(reader, before), name, office));
    }
  }

  private static Set<Object> ownFacts(Credentials credentials) {
    return new LinkedHashSet<>(
        List.of(
            credentials.names(),
            credentials.zone(),
            credentials.languages(),
            credentials.statementKey(),
            credentials.lineKey()));
  }

  static String name(Reader reader, Person person) {
    return person.names().inOrFirst(reader.language().tag());
  }

  private static String roles(Reader reader, Person person) {
    return person.roles().stream()
        .map(role -> reader.text("people.role." + role.word()))
        .collect(Collectors.joining(", "));
  }
}
