package parley.node.press;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import parley.node.people.Delegation;
import parley.node.press.publicview.PressRoom;
import parley.node.press.publicview.PublicKey;
import parley.node.press.publicview.PublicPicture;
import parley.node.press.publicview.PublicView;
import parley.node.press.publicview.Published;
import parley.node.storage.Database;

/**
 * The public projection of this node: reads the tables of what is published and nothing else. Kept
 * in memory and replaced as a whole after each release. Any thread.
 */
final class StoredPublicView implements PublicView {
  private final Database database;
  private final Supplier<List<Side>> sides;
  private volatile Map<String, PressRoom> rooms;

  /** What of a delegation is public by itself. */
  record Side(Delegation delegation, PublicKey key) {}

  StoredPublicView(Database database, Supplier<List<Side>> sides) {
    this.database = database;
    this.sides = sides;
    refresh();
  }

  /**
   * Takes in what was published since; one at a time, so that an older reading never follows a
   * newer one.
   */
  synchronized void refresh() {
    Map<String, PressRoom> read = new TreeMap<>();
    sides.get().forEach(side -> read.put(side.delegation().id(), read(side)));
    rooms = read;
  }

  @Override
  public Optional<PressRoom> room(String slug) {
    return Optional.ofNullable(rooms.get(slug));
  }

  @Override
  public Optional<byte[]> picture(String room, PublicPicture picture) {
    return database.read(
        handle ->
            handle
                .createQuery("select bytes from published_picture where room = ? and sha256 = ?")
                .bind(0, room)
                .bind(1, picture.sha256())
                .mapTo(byte[].class)
                .findOne());
  }

  private PressRoom read(Side side) {
    Delegation delegation = side.delegation();
    List<Published> statements =
        database.read(
            handle ->
                handle
                    .createQuery("select jws from published_statement where room = ?")
                    .bind(0, delegation.id())
                    .mapTo(String.class)
                    .map(Published::of)
                    .list());
    return new PressRoom(
        delegation.id(),
        delegation.names(),
        delegation.language(),
        delegation.zone(),
        side.key(),
        statements);
  }
}
