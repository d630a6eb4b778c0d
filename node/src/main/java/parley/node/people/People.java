package parley.node.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import parley.dossier.model.Role;
import parley.node.storage.Database;
import parley.node.words.Language;

/**
 * The delegations of this node and their delegates. Kept in memory, since every request asks; any
 * thread.
 */
public final class People {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;
  private volatile Known known;

  /** What the tables hold: small, and replaced as a whole. */
  private record Known(Map<String, Delegation> delegations, Map<DelegateId, Delegate> people) {}

  public People(Database database) {
    this.database = database;
    this.known = database.read(People::load);
  }

  /** All delegations, in order of their slugs. */
  public List<Delegation> delegations() {
    return List.copyOf(known.delegations.values());
  }

  public Optional<Delegation> delegation(String id) {
    return Optional.ofNullable(known.delegations.get(id));
  }

  public Optional<Delegate> person(DelegateId id) {
    return Optional.ofNullable(known.people.get(id));
  }

  /** A delegation's people in the order in which they were added. */
  public List<Delegate> of(String delegation) {
    return known.people.values().stream()
        .filter(person -> person.id().delegation().equals(delegation))
        .toList();
  }

  /** Adds a delegation; one that exists stays as it is. */
  public void add(Delegation delegation) {
    change(
        handle ->
            handle.execute(
                "insert into delegation (id, language, zone, names) values (?, ?, ?, ?) on conflict do nothing",
                delegation.id(),
                delegation.language().tag(),
                delegation.zone().getId(),
                write(delegation.names())));
  }

  /** Adds a delegate; one that exists stays as she is. */
  public void add(Delegate person) {
    change(
        handle ->
            handle.execute(
                """
                insert into person (id, delegation, names, offices, roles, language, place)
                values (?, ?, ?, ?, ?, ?, (select count(*) from person)) on conflict do nothing""",
                person.id().toString(),
                person.id().delegation(),
                write(person.names()),
                write(person.offices()),
                person.roles().stream().map(Role::word).sorted().collect(Collectors.joining(" ")),
                person.language().tag()));
  }

  /** A person chooses the language of her pages. */
  public void choose(DelegateId person, Language language) {
    change(
        handle ->
            handle.execute(
                "update person set language = ? where id = ?", language.tag(), person.toString()));
  }

  private void change(java.util.function.Consumer<Handle> work) {
    known =
        database.write(
            handle -> {
              work.accept(handle);
              return load(handle);
            });
  }

  private static Known load(Handle handle) {
    Map<String, Delegation> delegations = new TreeMap<>();
    handle
        .createQuery("select id, language, zone, names from delegation")
        .reduceRows(delegations, (found, row) -> put(found, delegation(row)));
    Map<DelegateId, Delegate> people = new LinkedHashMap<>();
    handle
        .createQuery(
            "select id, delegation, names, offices, roles, language from person order by place")
        .reduceRows(people, (found, row) -> put(found, person(row, delegations)));
    return new Known(delegations, people);
  }

  private static Map<String, Delegation> put(Map<String, Delegation> found, Delegation delegation) {
    found.put(delegation.id(), delegation);
    return found;
  }

  private static Map<DelegateId, Delegate> put(Map<DelegateId, Delegate> found, Delegate person) {
    found.put(person.id(), person);
    return found;
  }

  private static Delegation delegation(RowView row) {
    return new Delegation(
        row.getColumn("id", String.class),
        language(row),
        ZoneId.of(row.getColumn("zone", String.class)),
        readTexts(row.getColumn("names", String.class)));
  }

  private static Delegate person(RowView row, Map<String, Delegation> delegations) {
    return new Delegate(
        DelegateId.parse(row.getColumn("id", String.class)),
        delegations.get(row.getColumn("delegation", String.class)),
        readTexts(row.getColumn("names", String.class)),
        readTexts(row.getColumn("offices", String.class)),
        Arrays.stream(row.getColumn("roles", String.class).split(" "))
            .map(People::role)
            .collect(Collectors.toSet()),
        language(row));
  }

  private static Role role(String word) {
    return Arrays.stream(Role.values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  private static Language language(RowView row) {
    return Language.ofTag(row.getColumn("language", String.class)).orElse(Language.EN);
  }

  private static String write(Map<Language, String> texts) {
    Map<String, String> byTag = new TreeMap<>();
    texts.forEach((language, text) -> byTag.put(language.tag(), text));
    try {
      return JSON.writeValueAsString(byTag);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<Language, String> readTexts(String json) {
    try {
      Map<Language, String> texts = new LinkedHashMap<>();
      JSON.readValue(json, new TypeReference<Map<String, String>>() {})
          .forEach(
              (tag, text) -> Language.ofTag(tag).ifPresent(language -> texts.put(language, text)));
      return texts;
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException("a name in the database is not JSON", ours);
    }
  }
}
