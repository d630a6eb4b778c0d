package parley.node.press.clearing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.wire.Bodies;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.storage.Database;
import parley.node.talk.JointClearance.Offer;

/**
 * Words of joint statements as they were laid before a side's officers, and what these said. Only
 * added to and ended. Any thread.
 */
public final class LayingStore {
  private static final String THESE = " where talk = ? and delegation = ? and digest = ? ";

  private final Database database;

  /** Words of a talk, for one delegation of this node. */
  public record Key(String talk, String delegation, Digest digest) {}

  /**
   * Words as they were laid before the officers.
   *
   * @param typed the fields of the form in which somebody of the side has typed them, as JSON;
   *     empty when another side proposed them
   */
  public record Laying(Key key, Offer offer, String typed) {}

  public LayingStore(Database database) {
    this.database = database;
  }

  /**
   * The way of these words so far. Whoever has typed them clears them not; of words that another
   * side has proposed, whoever has laid them before the officers last.
   *
   * @param people of the side, as they are now
   */
  public Clearing of(Key key, List<Delegate> people) {
    return database.read(
        handle ->
            new Clearing(
                java.util.Set.copyOf(
                    handle
                        .select(
                            """
                            select distinct laid_by from press_joint_laying l"""
                                + THESE
                                + """
                                and (typed <> '' or place = (select max(place) from press_joint_laying m
                                  where m.talk = l.talk and m.delegation = l.delegation and m.digest = l.digest))""",
                            arguments(key))
                        .mapTo(String.class)
                        .map(DelegateId::parse)
                        .list()),
                open(handle, key),
                verdicts(handle, key),
                false,
                people));
  }

  /** Lays words before the officers; false when they are there already. */
  public boolean lay(Laying laying, Chain chain, DelegateId by, Instant now) {
    Key key = laying.key();
    return database.write(
        handle ->
            handle.execute(
                    """
                    insert into press_joint_laying (talk, delegation, digest, release_at, content, typed, in_turn, officers, laid_by, laid_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                    key.talk(),
                    key.delegation(),
                    key.digest().value(),
                    laying.offer().release().toEpochMilli(),
                    Bodies.of(laying.offer().text(), new byte[32]).content(),
                    laying.typed(),
                    chain.inTurn(),
                    ChainStore.keys(chain),
                    by.toString(),
                    now.toEpochMilli())
                > 0);
  }

  /** Notes a verdict, and a return ends the laying; false when it was over already. */
  public boolean say(Verdict verdict) {
    return database.write(
        handle -> {
          boolean said =
              handle.execute(
                      """
                      insert into press_joint_verdict (laying, cleared, said_by, said_at, remark)
                      select place, ?, ?, ?, ? from press_joint_laying where place = ? and ended = 0""",
                      verdict.cleared(),
                      verdict.by().toString(),
                      verdict.at().toEpochMilli(),
                      verdict.remark(),
                      verdict.submission())
                  > 0;
          return said && (verdict.cleared() || end(handle, verdict.submission()));
        });
  }

  /** Takes words back; false when it was over already. */
  public boolean takeBack(Submission laying) {
    return database.write(handle -> end(handle, laying.number()));
  }

  /** The last of these words that was laid before the officers. */
  public Optional<Laying> find(Key key) {
    return database.read(
        handle ->
            handle
                .select(
                    "select * from press_joint_laying"
                        + THESE
                        + "order by typed = '', place desc limit 1",
                    arguments(key))
                .map((row, context) -> laying(row))
                .findOne());
  }

  /** All that a side has laid before its officers in a talk, each words once, the latest first. */
  public List<Laying> all(String talk, String delegation) {
    return database.read(
        handle ->
            handle
                .select(
                    """
                    select l.* from press_joint_laying l where talk = ? and delegation = ?
                      and place = (select max(place) from press_joint_laying m
                        where m.talk = l.talk and m.delegation = l.delegation and m.digest = l.digest)
                    order by place desc""",
                    talk,
                    delegation)
                .map((row, context) -> laying(row))
                .list());
  }

  private static boolean end(Handle handle, int laying) {
    return handle.execute(
            "update press_joint_laying set ended = 1 where place = ? and ended = 0", laying)
        > 0;
  }

  private static Optional<Submission> open(Handle handle, Key key) {
    return handle
        .select(
            """
            select place as number, 0 as revision, digest, in_turn, officers,
              laid_by as submitted_by, laid_at as submitted_at from press_joint_laying"""
                + THESE
                + "and ended = 0",
            arguments(key))
        .map((row, context) -> ClearingStore.submission(row, key.delegation()))
        .findOne();
  }

  private static List<Verdict> verdicts(Handle handle, Key key) {
    return handle
        .select(
            """
            select v.laying as submission, 0 as revision, l.digest, v.cleared, v.said_by, v.said_at, v.remark, '' as shown
            from press_joint_verdict v join press_joint_laying l on l.place = v.laying"""
                + THESE
                + "order by v.place",
            arguments(key))
        .map((row, context) -> ClearingStore.verdict(row))
        .list();
  }

  private static Laying laying(ResultSet row) throws SQLException {
    Body body = new Body("A".repeat(43), row.getString("content"));
    return new Laying(
        new Key(
            row.getString("talk"),
            row.getString("delegation"),
            new Digest(row.getString("digest"))),
        new Offer(Instant.ofEpochMilli(row.getLong("release_at")), Bodies.jointText(body)),
        row.getString("typed"));
  }

  private static Object[] arguments(Key key) {
    return new Object[] {key.talk(), key.delegation(), key.digest().value()};
  }
}
