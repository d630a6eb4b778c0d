package parley.node.room.group;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import parley.node.storage.Database;

/** The group of one talk's room, in the database. */
public final class GroupTables implements GroupLog {
  private static final String NEXT_EPOCH =
      "(select coalesce(max(epoch) + 1, 0) from room_event"
          + " where talk = :talk and purpose = :purpose and sender is null)";

  private static final int MOST_AT_ONCE = 200;

  private final Database database;
  private final String talk;
  private final String purpose;
  private final Runnable afterEnd;

  /**
   * @param afterEnd deletes what else there is of a generation that has ended
   */
  public GroupTables(Database database, String talk, String purpose, Runnable afterEnd) {
    this.afterEnd = afterEnd;
    this.database = database;
    this.talk = talk;
    this.purpose = purpose;
  }

  /** The talks that have a group of this purpose which has not ended. */
  public static List<String> open(Database database, String purpose) {
    return database.read(
        handle ->
            handle
                .createQuery("select talk from room_group where purpose = ? and not ended")
                .bind(0, purpose)
                .mapTo(String.class)
                .list());
  }

  @Override
  public Standing standing() {
    return database.read(this::standing);
  }

  private Standing standing(Handle handle) {
    return ours(handle.createQuery(
            "select generation, group_id, ended, "
                + NEXT_EPOCH
                + " as epoch from room_group where talk = :talk and purpose = :purpose"))
        .map(
            (row, context) ->
                new Standing(
                    row.getLong("generation"),
                    row.getBoolean("ended")
                        ? Optional.empty()
                        : Optional.of(new Open(row.getString("group_id"), row.getLong("epoch")))))
        .findOne()
        .orElse(new Standing(0, Optional.empty()));
  }

  @Override
  public boolean create(GroupRequest.Create group) {
    return database.write(
        handle ->
            ours(handle.createUpdate(
                        """
                            insert into room_group (talk, purpose, generation, group_id, group_info, ended)
                            select :talk, :purpose, :generation, :group, :info, 0
                            where :generation = 1 or exists
                              (select 1 from room_group where talk = :talk and purpose = :purpose)
                            on conflict (talk, purpose) do update
                            set generation = :generation, group_id = :group, group_info = :info, ended = 0
                            where ended and generation = :generation - 1"""))
                    .bind("generation", group.generation())
                    .bind("group", group.group())
                    .bind("info", group.groupInfo())
                    .execute()
                == 1);
  }

  @Override
  public boolean commit(GroupRequest.Commit commit, List<String> takers) {
    GroupNotice.Commit event =
        new GroupNotice.Commit(
            commit.generation(), commit.group(), commit.epoch(), commit.commit());
    return commit(event, commit.groupInfo(), takers);
  }

  private boolean commit(GroupNotice.Commit commit, String groupInfo, List<String> takers) {
    return database.write(
        handle -> {
          int added =
              ours(handle.createUpdate(
                      "insert into room_event (talk, purpose, epoch, content) "
                          + "select :talk, :purpose, :epoch, :content where :epoch = "
                          + NEXT_EPOCH
                          + " and exists (select 1 from room_group where talk = :talk and purpose = :purpose"
                          + " and generation = :generation and group_id = :group and not ended)"
                          + " on conflict do nothing"))
                  .bind("epoch", commit.epoch())
                  .bind("content", commit.commit())
                  .bind("generation", commit.generation())
                  .bind("group", commit.group())
                  .execute();
          if (added == 1) {
            ours(handle.createUpdate(
                    "update room_group set group_info = :info where talk = :talk and purpose = :purpose"))
                .bind("info", groupInfo)
                .execute();
            takers.forEach(person -> take(handle, person, commit.commit().length()));
          }
          return added == 1;
        });
  }

  private void take(Handle handle, String person, int characters) {
    ours(handle.createUpdate(
            """
                insert into room_commits (talk, purpose, person, characters)
                values (:talk, :purpose, :person, :characters)
                on conflict (talk, purpose, person) do update set characters = characters + :characters"""))
        .bind("person", person)
        .bind("characters", characters)
        .execute();
  }

  @Override
  public boolean keep(String sender, GroupRequest.Message message) {
    return keep(sender, message.epoch(), message.id(), message.message());
  }

  private boolean keep(String sender, long epoch, String id, String content) {
    return database.write(
        handle ->
            ours(handle.createUpdate(
                        """
                            insert into room_event (talk, purpose, epoch, sender, id, content)
                            values (:talk, :purpose, :epoch, :sender, :id, :content) on conflict do nothing"""))
                    .bind("epoch", epoch)
                    .bind("sender", sender)
                    .bind("id", id)
                    .bind("content", content)
                    .execute()
                == 1);
  }

  @Override
  public String groupInfo() {
    return database.read(
        handle ->
            ours(handle.createQuery(
                    "select group_info from room_group where talk = :talk and purpose = :purpose"))
                .mapTo(String.class)
                .one());
  }

  @Override
  public List<GroupNotice> since(long epoch) {
    return database.read(
        handle -> {
          Standing standing = standing(handle);
          Open open = standing.open().orElseThrow();
          return ours(handle.createQuery(
                  """
                      select epoch, id, content from room_event
                      where talk = :talk and purpose = :purpose and place >
                        (select coalesce(max(place), 0) from room_event
                         where talk = :talk and purpose = :purpose and sender is null and epoch = :epoch - 1)
                      order by place"""))
              .bind("epoch", epoch)
              .map((row, context) -> notice(standing.generation(), open.group(), row))
              .list();
        });
  }

  @Override
  public Map<String, Long> volume() {
    return sizes(
        "select coalesce(sender, '') as name, sum(length(content)) as size"
            + " from room_event where talk = :talk and purpose = :purpose group by 1");
  }

  @Override
  public Map<String, Long> commits() {
    return sizes(
        "select person as name, characters as size"
            + " from room_commits where talk = :talk and purpose = :purpose");
  }

  private Map<String, Long> sizes(String query) {
    return database.read(
        handle ->
            ours(handle.createQuery(query))
                .reduceRows(
                    new HashMap<>(),
                    (sizes, row) -> {
                      sizes.put(
                          row.getColumn("name", String.class), row.getColumn("size", Long.class));
                      return sizes;
                    }));
  }

  @Override
  public long kept() {
    return database.read(
        handle ->
            ours(handle.createQuery(
                    "select count(*) from room_event where talk = :talk and purpose = :purpose"))
                .mapTo(Long.class)
                .one());
  }

  @Override
  public List<Event> events(long from, int most) {
    List<Event> events =
        database.read(
            handle -> {
              Standing standing = standing(handle);
              String group = standing.open().map(Open::group).orElse("");
              return ours(handle.createQuery(
                      """
                          select epoch, id, content, coalesce(sender, '') as sender from room_event
                          where talk = :talk and purpose = :purpose order by place
                          limit :most offset :from"""))
                  .bind("from", from)
                  .bind("most", MOST_AT_ONCE)
                  .map(
                      (row, context) ->
                          new Event(
                              row.getString("sender"), notice(standing.generation(), group, row)))
                  .list();
            });
    return GroupLog.first(events, most);
  }

  @Override
  public void adopt(long generation, String group) {
    Standing before = standing();
    boolean goesOn = before.isOpen(generation, group);
    database.write(
        handle -> {
          deleteEvents(handle);
          return ours(handle.createUpdate(
                  """
                    insert into room_group (talk, purpose, generation, group_id, group_info, ended)
                    values (:talk, :purpose, :generation, :group, '', :ended)
                    on conflict (talk, purpose) do update
                    set generation = :generation, group_id = :group, group_info = '', ended = :ended"""))
              .bind("generation", generation)
              .bind("group", group)
              .bind("ended", group.isEmpty() ? 1 : 0)
              .execute();
        });
    if (!goesOn) {
      afterEnd.run();
    }
  }

  private void deleteEvents(Handle handle) {
    ours(handle.createUpdate("delete from room_event where talk = :talk and purpose = :purpose"))
        .execute();
    ours(handle.createUpdate("delete from room_commits where talk = :talk and purpose = :purpose"))
        .execute();
  }

  @Override
  public boolean copy(Event event) {
    return switch (event.notice()) {
      case GroupNotice.Commit commit -> commit(commit, "", List.of());
      case GroupNotice.Message message ->
          standing().open().isPresent()
              && standing().generation() == message.generation()
              && keep(event.sender(), message.epoch(), message.id(), message.message());
      default -> false;
    };
  }

  private static GroupNotice notice(long generation, String group, ResultSet row)
      throws SQLException {
    Optional<String> id = Optional.ofNullable(row.getString("id"));
    long epoch = row.getLong("epoch");
    String content = row.getString("content");
    return id.isPresent()
        ? new GroupNotice.Message(generation, epoch, id.get(), content)
        : new GroupNotice.Commit(generation, group, epoch, content);
  }

  @Override
  public void end() {
    database.write(
        handle -> {
          deleteEvents(handle);
          return ours(handle.createUpdate(
                  "update room_group set ended = 1, group_id = '', group_info = ''"
                      + " where talk = :talk and purpose = :purpose"))
              .execute();
        });
    afterEnd.run();
  }

  private <S extends SqlStatement<S>> S ours(S statement) {
    return statement.bind("talk", talk).bind("purpose", purpose);
  }
}
