package parley.node.people;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import parley.node.storage.Database;
import parley.node.words.Slug;

/**
 * What was done to a delegation's people, keys and rights, and by whom. It is only added to, in the
 * transaction of what it tells of. Any thread.
 */
public final class Audit {
  private final Database database;

  /** What can be done. */
  public enum Deed {
    DELEGATION_MADE,
    PERSON_ADDED,
    PERSON_RENAMED,
    RIGHTS_CHANGED,
    PERSON_REMOVED,
    INVITED,
    INVITATION_WITHDRAWN,
    RECOVERY_INVITED,
    KEY_REGISTERED,
    KEY_REPLACED,
    KEY_LOST,
    SESSIONS_ENDED;

    /** The name in keys of words: {@code key-lost}. */
    public String slug() {
      return Slug.of(this);
    }
  }

  /**
   * One line.
   *
   * @param place its number; later lines have higher ones
   * @param subject the person or delegation that it was done to
   * @param detail what the deed needs beside: roles by their words, a name
   */
  public record Line(
      long place, Instant at, Actor actor, Deed deed, String subject, String detail) {}

  public Audit(Database database) {
    this.database = database;
  }

  /** Adds a line about a person, within the transaction of what was done. */
  public void note(
      Handle handle, Instant at, Actor actor, Deed deed, DelegateId subject, String detail) {
    note(handle, at, actor, deed, subject.delegation(), subject.toString(), detail);
  }

  /** Adds a line about a delegation as a whole. */
  public void note(Handle handle, Instant at, Actor actor, Deed deed, String delegation) {
    note(handle, at, actor, deed, delegation, delegation, "");
  }

  private static void note(
      Handle handle,
      Instant at,
      Actor actor,
      Deed deed,
      String delegation,
      String subject,
      String detail) {
    handle.execute(
        "insert into audit (at, delegation, actor, deed, subject, detail) values (?, ?, ?, ?, ?, ?)",
        at.toEpochMilli(),
        delegation,
        actor.name(),
        deed.slug(),
        subject,
        detail);
  }

  /** The latest lines of a delegation before {@code place}, newest first. */
  public List<Line> before(String delegation, long place, int most) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select place, at, actor, deed, subject, detail from audit
                    where delegation = ? and place < ? order by place desc limit ?""")
                .bind(0, delegation)
                .bind(1, place)
                .bind(2, most)
                .map(
                    (row, context) ->
                        new Line(
                            row.getLong("place"),
                            Instant.ofEpochMilli(row.getLong("at")),
                            new Actor(row.getString("actor")),
                            deed(row.getString("deed")),
                            row.getString("subject"),
                            row.getString("detail")))
                .list());
  }

  private static Deed deed(String slug) {
    return Deed.valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
