package parley.node.room.group;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Digest;
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

  /** As many of one house. */
  public static final int MOST_COUNT = 1_000;

  /** Of one talk; each may lie on the disk before it is counted. */
  private static final int MOST_UNDER_WAY = 16;

  private static final String PARTIAL = ".part";
  private static final int ID_BYTES = 16;

  private final DocumentTable table;
  private final Path folder;
  private final RandomGenerator random;
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
  private final Map<Key, Arrival> coming = new ConcurrentHashMap<>();

  /** What became of a document. */
  public sealed interface Outcome {}

  /** It is kept. */
  public record Kept(DocumentCard card) implements Outcome {}

  /** It is larger than a document may be. */
  public record TooLarge() implements Outcome {}

  /** The talk's documents are too many already. */
  public record Full() implements Outcome {}

  /**
   * @param folder in which nothing else is
   * @param random for names; unpredictable outside tests
   */
  public Documents(Database database, Path folder, RandomGenerator random) {
    this.table = new DocumentTable(database);
    this.folder = folder;
    this.random = random;
  }

  /**
   * Takes a document in, as it comes; whatever is not kept whole is not kept.
   *
   * @param side the delegation whose person hands it over
   */
  public Outcome take(String talk, String side, InputStream bytes) throws IOException {
    try {
      return underWay.merge(talk, 1, Integer::sum) > MOST_UNDER_WAY
          ? new Full()
          : takeNext(talk, side, bytes);
    } finally {
      underWay.computeIfPresent(talk, (same, count) -> count == 1 ? null : count - 1);
    }
  }

  private Outcome takeNext(String talk, String side, InputStream bytes) throws IOException {
    long free = MOST_OF_TALK - table.size(talk);
    if (free <= 0) {
      return new Full();
    }
    String id = newId();
    MessageDigest digest = sha256();
    Path partial = folder.resolve(id + PARTIAL);
    try {
      long size = write(bytes, digest, partial, Math.min(free, MOST_BYTES));
      if (size < 0) {
        return free < MOST_BYTES ? new Full() : new TooLarge();
      }
      Files.move(partial, folder.resolve(id));
      DocumentCard card = new DocumentCard(id, size, Digest.ofHash(digest.digest()).value());
      if (table.add(new DocumentTable.Row(talk, side, false, card, DocumentTable.State.WHOLE))) {
        return new Kept(card);
      }
      Files.delete(folder.resolve(id));
      return new Full();
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** The talk's document of this name. */
  public Optional<Path> find(String talk, String id) {
    return table.isWhole(talk, id) ? Optional.of(folder.resolve(id)) : Optional.empty();
  }

  /** The talk's document of this name that is on its way from another house. */
  public Optional<Arrival> coming(String talk, String id) {
    return Optional.ofNullable(coming.get(new Key(talk, id)));
  }

  /** Those of one talk, for other houses. */
  public TalkDocuments of(String talk) {
    return new Crossing(talk);
  }

  private record Key(String talk, String id) {}

  private final class Crossing implements TalkDocuments {
    private final String talk;

    Crossing(String talk) {
      this.talk = talk;
    }

    @Override
    public List<DocumentCard> ofSide(String side) {
      return table.ofSide(talk, side);
    }

    @Override
    public Optional<byte[]> piece(String side, String id, long from) throws IOException {
      Optional<DocumentCard> card =
          table.ofSide(talk, side).stream().filter(each -> each.id().equals(id)).findFirst();
      if (card.filter(known -> from < known.size()).isEmpty()) {
        return Optional.empty();
      }
      try (FileChannel in = FileChannel.open(folder.resolve(id), StandardOpenOption.READ)) {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, card.get().size() - from));
        while (piece.hasRemaining() && in.read(piece, from + piece.position()) >= 0) {}
        return piece.hasRemaining() ? Optional.empty() : Optional.of(piece.array());
      } catch (NoSuchFileException deleted) {
        return Optional.empty();
      }
    }

    @Override
    public Claim claim(String house, DocumentCard card) {
      var row = new DocumentTable.Row(talk, house, true, card, DocumentTable.State.COMING);
      Optional<DocumentTable.State> before = table.state(row);
      if (before.isPresent()) {
        return before.get() == DocumentTable.State.COMING ? Claim.WANTED : Claim.SETTLED;
      }
      if (table.isKnown(card.id())) {
        return Claim.CONTRADICTED;
      }
      return table.add(row) ? Claim.WANTED : Claim.FULL;
    }

    @Override
    public Arrival begin(DocumentCard card) {
      Arrival arrival = new Arrival(card, folder.resolve(card.id() + PARTIAL));
      coming.put(new Key(talk, card.id()), arrival);
      return arrival;
    }

    @Override
    public boolean finish(Arrival arrival) throws IOException {
      String id = arrival.card().id();
      boolean wasWanted = !arrival.isClosed();
      if (!arrival.moveTo(folder.resolve(id))) {
        refuse(arrival);
        return !wasWanted;
      }
      if (!table.change(talk, id, DocumentTable.State.WHOLE)) {
        delete(folder.resolve(id));
      }
      coming.remove(new Key(talk, id), arrival);
      return true;
    }

    @Override
    public void giveUp(Arrival arrival) {
      arrival.close();
      table.deleteComing(talk, arrival.card().id());
      coming.remove(new Key(talk, arrival.card().id()), arrival);
    }

    @Override
    public void refuse(Arrival arrival) {
      arrival.close();
      table.change(talk, arrival.card().id(), DocumentTable.State.REFUSED);
      coming.remove(new Key(talk, arrival.card().id()), arrival);
    }
  }

  /** Deletes all of a talk's. */
  public void end(String talk) {
    List<String> gone = table.deleteAll(talk);
    coming.forEach(
        (key, arrival) -> {
          if (key.talk().equals(talk)) {
            arrival.close();
            coming.remove(key, arrival);
          }
        });
    gone.forEach(id -> delete(folder.resolve(id)));
  }

  /** Deletes what no group stands for any more, and what never came whole: the node has started. */
  public void keepOnly(Collection<String> talks) {
    table.deleteAllThatAreNotHere();
    table.talks().stream().filter(talk -> !talks.contains(talk)).forEach(this::end);
    Set<String> kept = table.ids();
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

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many bytes were written and synced; -1 if there were more than {@code most}. */
  private static long write(InputStream bytes, MessageDigest digest, Path file, long most)
      throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[64 * 1024];
      long size = 0;
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        size += read;
        if (size > most) {
          return -1;
        }
        digest.update(buffer, 0, read);
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
