package parley.node.press.joint;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.TalkId;
import parley.node.press.publicview.Published;
import parley.node.storage.Database;

/** What this node's delegations knew of joint statements, and what became of them. Any thread. */
public final class JointStore {
  private final Database database;

  /**
   * A joint statement that was in force before its release, as this node saw it.
   *
   * @param known when this node first had it in force
   * @param published when this node published it
   */
  record Known(
      JointKey key, String publicId, Instant release, Instant known, Optional<Instant> published) {}

  public JointStore(Database database) {
    this.database = database;
  }

  /** Notes that it is in force; what was noted before stays. */
  void know(JointKey key, String publicId, Instant release, Instant now) {
    database.write(
        handle ->
            handle.execute(
                "insert into press_joint (talk, proposal, delegation, public_id, release_at, known_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                key.talk().value(),
                key.proposal().value(),
                key.delegation(),
                publicId,
                release.toEpochMilli(),
                now.toEpochMilli()));
  }

  Optional<Known> find(JointKey key) {
    return database.read(
        handle ->
            known(
                    handle
                        .createQuery(
                            "select * from press_joint where talk = ? and proposal = ? and delegation = ?")
                        .bind(0, key.talk().value())
                        .bind(1, key.proposal().value())
                        .bind(2, key.delegation()))
                .stream()
                .findFirst());
  }

  /** Those that a delegation has not published, and those whose release is not long ago. */
  List<Known> since(Instant released) {
    return database.read(
        handle ->
            known(
                handle
                    .createQuery(
                        "select * from press_joint where published_at is null or release_at > ?")
                    .bind(0, released.toEpochMilli())));
  }

  /** Makes it public, all or nothing; false when it is public already or its id is taken. */
  boolean publish(JointKey key, Published published, Instant now) {
    return database.write(
        handle -> {
          int added =
              handle.execute(
                  "insert into published_statement (id, room, jws) values (?, ?, ?) on conflict do nothing",
                  published.statement().id().value(),
                  key.delegation(),
                  published.jws());
          if (added > 0) {
            handle.execute(
                "update press_joint set published_at = ? where talk = ? and proposal = ? and delegation = ?",
                now.toEpochMilli(),
                key.talk().value(),
                key.proposal().value(),
                key.delegation());
          }
          return added > 0;
        });
  }

  /** Notes that a side's feed shows it; false when that was noted before. */
  boolean see(JointKey key, DelegationId side, Instant now) {
    return database.write(
        handle ->
            handle.execute(
                    "insert into press_joint_seen (talk, proposal, delegation, side, seen_at) values (?, ?, ?, ?, ?) on conflict do nothing",
                    key.talk().value(),
                    key.proposal().value(),
                    key.delegation(),
                    side.value(),
                    now.toEpochMilli())
                > 0);
  }

  /** When each other side's feed first showed it. */
  Map<DelegationId, Instant> seen(JointKey key) {
    Map<DelegationId, Instant> seen = new HashMap<>();
    database.read(
        handle ->
            handle
                .createQuery(
                    "select side, seen_at from press_joint_seen where talk = ? and proposal = ? and delegation = ?")
                .bind(0, key.talk().value())
                .bind(1, key.proposal().value())
                .bind(2, key.delegation())
                .map(
                    (row, context) ->
                        seen.put(
                            new DelegationId(row.getString("side")),
                            Instant.ofEpochMilli(row.getLong("seen_at"))))
                .list());
    return seen;
  }

  private static List<Known> known(Query query) {
    return query
        .map(
            (row, context) -> {
              long published = row.getLong("published_at");
              boolean isPublished = !row.wasNull();
              return new Known(
                  new JointKey(
                      new TalkId(row.getString("talk")),
                      new Digest(row.getString("proposal")),
                      row.getString("delegation")),
                  row.getString("public_id"),
                  Instant.ofEpochMilli(row.getLong("release_at")),
                  Instant.ofEpochMilli(row.getLong("known_at")),
                  isPublished ? Optional.of(Instant.ofEpochMilli(published)) : Optional.empty());
            })
        .list();
  }
}
