package parley.node.room.group;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import parley.node.storage.Database;

/** Which documents there are. Own ones share what a talk may hold; each other house has as much. */
record DocumentTable(Database database) {
  /**
   * A document that is known.
   *
   * @param side the slug of the own delegation, or the chain of the far one
   */
  record Row(String talk, String side, boolean isFar, DocumentCard card, State state) {}

  enum State {
    WHOLE,
    COMING,
    REFUSED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** False if there is no room for it, or another of its name. */
  boolean add(Row row) {
    return database.write(
        handle ->
            handle
                    .createUpdate(
                        """
                        insert into room_document (id, talk, side, far, size, digest, state)
                        select :id, :talk, :side, :far, :size, :digest, :state
                        where (select coalesce(sum(size), 0) + :size <= :most and count(*) < :count
                               from room_document
                               where talk = :talk and far = :far and (not far or side = :side))
                        on conflict do nothing""")
                    .bind("id", row.card().id())
                    .bind("talk", row.talk())
                    .bind("side", row.side())
                    .bind("far", row.isFar() ? 1 : 0)
                    .bind("size", row.card().size())
                    .bind("digest", row.card().digest())
                    .bind("state", row.state().word())
                    .bind("most", Documents.MOST_OF_TALK)
                    .bind("count", Documents.MOST_COUNT)
                    .execute()
                == 1);
  }

  Optional<State> state(Row row) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select state from room_document where id = :id and talk = :talk
                    and side = :side and far = 1 and size = :size and digest = :digest""")
                .bind("id", row.card().id())
                .bind("talk", row.talk())
                .bind("side", row.side())
                .bind("size", row.card().size())
                .bind("digest", row.card().digest())
                .map(
                    (found, context) ->
                        State.valueOf(found.getString("state").toUpperCase(Locale.ROOT)))
                .findOne());
  }

  boolean isKnown(String id) {
    return database.read(
        handle ->
            handle
                    .createQuery("select count(*) from room_document where id = ?")
                    .bind(0, id)
                    .mapTo(Long.class)
                    .one()
                > 0);
  }

  boolean isWhole(String talk, String id) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select id from room_document where talk = ? and id = ? and state = 'whole'")
                .bind(0, talk)
                .bind(1, id)
                .mapTo(String.class)
                .findOne()
                .isPresent());
  }

  /** Those whose digest is known: of before there were lines it is not. */
  List<DocumentCard> ofSide(String talk, String side) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select id, size, digest from room_document
                    where talk = ? and side = ? and not far and digest != '' order by rowid""")
                .bind(0, talk)
                .bind(1, side)
                .map(
                    (row, context) ->
                        new DocumentCard(
                            row.getString("id"), row.getLong("size"), row.getString("digest")))
                .list());
  }

  /** False if it was deleted in the meantime. */
  boolean change(String talk, String id, State now) {
    return database.write(
        handle ->
            handle
                    .createUpdate(
                        "update room_document set state = ? where talk = ? and id = ? and far")
                    .bind(0, now.word())
                    .bind(1, talk)
                    .bind(2, id)
                    .execute()
                == 1);
  }

  void deleteComing(String talk, String id) {
    database.write(
        handle ->
            handle.execute(
                "delete from room_document where talk = ? and id = ? and state = 'coming'",
                talk,
                id));
  }

  /** How much this node's own have taken. */
  long size(String talk) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select coalesce(sum(size), 0) from room_document where talk = ? and not far")
                .bind(0, talk)
                .mapTo(Long.class)
                .one());
  }

  /** Those that were deleted. */
  List<String> deleteAll(String talk) {
    return database.write(
        handle ->
            handle
                .createQuery("delete from room_document where talk = ? returning id")
                .bind(0, talk)
                .mapTo(String.class)
                .list());
  }

  void deleteAllThatAreNotHere() {
    database.write(handle -> handle.execute("delete from room_document where state != 'whole'"));
  }

  List<String> talks() {
    return database.read(
        handle ->
            handle
                .createQuery("select distinct talk from room_document")
                .mapTo(String.class)
                .list());
  }

  Set<String> ids() {
    return database.read(
        handle ->
            handle.createQuery("select id from room_document").mapTo(String.class).stream()
                .collect(Collectors.toSet()));
  }
}
