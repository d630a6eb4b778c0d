package parley.node.storage;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import parley.dossier.chain.Entry;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.TalkId;
import parley.node.talk.TalkJournal;

/**
 * Talks in the database. What a method has written is on the disk when it returns: an entry is
 * acknowledged to nobody before. A chain has one entry for each number, and no gap, so a second
 * writer is stopped here even if it was not stopped before. Only what came from another node may
 * fork a chain: of such a chain the branch that came first is kept as any other, the rest beside
 * it.
 */
public final class DossierJournal implements TalkJournal {
  private final Database database;

  /**
   * The chain already goes on another way: somebody else wrote this number, or the one before it is
   * missing. Nothing was written.
   */
  public static final class NotNext extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NotNext(Entry entry) {
      super("entry " + entry.seq() + " does not come next in its chain");
    }
  }

  public DossierJournal(Database database) {
    this.database = database;
  }

  @Override
  public List<Kept> all() {
    return database.read(
        handle ->
            handle
                .createQuery("select id from talk order by place")
                .mapTo(String.class)
                .list()
                .stream()
                .map(id -> load(handle, new TalkId(id)))
                .toList());
  }

  @Override
  public Kept load(TalkId talk) {
    return database.read(handle -> load(handle, talk));
  }

  @Override
  public void begin(TalkId talk, List<String> delegations, List<Entry> entries) {
    database.write(
        handle -> {
          handle.execute("insert into talk (id) values (?)", talk.value());
          join(handle, talk, delegations);
          return add(handle, talk, entries, List.of());
        });
  }

  @Override
  public void append(TalkId talk, List<Entry> entries, Collection<Body> bodies) {
    database.write(handle -> add(handle, talk, entries, bodies));
  }

  @Override
  public void take(TalkId talk, List<String> joining, Intake intake) {
    database.write(
        handle -> {
          handle.execute("insert into talk (id) values (?) on conflict do nothing", talk.value());
          join(handle, talk, joining);
          for (Entry entry : intake.came()) {
            if (!continues(handle, talk, entry) || !isAdded(handle, talk, entry)) {
              addBeside(handle, talk, entry);
            }
          }
          return add(handle, talk, intake.written(), intake.bodies());
        });
  }

  private static void join(Handle handle, TalkId talk, List<String> delegations) {
    for (String delegation : delegations) {
      handle.execute(
          "insert into talk_delegation (talk, delegation) values (?, ?) on conflict do nothing",
          talk.value(),
          delegation);
    }
  }

  private static int add(Handle handle, TalkId talk, List<Entry> entries, Collection<Body> bodies) {
    for (Entry entry : entries) {
      if (!isAdded(handle, talk, entry)) {
        throw new NotNext(entry);
      }
    }
    return entries.size() + addBodies(handle, talk, bodies);
  }

  private static boolean isAdded(Handle handle, TalkId talk, Entry entry) {
    int added =
        handle
            .createUpdate(
                """
                insert into entry (talk, chain, seq, jws)
                select :talk, :chain, :seq, :jws
                where :seq = (select coalesce(max(seq) + 1, :seq) from entry where talk = :talk and chain = :chain)
                on conflict do nothing""")
            .bind("talk", talk.value())
            .bind("chain", entry.chain().value())
            .bind("seq", entry.seq())
            .bind("jws", entry.jws())
            .execute();
    return added == 1;
  }

  /** Whether the entry before it is on the branch that came first, or none comes before it. */
  private static boolean continues(Handle handle, TalkId talk, Entry entry) {
    return entry
        .previous()
        .map(
            previous ->
                handle
                    .createQuery("select jws from entry where talk = ? and chain = ? and seq = ?")
                    .bind(0, talk.value())
                    .bind(1, entry.chain().value())
                    .bind(2, entry.seq() - 1)
                    .mapTo(String.class)
                    .findOne()
                    .filter(jws -> Digest.of(jws).equals(previous))
                    .isPresent())
        .orElse(true);
  }

  private static void addBeside(Handle handle, TalkId talk, Entry entry) {
    handle.execute(
        """
        insert into other_branch (talk, behind, chain, seq, hash, jws)
        values (?, (select coalesce(max(place), 0) from entry), ?, ?, ?, ?)
        on conflict do nothing""",
        talk.value(),
        entry.chain().value(),
        entry.seq(),
        entry.hash().value(),
        entry.jws());
  }

  private static int addBodies(Handle handle, TalkId talk, Collection<Body> bodies) {
    for (Body body : bodies) {
      handle.execute(
          "insert into body (talk, digest, salt, content) values (?, ?, ?, ?) on conflict do nothing",
          talk.value(),
          body.digest().value(),
          body.salt(),
          body.content());
    }
    return bodies.size();
  }

  private static Kept load(Handle handle, TalkId talk) {
    List<String> delegations =
        handle
            .createQuery(
                "select delegation from talk_delegation where talk = ? order by delegation")
            .bind(0, talk.value())
            .mapTo(String.class)
            .list();
    List<String> entries =
        handle
            .createQuery(
                """
                select jws from (
                  select jws, place as at, 0 as turn from entry where talk = :talk
                  union all
                  select jws, behind as at, place as turn from other_branch where talk = :talk)
                order by at, turn""")
            .bind("talk", talk.value())
            .mapTo(String.class)
            .list();
    List<Body> bodies =
        handle
            .createQuery("select salt, content from body where talk = ? order by digest")
            .bind(0, talk.value())
            .map((row, context) -> new Body(row.getString("salt"), row.getString("content")))
            .list();
    return new Kept(talk, delegations, entries, bodies);
  }
}
