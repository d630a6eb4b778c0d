package parley.node.press;

import java.util.Optional;
import java.util.random.RandomGenerator;
import parley.node.press.publicview.StoryId;
import parley.node.storage.Database;

/** Under which names this node's delegations let the public know a talk as one. Any thread. */
final class StoryStore {
  private final Database database;
  private final RandomGenerator names;

  /**
   * @param names for what becomes public alone; must be secure
   */
  StoryStore(Database database, RandomGenerator names) {
    this.database = database;
    this.names = names;
  }

  Optional<StoryId> of(String talk, String delegation) {
    return database.read(
        handle ->
            handle
                .createQuery("select story from press_story where talk = ? and delegation = ?")
                .bind(0, talk)
                .bind(1, delegation)
                .map((row, context) -> new StoryId(row.getString("story")))
                .findOne());
  }

  /** The name that there is, or else a new one, which is kept. */
  StoryId drawn(String talk, String delegation) {
    Optional<StoryId> known = of(talk, delegation);
    if (known.isPresent()) {
      return known.get();
    }
    database.write(
        handle ->
            handle.execute(
                "insert into press_story (talk, delegation, story) values (?, ?, ?) on conflict do"
                    + " nothing",
                talk,
                delegation,
                StoryId.drawn(names).value()));
    return of(talk, delegation).orElseThrow();
  }
}
