package parley.node.press.clearing;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import parley.node.people.DelegateId;
import parley.node.storage.Database;

/** The chains that delegations have set, each edition with who set it. Any thread. */
public final class ChainStore {
  private final Database database;

  /** A chain as somebody set it. */
  public record Edition(int number, Chain chain, DelegateId by, Instant at) {}

  public ChainStore(Database database) {
    this.database = database;
  }

  /** The chain that counts for what a delegation submits now. */
  public Chain of(String delegation) {
    List<Edition> all = editions(delegation);
    return all.isEmpty() ? Chain.DEFAULT : all.getFirst().chain();
  }

  /** All that were ever set, the latest first. */
  public List<Edition> editions(String delegation) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select edition, in_turn, officers, changed_by, changed_at from press_chain where delegation = ? order by edition desc")
                .bind(0, delegation)
                .map(
                    (row, context) ->
                        new Edition(
                            row.getInt("edition"),
                            chain(row.getInt("in_turn"), row.getString("officers"), delegation),
                            DelegateId.parse(row.getString("changed_by")),
                            Instant.ofEpochMilli(row.getLong("changed_at"))))
                .list());
  }

  /**
   * Sets a delegation's chain.
   *
   * @param after the number of the edition that was changed; zero for none
   * @return false when somebody set another meanwhile; then nothing changed
   */
  public boolean set(String delegation, int after, Chain chain, DelegateId by, Instant now) {
    return database.write(
        handle ->
            handle.execute(
                    """
                    insert into press_chain (delegation, edition, in_turn, officers, changed_by, changed_at)
                    select ?, ? + 1, ?, ?, ?, ?
                    where ? = (select coalesce(max(edition), 0) from press_chain where delegation = ?)""",
                    delegation,
                    after,
                    chain.inTurn(),
                    keys(chain),
                    by.toString(),
                    now.toEpochMilli(),
                    after,
                    delegation)
                > 0);
  }

  static String keys(Chain chain) {
    return chain.officers().stream().map(Officer::key).collect(Collectors.joining(" "));
  }

  static Chain chain(int inTurn, String keys, String delegation) {
    return new Chain(
        inTurn != 0,
        Arrays.stream(keys.split(" "))
            .map(key -> Officer.ofKey(key, delegation).orElseThrow())
            .toList());
  }
}
