package parley.node.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.node.people.DelegateId;
import parley.node.people.People;
import parley.node.storage.Database;
import parley.node.words.Language;

/**
 * The delegations of other nodes that this node's delegations know. Kept in memory, since pages
 * ask; any thread.
 */
public final class Counterparts {
  private static final int LONGEST_NICKNAME = 24;

  private final Database database;
  private final People people;
  private volatile List<Counterpart> known;

  public Counterparts(Database database, People people) {
    this.database = database;
    this.people = people;
    this.known = database.read(Counterparts::load);
  }

  /** All of them, those of one delegation after the other, in the order in which they came. */
  public List<Counterpart> all() {
    return known;
  }

  /** Those that a delegation of this node knows. */
  public List<Counterpart> of(String delegation) {
    return known.stream().filter(each -> each.delegation().equals(delegation)).toList();
  }

  public Optional<Counterpart> find(String delegation, String nickname) {
    return of(delegation).stream().filter(each -> each.nickname().equals(nickname)).findFirst();
  }

  public Optional<Counterpart> find(String delegation, SealPublicKey key) {
    return of(delegation).stream().filter(each -> each.key().equals(key)).findFirst();
  }

  /**
   * Remembers a delegation of another node. Of one that is known only the addresses change, and
   * only if some are given.
   */
  public Counterpart add(
      String delegation, SealPublicKey key, Texts names, List<String> addresses, Instant now) {
    change(handle -> add(handle, delegation, key, names, addresses, now));
    return find(delegation, key).orElseThrow();
  }

  /** The same within a {@link #change}. */
  int add(
      Handle handle,
      String delegation,
      SealPublicKey key,
      Texts names,
      List<String> addresses,
      Instant now) {
    return handle.execute(
        """
        insert into counterpart (delegation, line_key, nickname, names, addresses, since)
        values (?, ?, ?, ?, ?, ?) on conflict do update set addresses = excluded.addresses
        where excluded.addresses <> ''""",
        delegation,
        key.x(),
        nickname(load(handle), key, names),
        TextsColumn.write(names),
        String.join("\n", addresses),
        now.toEpochMilli());
  }

  /** Says where a counterpart is to be called from now on. */
  public Counterpart move(Counterpart counterpart, List<String> addresses) {
    change(
        handle ->
            handle.execute(
                "update counterpart set addresses = ? where delegation = ? and line_key = ?",
                String.join("\n", addresses),
                counterpart.delegation(),
                counterpart.key().x()));
    return find(counterpart.delegation(), counterpart.key()).orElse(counterpart);
  }

  /** Undoes what came to nothing: a counterpart that was to be added, or moved, for a talk. */
  void restore(Counterpart added, Optional<Counterpart> before, TalkId talk) {
    change(
        handle -> {
          handle.execute(
              "delete from talk_counterpart where talk = ? and delegation = ? and line_key = ?",
              talk.value(),
              added.delegation(),
              added.key().x());
          return before
              .map(
                  was ->
                      handle.execute(
                          "update counterpart set addresses = ? where delegation = ? and line_key = ?",
                          String.join("\n", was.addresses()),
                          was.delegation(),
                          was.key().x()))
              .orElseGet(
                  () ->
                      handle.execute(
                          "delete from counterpart where delegation = ? and line_key = ?",
                          added.delegation(),
                          added.key().x()));
        });
  }

  /** Remembers that this side has invited the counterpart to a talk. */
  public void share(TalkId talk, Counterpart counterpart) {
    change(handle -> share(handle, talk, counterpart.delegation(), counterpart.key()));
  }

  /** The same within a {@link #change}. */
  int share(Handle handle, TalkId talk, String delegation, SealPublicKey key) {
    return handle.execute(
        """
        insert into talk_counterpart (talk, delegation, line_key, invited_here) values (?, ?, ?, 1)
        on conflict do update set invited_here = 1""",
        talk.value(),
        delegation,
        key.x());
  }

  /** Remembers that this side was invited to a talk by the counterpart. */
  public void expect(TalkId talk, Counterpart counterpart) {
    change(
        handle ->
            handle.execute(
                "insert into talk_counterpart (talk, delegation, line_key) values (?, ?, ?) on conflict do nothing",
                talk.value(),
                counterpart.delegation(),
                counterpart.key().x()));
  }

  /** The talks with this counterpart. */
  public List<TalkId> talks(Counterpart counterpart) {
    return talks(counterpart, "in (0, 1)");
  }

  /** The talks to which this side has invited the counterpart. */
  public List<TalkId> invited(Counterpart counterpart) {
    return talks(counterpart, "= 1");
  }

  private List<TalkId> talks(Counterpart counterpart, String invitedHere) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select talk from talk_counterpart where delegation = ? and line_key = ? and invited_here "
                        + invitedHere)
                .bind(0, counterpart.delegation())
                .bind(1, counterpart.key().x())
                .map((row, context) -> new TalkId(row.getString("talk")))
                .list());
  }

  /** The counterparts that a delegation of this node has in a talk. */
  public List<Counterpart> in(TalkId talk, String delegation) {
    List<String> keys =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "select line_key from talk_counterpart where talk = ? and delegation = ?")
                    .bind(0, talk.value())
                    .bind(1, delegation)
                    .mapTo(String.class)
                    .list());
    return of(delegation).stream().filter(each -> keys.contains(each.key().x())).toList();
  }

  /** Does {@code work} as the only writer, all or nothing. */
  synchronized <T> T change(Function<Handle, T> work) {
    record Changed<T>(T result, List<Counterpart> known) {}
    Changed<T> changed = database.write(handle -> new Changed<>(work.apply(handle), load(handle)));
    known = changed.known();
    return changed.result();
  }

  private static List<Counterpart> load(Handle handle) {
    return handle
        .createQuery("select * from counterpart order by delegation, since, nickname")
        .reduceRows(
            new ArrayList<Counterpart>(),
            (found, row) -> {
              found.add(counterpart(row));
              return found;
            })
        .stream()
        .toList();
  }

  private static Counterpart counterpart(RowView row) {
    return new Counterpart(
        row.getColumn("delegation", String.class),
        new SealPublicKey(row.getColumn("line_key", String.class)),
        row.getColumn("nickname", String.class),
        TextsColumn.read(row.getColumn("names", String.class)),
        row.getColumn("addresses", String.class).lines().toList(),
        Instant.ofEpochMilli(row.getColumn("since", Long.class)));
  }

  /** One that two of our delegations know goes by one name. */
  private String nickname(List<Counterpart> all, SealPublicKey key, Texts names) {
    return all.stream()
        .filter(each -> each.key().equals(key))
        .map(Counterpart::nickname)
        .findFirst()
        .orElseGet(() -> free(slug(names), wanted -> isTaken(all, wanted)));
  }

  private boolean isTaken(List<Counterpart> all, String wanted) {
    return people.delegation(wanted).isPresent()
        || all.stream().anyMatch(each -> each.nickname().equals(wanted));
  }

  private static String free(String wanted, Predicate<String> isTaken) {
    String found = wanted;
    for (int number = 2; isTaken.test(found); number++) {
      found = wanted + "-" + number;
    }
    return found;
  }

  /** Made of the English name where that gives one: {@code the-sudrian-republic}. */
  static String slug(Texts names) {
    String name = names.inOrFirst(Language.EN.tag()).toLowerCase(Locale.ROOT);
    String slug =
        String.join(
            "-", Arrays.stream(name.split("[^a-z0-9]+")).filter(word -> !word.isEmpty()).toList());
    String cut = slug.substring(0, Math.min(slug.length(), LONGEST_NICKNAME));
    String ended = cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
    return DelegateId.isLabel(ended) ? ended : "side";
  }
}
