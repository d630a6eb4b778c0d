package parley.node.press;

import java.util.List;
import org.jdbi.v3.core.Handle;
import parley.node.press.publicview.Published;
import parley.node.storage.Database;

/** The steps in which a draft becomes a public statement, as the disk holds them. Any thread. */
final class ReleaseStore {
  private final Database database;

  /** A release that has begun and of which nobody knows whether it is on record. */
  record Begun(Draft draft, String jws) {}

  ReleaseStore(Database database) {
    this.database = database;
  }

  /**
   * Notes durably that {@code jws} is about to be put on record; false when the draft is not as it
   * was read, or not before the officers any more.
   *
   * @param submission under which it was cleared
   */
  boolean begin(Draft draft, int submission, String jws) {
    return database.write(
        handle ->
            handle.execute(
                    """
                    update press_draft set releasing_jws = ?
                    where id = ? and delegation = ? and revision = ? and statement is null and releasing_jws is null
                      and exists (select 1 from press_submission where draft = press_draft.id and number = ? and revision = press_draft.revision and ended = 0)""",
                    jws,
                    draft.id().value(),
                    draft.delegation(),
                    draft.revision(),
                    submission)
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
    database.write(handle -> publish(handle, draft, published));
  }

  /** Releases that were under way when the node stopped. */
  List<Begun> begun() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + DraftStore.COLUMNS
                        + ", releasing_jws from press_draft where releasing_jws is not null")
                .map(
                    (row, context) ->
                        new Begun(DraftColumns.draft(row), row.getString("releasing_jws")))
                .list());
  }

  private static int publish(Handle handle, Draft draft, Published published) {
    handle.execute(
        "update press_draft set statement = ?, releasing_jws = null where id = ?",
        published.statement().id().value(),
        draft.id().value());
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
    return handle.execute(
        "insert into published_statement (id, room, jws) values (?, ?, ?) on conflict do nothing",
        published.statement().id().value(),
        draft.delegation(),
        published.jws());
  }
}
