package parley.node.room.group;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.model.Base64Url;
import parley.node.storage.Database;

/**
 * What people hand over in rooms, as ciphertext: a file each, named by chance. A talk's are deleted
 * when its group ends. Any thread.
 */
public final class Documents {
  /** 50 MiB in chunks of 64 KiB, each with a tag of 16 bytes. */
  public static final long MOST_BYTES = 50L * 1024 * 1024 + 801 * 16;

  /** Of all documents of a talk together, while its group lasts. */
  static final long MOST_OF_TALK = 500L * 1024 * 1024;

  /** Of one talk; each may lie on the disk before it is counted. */
  private static final int MOST_UNDER_WAY = 16;

  private static final String PARTIAL = ".part";
  private static final int ID_BYTES = 16;

  private final Database database;
  private final Path folder;
  private final RandomGenerator random;
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

  /** What became of a document. */
  public sealed interface Outcome {}

  /** It is kept under this name. */
  public record Kept(String id) implements Outcome {}

  /** It is larger than a document may be. */
  public record TooLarge() implements Outcome {}

  /** The talk's documents are too many already. */
  public record Full() implements Outcome {}

  /**
   * @param folder in which nothing else is
   * @param random for names; unpredictable outside tests
   */
  public Documents(Database database, Path folder, RandomGenerator random) {
    this.database = database;
    this.folder = folder;
    this.random = random;
  }

  /** Takes a document in, as it comes; whatever is not kept whole is not kept. */
  public Outcome take(String talk, InputStream bytes) throws IOException {
    try {
      return underWay.merge(talk, 1, Integer::sum) > MOST_UNDER_WAY
          ? new Full()
          : takeNext(talk, bytes);
    } finally {
      underWay.computeIfPresent(talk, (same, count) -> count == 1 ? null : count - 1);
    }
  }

  private Outcome takeNext(String talk, InputStream bytes) throws IOException {
    long free = MOST_OF_TALK - size(talk);
    if (free <= 0) {
      return new Full();
    }
    String id = newId();
    Path partial = folder.resolve(id + PARTIAL);
    try {
      long size = write(bytes, partial, Math.min(free, MOST_BYTES));
      if (size < 0) {
        return free < MOST_BYTES ? new Full() : new TooLarge();
      }
      Files.move(partial, folder.resolve(id));
      if (isAdded(talk, id, size)) {
        return new Kept(id);
      }
      Files.delete(folder.resolve(id));
      return new Full();
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** The talk's document of this name. */
  public Optional<Path> find(String talk, String id) {
    return database
        .read(
            handle ->
                handle
                    .createQuery("select id from room_document where talk = ? and id = ?")
                    .bind(0, talk)
                    .bind(1, id)
                    .mapTo(String.class)
                    .findOne())
        .map(folder::resolve);
  }

  /** Deletes all of a talk's. */
  public void end(String talk) {
    List<String> gone =
        database.write(
            handle ->
                handle
                    .createQuery("delete from room_document where talk = ? returning id")
                    .bind(0, talk)
                    .mapTo(String.class)
                    .list());
    gone.forEach(id -> delete(folder.resolve(id)));
  }

  /** Deletes what no group stands for any more, and what never came whole: the node has started. */
  public void keepOnly(Collection<String> talks) {
    List<String> known =
        database.read(
            handle ->
                handle
                    .createQuery("select distinct talk from room_document")
                    .mapTo(String.class)
                    .list());
    known.stream().filter(talk -> !talks.contains(talk)).forEach(this::end);
    Set<String> kept =
        database.read(
            handle ->
                handle.createQuery("select id from room_document").mapTo(String.class).stream()
                    .collect(Collectors.toSet()));
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> !kept.contains(file.getFileName().toString()))
          .forEach(Documents::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long size(String talk) {
    return database.read(
        handle ->
            handle
                .createQuery("select coalesce(sum(size), 0) from room_document where talk = ?")
                .bind(0, talk)
                .mapTo(Long.class)
                .one());
  }

  private boolean isAdded(String talk, String id, long size) {
    return database.write(
        handle ->
            handle
                    .createUpdate(
                        """
                        insert into room_document (id, talk, size) select :id, :talk, :size
                        where (select coalesce(sum(size), 0) from room_document where talk = :talk) + :size <= :most""")
                    .bind("id", id)
                    .bind("talk", talk)
                    .bind("size", size)
                    .bind("most", MOST_OF_TALK)
                    .execute()
                == 1);
  }

  /** How many bytes were written and synced; -1 if there were more than {@code most}. */
  private static long write(InputStream bytes, Path file, long most) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[64 * 1024];
      long size = 0;
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        size += read;
        if (size > most) {
          return -1;
        }
        ByteBuffer piece = ByteBuffer.wrap(buffer, 0, read);
        while (piece.hasRemaining()) {
          out.write(piece);
        }
      }
      out.force(true);
      return size;
    }
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64Url.encode(bytes);
  }
}
