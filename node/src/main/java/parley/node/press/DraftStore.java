package parley.node.press;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import parley.node.people.DelegateId;
import parley.node.press.clearing.ClearingStore;
import parley.node.press.publicview.PublicPicture;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.StatementId;
import parley.node.storage.Database;

/**
 * The drafts of all sides of this node, and every text that was saved of them. Every question names
 * the side that asks and is answered from its own rows only. Any thread.
 */
final class DraftStore {
  static final String COLUMNS =
      "id, delegation, talk, kind, about_room, about_statement, level, subjects, texts, picture,"
          + " if_asked, manner, revision";

  private final Database database;

  /** A draft in a list, with what became of it. */
  record Row(Draft draft, Instant changed, Optional<StatementId> statement) {
    boolean isReleased() {
      return statement.isPresent();
    }
  }

  /** A text as it was saved. */
  record Revision(Draft draft, DelegateId by, Instant at) {}

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
                        + ", changed_at, statement from press_draft where delegation = ? and talk ="
                        + " ? order by changed_at desc, id")
                .bind(0, delegation)
                .bind(1, talk)
                .map((row, context) -> row(row))
                .list());
  }

  /** A side's draft, released or not. */
  Optional<Row> find(String delegation, String talk, DraftId id) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + ", changed_at, statement from press_draft where delegation = ? and talk ="
                        + " ? and id = ?")
                .bind(0, delegation)
                .bind(1, talk)
                .bind(2, id.value())
                .map((row, context) -> row(row))
                .findOne());
  }

  /** All texts that were saved of a draft, the earliest first. */
  List<Revision> revisions(Draft draft) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select revision, level, subjects, texts, picture, if_asked, manner, saved_by,"
                        + " saved_at from press_revision where draft = ? order by revision")
                .bind(0, draft.id().value())
                .map(
                    (row, context) ->
                        new Revision(
                            DraftColumns.filled(draft, row),
                            DelegateId.parse(row.getString("saved_by")),
                            Instant.ofEpochMilli(row.getLong("saved_at"))))
                .list());
  }

  void add(Draft draft, DelegateId author, Instant now) {
    database.write(
        handle -> {
          handle.execute(
              "insert into press_draft ("
                  + COLUMNS
                  + ", changed_at, changed_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                  + " ?)",
              draft.id().value(),
              draft.delegation(),
              draft.talk(),
              draft.kind().slug(),
              draft.about().map(Relation::room).orElse(null),
              draft.about().map(about -> about.statement().value()).orElse(null),
              draft.level().name(),
              DraftColumns.subjects(draft),
              DraftColumns.texts(draft),
              DraftColumns.picture(draft),
              DraftColumns.ifAsked(draft),
              DraftColumns.manner(draft),
              draft.revision(),
              now.toEpochMilli(),
              author.toString());
          return keep(handle, draft, author, now);
        });
  }

  /**
   * Saves {@code draft} as the revision after its own, and voids what was cleared of it. The very
   * words that it has already are no change.
   *
   * @return false when somebody saved another meanwhile, or it is gone or released; then nothing
   *     changed
   */
  boolean save(Draft draft, DelegateId author, Instant now) {
    return database.write(
        handle -> {
          Optional<Draft> before = unreleased(handle, draft).filter(each -> isSame(each, draft));
          if (before.isEmpty()) {
            return false;
          }
          if (DraftColumns.digest(before.get()).equals(DraftColumns.digest(draft))) {
            return true;
          }
          Draft next = draft.at(draft.revision() + 1);
          update(handle, next, author, now);
          keep(handle, next, author, now);
          ClearingStore.end(handle, draft.id().value());
          return true;
        });
  }

  void discard(Draft draft) {
    database.write(
        handle ->
            handle.execute(
                "delete from press_draft where id = ? and delegation = ? and statement is null and"
                    + " releasing_jws is null",
                draft.id().value(),
                draft.delegation()));
  }

  void addPicture(String delegation, PublicPicture picture, byte[] bytes) {
    database.write(
        handle ->
            handle.execute(
                "insert into press_draft_picture (delegation, sha256, bytes) values (?, ?, ?) on"
                    + " conflict do nothing",
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

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        DraftColumns.draft(row),
        Instant.ofEpochMilli(row.getLong("changed_at")),
        Optional.ofNullable(row.getString("statement")).map(StatementId::new));
  }

  private static boolean isSame(Draft one, Draft other) {
    return one.revision() == other.revision() && one.delegation().equals(other.delegation());
  }

  private static Optional<Draft> unreleased(Handle handle, Draft draft) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from press_draft where id = ? and statement is null and releasing_jws is null")
        .bind(0, draft.id().value())
        .map((row, context) -> DraftColumns.draft(row))
        .findOne();
  }

  private static void update(Handle handle, Draft draft, DelegateId author, Instant now) {
    handle.execute(
        """
        update press_draft set level = ?, subjects = ?, texts = ?, picture = ?, if_asked = ?, manner = ?,
          revision = ?, changed_at = ?, changed_by = ? where id = ?\
        """,
        draft.level().name(),
        DraftColumns.subjects(draft),
        DraftColumns.texts(draft),
        DraftColumns.picture(draft),
        DraftColumns.ifAsked(draft),
        DraftColumns.manner(draft),
        draft.revision(),
        now.toEpochMilli(),
        author.toString(),
        draft.id().value());
  }

  private static int keep(Handle handle, Draft draft, DelegateId author, Instant now) {
    return handle.execute(
        """
        insert into press_revision (draft, revision, level, subjects, texts, picture, if_asked, manner, saved_by, saved_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        draft.id().value(),
        draft.revision(),
        draft.level().name(),
        DraftColumns.subjects(draft),
        DraftColumns.texts(draft),
        DraftColumns.picture(draft),
        DraftColumns.ifAsked(draft),
        DraftColumns.manner(draft),
        author.toString(),
        now.toEpochMilli());
  }
}
