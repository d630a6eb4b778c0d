package parley.node.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import parley.node.storage.Database;

/**
 * One-time invitations by which a person registers a key. She has at most one that is open. Looking
 * at one changes nothing: mail scanners look. Any thread.
 */
public final class Invitations {
  /** How long one can be used. Longer helps who is slow; shorter helps when it goes astray. */
  public static final Duration LIFETIME = Duration.ofHours(48);

  private static final String COLUMNS =
      "select person, issued_by, issued_at, expires_at, used_at is not null used, withdrawn_at is not null withdrawn";

  private final Database database;
  private final Clock clock;
  private final RandomGenerator random;

  /** What an invitation is worth now. */
  public enum State {
    OPEN,
    USED,
    EXPIRED,
    WITHDRAWN,
    UNKNOWN
  }

  /** One that was issued. */
  public record Invitation(
      DelegateId person, Actor issuedBy, Instant issuedAt, Instant expiresAt, State state) {}

  public Invitations(Database database, Clock clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /** What {@code secret} is worth for {@code person}. */
  public State look(DelegateId person, Secret secret) {
    return database.read(handle -> find(handle, person, secret));
  }

  /** A new one within a transaction; an earlier one that is open is withdrawn. */
  public Secret issue(Handle handle, DelegateId person, Actor by) {
    withdraw(handle, person);
    Instant now = clock.instant();
    Secret secret = Secret.from(random);
    handle.execute(
        "insert into invitation (digest, person, issued_by, issued_at, expires_at) values (?, ?, ?, ?, ?)",
        secret.digest(),
        person.toString(),
        by.name(),
        now.toEpochMilli(),
        now.plus(LIFETIME).toEpochMilli());
    return secret;
  }

  /** Uses it up within a transaction; false, and nothing is used, when it is not good any more. */
  public boolean use(Handle handle, DelegateId person, Secret secret) {
    if (find(handle, person, secret) != State.OPEN) {
      return false;
    }
    handle.execute(
        "update invitation set used_at = ? where digest = ?",
        clock.instant().toEpochMilli(),
        secret.digest());
    return true;
  }

  /** Ends the person's open invitation within a transaction; false when there is none. */
  public boolean withdraw(Handle handle, DelegateId person) {
    long now = clock.instant().toEpochMilli();
    return handle.execute(
            """
            update invitation set withdrawn_at = ?
            where person = ? and used_at is null and withdrawn_at is null and expires_at > ?""",
            now,
            person.toString(),
            now)
        > 0;
  }

  /** All of a delegation's, newest first. */
  public List<Invitation> of(String delegation) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + " from invitation where person in (select id from person where delegation = ?)"
                        + " order by issued_at desc, rowid desc")
                .bind(0, delegation)
                .map((row, context) -> invitation(row))
                .list());
  }

  private State find(Handle handle, DelegateId person, Secret secret) {
    Optional<Invitation> found =
        handle
            .createQuery(COLUMNS + " from invitation where digest = ? and person = ?")
            .bind(0, secret.digest())
            .bind(1, person.toString())
            .map((row, context) -> invitation(row))
            .findOne();
    return found.map(Invitation::state).orElse(State.UNKNOWN);
  }

  private Invitation invitation(ResultSet row) throws SQLException {
    Instant expiresAt = Instant.ofEpochMilli(row.getLong("expires_at"));
    return new Invitation(
        DelegateId.parse(row.getString("person")),
        new Actor(row.getString("issued_by")),
        Instant.ofEpochMilli(row.getLong("issued_at")),
        expiresAt,
        state(row.getBoolean("used"), row.getBoolean("withdrawn"), expiresAt));
  }

  private State state(boolean used, boolean withdrawn, Instant expiresAt) {
    if (used) {
      return State.USED;
    }
    if (withdrawn) {
      return State.WITHDRAWN;
    }
    return clock.instant().isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
  }
}
