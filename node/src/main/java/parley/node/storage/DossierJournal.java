package parley.node.storage;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import parley.dossier.chain.Entry;
import parley.dossier.model.Body;
import parley.dossier.model.TalkId;
import parley.node.talk.TalkJournal;

/**
 * Talks in the database. What a method has written is on the disk when it returns: an entry is
 * acknowledged to nobody before. A chain has one entry for each number, and no gap, so a second
 * writer is stopped here even if it was not stopped before.
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
          for (String delegation : delegations) {
            handle.execute(
                "insert into talk_delegation (talk, delegation) values (?, ?)",
                talk.value(),
                delegation);
          }
          return add(handle, talk, entries, List.of());
        });
  }

  @Override
  public void append(TalkId talk, List<Entry> entries, Collection<Body> bodies) {
    database.write(handle -> add(handle, talk, entries, bodies));
  }

  private static int add(Handle handle, TalkId talk, List<Entry> entries, Collection<Body> bodies) {
    for (Entry entry : entries) {
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
      if (added != 1) {
        throw new NotNext(entry);
      }
    }
    for (Body body : bodies) {
      handle.execute(
          "insert into body (talk, digest, salt, content) values (?, ?, ?, ?) on conflict do nothing",
          talk.value(),
          body.digest().value(),
          body.salt(),
          body.content());
    }
    return entries.size();
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
            .createQuery("select jws from entry where talk = ? order by place")
            .bind(0, talk.value())
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
