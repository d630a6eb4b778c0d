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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import parley.dossier.model.Role;
import parley.node.storage.Database;
import parley.node.words.Language;

/**
 * The delegations of this node and their delegates. Kept in memory, since every request asks; any
 * thread. Whoever was removed is no longer here; her row stays, for what refers to it.
 */
public final class People {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
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

  /** Whether somebody has this name, or had it. */
  public boolean isTaken(DelegateId id) {
    return database.read(
        handle ->
            handle
                    .createQuery("select count(*) from person where id = ?")
                    .bind(0, id.toString())
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }

  /** A delegation's people in the order in which they were added. */
  public List<Delegate> of(String delegation) {
    return known.people.values().stream()
        .filter(person -> person.id().delegation().equals(delegation))
        .toList();
  }

  /** Calls {@code watcher} after each change of who is here and what they may. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /**
   * Does {@code work} as the only writer, all or nothing; meanwhile nobody else changes who is
   * here.
   */
  public <T> T change(Function<Handle, T> work) {
    T result = changeAlone(work);
    watchers.forEach(Runnable::run);
    return result;
  }

  private synchronized <T> T changeAlone(Function<Handle, T> work) {
    record Changed<T>(T result, Known known) {}
    Changed<T> changed = database.write(handle -> new Changed<>(work.apply(handle), load(handle)));
    known = changed.known();
    return changed.result();
  }

  /** Adds a delegation; one that exists stays as it is. */
  public void add(Delegation delegation) {
    change(handle -> add(handle, delegation));
  }

  /** Adds a delegate; one that exists stays as she is. */
  public void add(Delegate person) {
    change(handle -> add(handle, person));
  }

  /** Adds a delegation within a {@link #change}; false when the name is taken. */
  public boolean add(Handle handle, Delegation delegation) {
    return handle.execute(
            "insert into delegation (id, language, zone, names) values (?, ?, ?, ?) on conflict do nothing",
            delegation.id(),
            delegation.language().tag(),
            delegation.zone().getId(),
            write(delegation.names()))
        == 1;
  }

  /**
   * Adds a delegate within a {@link #change}; false when the name is taken, be it by somebody who
   * was removed.
   */
  public boolean add(Handle handle, Delegate person) {
    return handle.execute(
            """
            insert into person (id, delegation, names, offices, roles, language, administrator, place)
            values (?, ?, ?, ?, ?, ?, ?, (select count(*) from person)) on conflict do nothing""",
            person.id().toString(),
            person.id().delegation(),
            write(person.names()),
            write(person.offices()),
            words(person),
            person.language().tag(),
            person.administrator())
        == 1;
  }

  /** Replaces a delegate's names, offices and rights within a {@link #change}. */
  public void replace(Handle handle, Delegate person) {
    handle.execute(
        "update person set names = ?, offices = ?, roles = ?, administrator = ? where id = ?",
        write(person.names()),
        write(person.offices()),
        words(person),
        person.administrator(),
        person.id().toString());
  }

  /** Removes a delegate within a {@link #change}; her name is not given to anybody else. */
  public void remove(Handle handle, DelegateId person) {
    handle.execute("update person set removed = 1 where id = ?", person.toString());
  }

  /** A person chooses the language of her pages. */
  public void choose(DelegateId person, Language language) {
    change(
        handle ->
            handle.execute(
                "update person set language = ? where id = ?", language.tag(), person.toString()));
  }

  private static String words(Delegate person) {
    return person.roles().stream().map(Role::word).sorted().collect(Collectors.joining(" "));
  }

  private static Known load(Handle handle) {
    Map<String, Delegation> delegations = new TreeMap<>();
    handle
        .createQuery("select id, language, zone, names from delegation")
        .reduceRows(delegations, (found, row) -> put(found, delegation(row)));
    Map<DelegateId, Delegate> people = new LinkedHashMap<>();
    handle
        .createQuery(
            """
            select id, delegation, names, offices, roles, language, administrator
            from person where removed = 0 order by place""")
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
            .filter(word -> !word.isEmpty())
            .map(People::role)
            .collect(Collectors.toSet()),
        language(row),
        row.getColumn("administrator", Boolean.class));
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
