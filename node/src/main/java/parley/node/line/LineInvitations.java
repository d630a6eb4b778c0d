package parley.node.line;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import parley.dossier.model.Digest;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.node.storage.Database;

/**
 * Invitations by which delegations of other nodes come to be counterparts: each for one talk, good
 * once. The database has digests only. Any thread.
 */
public final class LineInvitations {
  private final Database database;
  private final Counterparts counterparts;

  /** What an invitation is worth. */
  public enum State {
    OPEN,
    USED,
    EXPIRED,
    WITHDRAWN
  }

  /**
   * One that was issued.
   *
   * @param token its digest
   * @param talk what it invites to
   * @param delegation of this node, whose it is
   * @param names of whom it is for
   * @param usedBy the line key of whoever brought it
   */
  public record Issued(
      Digest token,
      TalkId talk,
      String delegation,
      Texts names,
      Instant expiresAt,
      State state,
      Optional<SealPublicKey> usedBy) {
    boolean isFor(SealPublicKey bearer) {
      return state == State.OPEN || usedBy.filter(bearer::equals).isPresent();
    }
  }

  public LineInvitations(Database database, Counterparts counterparts) {
    this.database = database;
    this.counterparts = counterparts;
  }

  /** A new one that {@link #name} says more of. */
  void issue(TalkId talk, String delegation, Digest token, Instant expiresAt) {
    database.write(
        handle ->
            handle.execute(
                """
                insert into line_invitation (digest, talk, delegation, names, expires_at)
                values (?, ?, ?, '', ?)""",
                token.value(),
                talk.value(),
                delegation,
                expiresAt.toEpochMilli()));
  }

  /**
   * Says whom one is for. Until then it lets nobody in; an earlier one of the same talk for the
   * same names is withdrawn.
   */
  void name(Digest token, Texts names, Instant now) {
    String text = TextsColumn.write(names);
    database.write(
        handle -> {
          handle.execute(
              """
              update line_invitation set withdrawn_at = ?
              where names = ? and used_at is null and withdrawn_at is null
                and (talk, delegation) = (select talk, delegation from line_invitation where digest = ?)""",
              now.toEpochMilli(),
              text,
              token.value());
          return handle.execute(
              "update line_invitation set names = ? where digest = ?", text, token.value());
        });
  }

  /** The last one for each whom a delegation has invited to a talk so. */
  public List<Issued> last(TalkId talk, String delegation, Instant now) {
    Map<Texts, Issued> last = new LinkedHashMap<>();
    database
        .read(
            handle ->
                handle
                    .createQuery(
                        """
                        select * from line_invitation
                        where talk = ? and delegation = ? and names <> '' order by rowid""")
                    .bind(0, talk.value())
                    .bind(1, delegation)
                    .map((row, context) -> issued(row, now))
                    .list())
        .forEach(each -> last.put(each.names(), each));
    return List.copyOf(last.values());
  }

  /** What became of the token with this digest, if there ever was one. */
  public Optional<Issued> look(Digest token, Instant now) {
    return database.read(handle -> find(handle, token, now));
  }

  /**
   * Uses one up: whoever brought it becomes a counterpart, in that talk, by the names that the
   * inviter knows it by. The same may bring it again, since it may not have heard the answer.
   * Empty, and nothing is used or changed, when it is not good (any more).
   */
  public Optional<Counterpart> use(
      String own, Digest token, SealPublicKey by, List<String> addresses, Instant now) {
    return counterparts
        .change(
            handle ->
                find(handle, token, now)
                    .filter(issued -> issued.delegation().equals(own))
                    .filter(issued -> issued.isFor(by))
                    .map(issued -> use(handle, issued, by, addresses, now)))
        .flatMap(used -> counterparts.find(own, by));
  }

  private int use(
      Handle handle, Issued issued, SealPublicKey by, List<String> addresses, Instant now) {
    handle.execute(
        "update line_invitation set used_at = ?, used_by = ? where digest = ?",
        now.toEpochMilli(),
        by.x(),
        issued.token().value());
    counterparts.add(handle, issued.delegation(), by, issued.names(), addresses, now);
    return counterparts.share(handle, issued.talk(), issued.delegation(), by);
  }

  private static Optional<Issued> find(Handle handle, Digest token, Instant now) {
    return handle
        .createQuery("select * from line_invitation where digest = ? and names <> ''")
        .bind(0, token.value())
        .map((row, context) -> issued(row, now))
        .findOne();
  }

  private static Issued issued(ResultSet row, Instant now) throws SQLException {
    Instant expiresAt = Instant.ofEpochMilli(row.getLong("expires_at"));
    return new Issued(
        new Digest(row.getString("digest")),
        new TalkId(row.getString("talk")),
        row.getString("delegation"),
        TextsColumn.read(row.getString("names")),
        expiresAt,
        state(
            row.getObject("used_at") != null,
            row.getObject("withdrawn_at") != null,
            expiresAt,
            now),
        Optional.ofNullable(row.getString("used_by")).map(SealPublicKey::new));
  }

  private static State state(boolean used, boolean withdrawn, Instant expiresAt, Instant now) {
    if (used) {
      return State.USED;
    }
    if (withdrawn) {
      return State.WITHDRAWN;
    }
    return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
  }
}
