package parley.node.press;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import parley.dossier.model.DateLevel;
import parley.node.press.publicview.PublicPicture;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.StatementId;
import parley.node.press.publicview.StatementKind;
import parley.node.storage.Database;
import parley.node.words.Language;

/**
 * The drafts of all sides of this node. Every question names the side that asks and is answered
 * from its own rows only. Any thread.
 */
final class DraftStore {
  /** Records as they are: a method that answers a question is no part of one. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

  private static final String COLUMNS =
      "id, delegation, talk, kind, about_room, about_statement, level, subjects, texts, picture, revision";

  private final Database database;

  /** A draft in a list, with what became of it. */
  record Row(Draft draft, Instant changed, Optional<StatementId> statement) {
    boolean isReleased() {
      return statement.isPresent();
    }
  }

  /** A release that has begun and of which nobody knows whether it is on record. */
  record Begun(Draft draft, String jws) {}

  DraftStore(Database database) {
    this.database = database;
  }

  /** A side's drafts for a talk, what was changed last first. */
  List<Row> of(String delegation, String talk) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + ", changed_at, statement from press_draft where delegation = ? and talk = ? order by changed_at desc, id")
                .bind(0, delegation)
                .bind(1, talk)
                .map(
                    (row, context) ->
                        new Row(
                            draft().map(row, context),
                            Instant.ofEpochMilli(row.getLong("changed_at")),
                            Optional.ofNullable(row.getString("statement")).map(StatementId::new)))
                .list());
  }

  /** A side's draft that can still be changed. */
  Optional<Draft> open(String delegation, String talk, DraftId id) {
    return database.read(handle -> open(handle, delegation, talk, id));
  }

  void add(Draft draft, String author, Instant now) {
    database.write(
        handle ->
            handle.execute(
                "insert into press_draft ("
                    + COLUMNS
                    + ", changed_at, changed_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                draft.id().value(),
                draft.delegation(),
                draft.talk(),
                draft.kind().slug(),
                draft.about().map(Relation::room).orElse(null),
                draft.about().map(about -> about.statement().value()).orElse(null),
                draft.level().name(),
                String.join(" ", draft.subjects()),
                write(draft.texts()),
                draft.picture().map(DraftStore::json).orElse(null),
                draft.revision(),
                now.toEpochMilli(),
                author));
  }

  /**
   * Saves {@code draft} as the revision after its own.
   *
   * @return false when somebody saved another meanwhile, or it is gone or released; then nothing
   *     changed
   */
  boolean save(Draft draft, String author, Instant now) {
    return database.write(
        handle ->
            handle.execute(
                    """
                    update press_draft set kind = ?, about_room = ?, about_statement = ?, level = ?, subjects = ?, texts = ?, picture = ?,
                      revision = revision + 1, changed_at = ?, changed_by = ?
                    where id = ? and delegation = ? and revision = ? and statement is null and releasing_jws is null""",
                    draft.kind().slug(),
                    draft.about().map(Relation::room).orElse(null),
                    draft.about().map(about -> about.statement().value()).orElse(null),
                    draft.level().name(),
                    String.join(" ", draft.subjects()),
                    write(draft.texts()),
                    draft.picture().map(DraftStore::json).orElse(null),
                    now.toEpochMilli(),
                    author,
                    draft.id().value(),
                    draft.delegation(),
                    draft.revision())
                > 0);
  }

  void discard(Draft draft) {
    database.write(
        handle ->
            handle.execute(
                "delete from press_draft where id = ? and delegation = ? and statement is null and releasing_jws is null",
                draft.id().value(),
                draft.delegation()));
  }

  void addPicture(String delegation, PublicPicture picture, byte[] bytes) {
    database.write(
        handle ->
            handle.execute(
                "insert into press_draft_picture (delegation, sha256, bytes) values (?, ?, ?) on conflict do nothing",
                delegation,
                picture.sha256(),
                bytes));
  }

  Optional<byte[]> picture(String delegation, PublicPicture picture) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select bytes from press_draft_picture where delegation = ? and sha256 = ?")
                .bind(0, delegation)
                .bind(1, picture.sha256())
                .mapTo(byte[].class)
                .findOne());
  }

  /**
   * Notes durably that {@code jws} is about to be put on record; false when the draft is not as it
   * was read.
   */
  boolean begin(Draft draft, String jws) {
    return database.write(
        handle ->
            handle.execute(
                    "update press_draft set releasing_jws = ? where id = ? and delegation = ? and revision = ? and statement is null and releasing_jws is null",
                    jws,
                    draft.id().value(),
                    draft.delegation(),
                    draft.revision())
                > 0);
  }

  /** The release did not take place; the draft is open again. */
  void abandon(Draft draft) {
    database.write(
        handle ->
            handle.execute(
                "update press_draft set releasing_jws = null where id = ? and statement is null",
                draft.id().value()));
  }

  /** The release is on record: makes the statement public, all or nothing. */
  void publish(Draft draft, Published published) {
    database.write(
        handle -> {
          handle.execute(
              "update press_draft set statement = ?, releasing_jws = null where id = ?",
              published.statement().id().value(),
              draft.id().value());
          handle.execute(
              "insert into published_statement (id, room, jws) values (?, ?, ?) on conflict do nothing",
              published.statement().id().value(),
              draft.delegation(),
              published.jws());
          draft
              .picture()
              .ifPresent(
                  picture ->
                      handle.execute(
                          """
                          insert into published_picture (room, sha256, bytes)
                          select delegation, sha256, bytes from press_draft_picture where delegation = ? and sha256 = ? on conflict do nothing""",
                          draft.delegation(),
                          picture.sha256()));
          return draft;
        });
  }

  /** Releases that were under way when the node stopped. */
  List<Begun> begun() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + ", releasing_jws from press_draft where releasing_jws is not null")
                .map(
                    (row, context) ->
                        new Begun(draft().map(row, context), row.getString("releasing_jws")))
                .list());
  }

  private static Optional<Draft> open(Handle handle, String delegation, String talk, DraftId id) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from press_draft where delegation = ? and talk = ? and id = ? and statement is null")
        .bind(0, delegation)
        .bind(1, talk)
        .bind(2, id.value())
        .map(draft())
        .findOne();
  }

  private static RowMapper<Draft> draft() {
    return (row, context) -> {
      StatementKind kind = StatementKind.ofSlug(row.getString("kind")).orElseThrow();
      String room = row.getString("about_room");
      String statement = row.getString("about_statement");
      String picture = row.getString("picture");
      return new Draft(
          new DraftId(row.getString("id")),
          row.getString("delegation"),
          row.getString("talk"),
          kind,
          room == null
              ? Optional.empty()
              : Optional.of(new Relation(Relation.Kind.of(kind), room, new StatementId(statement))),
          DateLevel.valueOf(row.getString("level")),
          words(row.getString("subjects")),
          readTexts(row.getString("texts")),
          Optional.ofNullable(picture).map(json -> read(json, PublicPicture.class)),
          row.getInt("revision"));
    };
  }

  private static Set<String> words(String joined) {
    return joined.isEmpty() ? Set.of() : Set.of(joined.split(" "));
  }

  private static Map<Language, DraftText> readTexts(String json) {
    Map<Language, DraftText> texts = new EnumMap<>(Language.class);
    read(json, Texts.class)
        .byTag()
        .forEach(
            (tag, text) -> Language.ofTag(tag).ifPresent(language -> texts.put(language, text)));
    return texts;
  }

  private static String write(Map<Language, DraftText> texts) {
    Map<String, DraftText> byTag = new TreeMap<>();
    texts.forEach((language, text) -> byTag.put(language.tag(), text));
    return json(new Texts(byTag));
  }

  /** The texts as a column holds them. */
  private record Texts(Map<String, DraftText> byTag) {}

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException("a draft in the database is not JSON", ours);
    }
  }
}
