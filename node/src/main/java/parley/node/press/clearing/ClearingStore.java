package parley.node.press.clearing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import parley.dossier.model.Digest;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.storage.Database;

/** What was submitted, and what officers said of it. Only added to and ended. Any thread. */
public final class ClearingStore {
  /** What is public already, or about to be, nobody clears or returns any more. */
  private static final String STILL_OPEN =
      """
      exists (select 1 from press_submission s join press_draft d on d.id = s.draft
        where s.draft = ? and s.number = ? and s.ended = 0 and d.statement is null and d.releasing_jws is null)\
      """;

  private final Database database;

  public ClearingStore(Database database) {
    this.database = database;
  }

  /**
   * A draft's way so far.
   *
   * @param people of its side, as they are now
   */
  public Clearing of(String draft, String delegation, boolean urgent, List<Delegate> people) {
    return database.read(
        handle ->
            new Clearing(
                drafters(handle, draft),
                open(handle, draft, delegation),
                verdicts(handle, draft),
                urgent,
                people));
  }

  /** Lays a revision before the officers; false when the draft is not at that revision any more. */
  public boolean submit(
      String draft, int revision, Digest digest, Chain chain, DelegateId by, Instant now) {
    return database.write(
        handle ->
            handle.execute(
                    """
                    insert into press_submission (draft, number, revision, digest, in_turn, officers, submitted_by, submitted_at)
                    select id, (select coalesce(max(number), 0) + 1 from press_submission where draft = press_draft.id), revision, ?, ?, ?, ?, ?
                    from press_draft where id = ? and revision = ? and statement is null and releasing_jws is null
                      and not exists (select 1 from press_submission where draft = press_draft.id and ended = 0)\
                    """,
                    digest.value(),
                    chain.inTurn(),
                    ChainStore.keys(chain),
                    by.toString(),
                    now.toEpochMilli(),
                    draft,
                    revision)
                > 0);
  }

  /** Notes at which words the officer who said this had looked. */
  public void look(String draft, Verdict verdict, List<String> mentions) {
    database.write(
        handle -> {
          mentions.forEach(
              mention ->
                  handle.execute(
                      "insert into press_looked (draft, submission, mention, said_by, said_at)"
                          + " values (?, ?, ?, ?, ?) on conflict do nothing",
                      draft,
                      verdict.submission(),
                      mention,
                      verdict.by().toString(),
                      verdict.at().toEpochMilli()));
          return mentions.size();
        });
  }

  /** Notes a verdict, and a return ends the submission; false when it was over already. */
  public boolean say(String draft, Verdict verdict) {
    return database.write(
        handle -> {
          boolean said =
              handle.execute(
                      "insert into press_verdict (draft, submission, cleared, said_by, said_at,"
                          + " remark, shown) select ?, ?, ?, ?, ?, ?, ? where "
                          + STILL_OPEN,
                      draft,
                      verdict.submission(),
                      verdict.cleared(),
                      verdict.by().toString(),
                      verdict.at().toEpochMilli(),
                      verdict.remark(),
                      verdict.shown(),
                      draft,
                      verdict.submission())
                  > 0;
          if (said && !verdict.cleared()) {
            end(handle, draft);
          }
          return said;
        });
  }

  /** Takes a submission back; false when it was over already. */
  public boolean takeBack(String draft, int submission) {
    return database.write(
        handle ->
            handle.execute(
                    "update press_submission set ended = 1 where draft = ? and number = ? and "
                        + STILL_OPEN,
                    draft,
                    submission,
                    draft,
                    submission)
                > 0);
  }

  /** Voids what is under way, within the transaction that changes the text. */
  public static void end(Handle handle, String draft) {
    handle.execute("update press_submission set ended = 1 where draft = ? and ended = 0", draft);
  }

  private static Set<DelegateId> drafters(Handle handle, String draft) {
    return handle
        .createQuery("select distinct saved_by from press_revision where draft = ?")
        .bind(0, draft)
        .mapTo(String.class)
        .map(DelegateId::parse)
        .set();
  }

  private static Optional<Submission> open(Handle handle, String draft, String delegation) {
    return handle
        .createQuery(
            "select number, revision, digest, in_turn, officers, submitted_by, submitted_at from"
                + " press_submission where draft = ? and ended = 0")
        .bind(0, draft)
        .map((row, context) -> submission(row, delegation))
        .findOne();
  }

  static Submission submission(ResultSet row, String delegation) throws SQLException {
    return new Submission(
        row.getInt("number"),
        row.getInt("revision"),
        new Digest(row.getString("digest")),
        ChainStore.chain(row.getInt("in_turn"), row.getString("officers"), delegation),
        DelegateId.parse(row.getString("submitted_by")),
        Instant.ofEpochMilli(row.getLong("submitted_at")));
  }

  private static List<Verdict> verdicts(Handle handle, String draft) {
    return handle
        .createQuery(
            """
            select v.submission, s.revision, s.digest, v.cleared, v.said_by, v.said_at, v.remark, v.shown
            from press_verdict v join press_submission s on s.draft = v.draft and s.number = v.submission
            where v.draft = ? order by v.place\
            """)
        .bind(0, draft)
        .map((row, context) -> verdict(row))
        .list();
  }

  static Verdict verdict(ResultSet row) throws SQLException {
    return new Verdict(
        row.getInt("submission"),
        row.getInt("revision"),
        new Digest(row.getString("digest")),
        DelegateId.parse(row.getString("said_by")),
        row.getBoolean("cleared"),
        row.getString("remark"),
        row.getString("shown"),
        Instant.ofEpochMilli(row.getLong("said_at")));
  }
}
