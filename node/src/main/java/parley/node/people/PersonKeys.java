package parley.node.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import parley.dossier.model.PersonKey;
import parley.node.storage.Database;

/** The public keys of this node's people, past ones too. Any thread. */
public final class PersonKeys {
  private static final String COLUMNS =
      "select person, credential, cose, rp, demo, counter, added_at, replaced_at from person_key ";
  private static final RowMapper<HeldKey> ROW =
      (row, context) ->
          new HeldKey(
              DelegateId.parse(row.getString("person")),
              row.getString("credential"),
              new PersonKey(row.getString("cose"), row.getString("rp"), row.getBoolean("demo")),
              row.getLong("counter"),
              Instant.ofEpochMilli(row.getLong("added_at")),
              Optional.ofNullable((Number) row.getObject("replaced_at"))
                  .map(millis -> Instant.ofEpochMilli(millis.longValue())));

  private final Database database;

  public PersonKeys(Database database) {
    this.database = database;
  }

  /** The key that her delegation's next credentials show; empty when she has none (any more). */
  public Optional<HeldKey> current(DelegateId person) {
    return one("where person = ? and replaced_at is null", person.toString());
  }

  /** All that she ever had, the latest first. */
  public List<HeldKey> of(DelegateId person) {
    return database.read(
        handle ->
            handle
                .createQuery(COLUMNS + "where person = ? order by place desc")
                .bind(0, person.toString())
                .map(ROW)
                .list());
  }

  /** The key of this name, whosever it is. */
  public Optional<HeldKey> ofCredential(String credential) {
    return one("where credential = ?", credential);
  }

  /** The key with this public part, whosever it is. */
  public Optional<HeldKey> of(PersonKey key) {
    return one("where cose = ?", key.cose());
  }

  /** Gives her a key in place of the one she has, within the caller's transaction. */
  public void put(Handle handle, DelegateId person, Passkeys.Made made, Instant now) {
    withdraw(handle, person, now);
    handle.execute(
        """
        insert into person_key (person, credential, cose, rp, demo, counter, added_at)
        values (?, ?, ?, ?, ?, ?, ?)""",
        person.toString(),
        made.credential(),
        made.key().cose(),
        made.key().rpId(),
        made.key().demo(),
        made.counter(),
        now.toEpochMilli());
  }

  /** Gives her a key in place of the one she has. */
  public void put(DelegateId person, Passkeys.Made made, Instant now) {
    database.write(
        handle -> {
          put(handle, person, made, now);
          return person;
        });
  }

  /** Leaves her without a key, within the caller's transaction: it is lost, or she has left. */
  public void withdraw(Handle handle, DelegateId person, Instant now) {
    handle.execute(
        "update person_key set replaced_at = ? where person = ? and replaced_at is null",
        now.toEpochMilli(),
        person.toString());
  }

  /** Notes the authenticator's counter, so that an older one is refused. */
  void counted(HeldKey key, long counter) {
    if (counter != key.counter()) {
      database.write(
          handle ->
              handle.execute(
                  "update person_key set counter = ? where credential = ?",
                  counter,
                  key.credential()));
    }
  }

  private Optional<HeldKey> one(String where, String value) {
    return database.read(
        handle -> handle.createQuery(COLUMNS + where).bind(0, value).map(ROW).findOne());
  }
}
