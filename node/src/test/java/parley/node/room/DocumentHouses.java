package parley.node.room;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Digest;
import parley.node.people.Delegate;
import parley.node.room.group.DocumentCard;
import parley.node.room.group.Documents;
import parley.node.room.group.GroupRequest;
import parley.node.room.group.MemoryLog;
import parley.node.room.group.TalkDocuments;
import parley.node.storage.Database;
import parley.node.words.Language;

/** Two nodes in one talk that keep documents, with a line in memory between them. */
abstract class DocumentHouses {
  static final int PIECE = TalkDocuments.PIECE;
  static final String NAME = "A".repeat(22);
  static final Delegate ANNA =
      TalkRoomTest.delegate("norland", "anna", Language.EN, "Anna", "Анна");
  static final Delegate MARIA =
      TalkRoomTest.delegate("sudria", "maria", Language.RU, "Maria", "Мария");

  @TempDir Path data;
  final Set<String> inside = new HashSet<>(Set.of("anna.norland", "maria.sudria"));
  final PairedLine line =
      new PairedLine(HouseAdmission.chain("norland"), HouseAdmission.chain("sudria"));
  House north;
  House south;

  final class House implements AutoCloseable {
    final String side;
    final Path folder;
    final Database database;
    final List<Runnable> later = new ArrayList<>();
    final PairedLine.End end;
    final MemoryLog log = new Log();
    final HouseAdmission admission;
    Documents documents;
    TalkRoom room;

    final class Log extends MemoryLog {
      @Override
      public void end() {
        super.end();
        documents.end("t");
      }

      @Override
      public void adopt(long generation, String group) {
        super.adopt(generation, group);
        documents.end("t");
      }
    }

    House(Delegate own, Delegate far, PairedLine.End end) throws IOException {
      this.side = own.id().delegation();
      this.end = end;
      this.folder = Files.createDirectories(data.resolve(side));
      this.database = Database.open(data.resolve(side + ".db"));
      this.admission = new HouseAdmission(List.of(own), List.of(far), inside, new ArrayList<>());
      start();
      log.create(new GroupRequest.Create(1, "GGGG", "IIII"));
      end.room = Optional.of(() -> room);
    }

    void start() {
      later.clear();
      documents = new Documents(database, folder, new Random(side.hashCode()));
      documents.keepOnly(List.of("t", "u"));
      room =
          new TalkRoom(
              "t",
              new RecordedRelay(),
              admission,
              log,
              documents.of("t"),
              talk -> List.of(end),
              Runnable::run,
              Runnable::run,
              (delay, command) -> later.add(command));
    }

    DocumentCard keep(String talk, byte[] content) throws IOException {
      return ((Documents.Kept) documents.take(talk, side, new ByteArrayInputStream(content)))
          .card();
    }

    String share(byte[] content) throws IOException {
      DocumentCard card = keep("t", content);
      room.documents(houses -> houses.tell(side, card));
      return card.id();
    }

    boolean letTimePass() {
      List<Runnable> due = List.copyOf(later);
      later.clear();
      due.forEach(Runnable::run);
      return !due.isEmpty();
    }

    long arrived(String id) {
      return documents.coming("t", id).orElseThrow().arrived();
    }

    /** What it has of a document that is here. */
    Optional<byte[]> found(String id) throws IOException {
      Optional<Path> file = documents.find("t", id);
      return file.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(file.get()));
    }

    long files() throws IOException {
      try (Stream<Path> all = Files.list(folder)) {
        return all.count();
      }
    }

    List<String> fetches() {
      return end.sent.stream().filter(text -> text.contains("\"type\":\"fetch\"")).toList();
    }

    @Override
    public void close() {
      database.close();
    }
  }

  @BeforeEach
  void connect() throws IOException {
    north = new House(ANNA, MARIA, line.one);
    south = new House(MARIA, ANNA, line.other);
    line.begin();
    line.settle();
  }

  @AfterEach
  void close() {
    north.close();
    south.close();
  }

  void turns(int count) {
    for (int i = 0; i < count; i++) {
      line.settle();
      north.letTimePass();
      south.letTimePass();
    }
    line.settle();
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static String digest(byte[] content) {
    return Digest.of(content).value();
  }

  /** To the house in the south, as if the one in the north had said so. */
  void forge(String type, String rest) {
    line.other.forge("{\"talk\":\"t\",\"type\":\"" + type + "\"," + rest + "}");
    line.settle();
  }

  void announce(long generation, String id, long size, String digest) {
    forge(
        "shared",
        "\"generation\":%d,\"documents\":[{\"id\":\"%s\",\"size\":%d,\"digest\":\"%s\"}]"
            .formatted(generation, id, size, digest));
  }

  void piece(String id, long from, byte[] content) {
    forge(
        "piece",
        "\"id\":\"%s\",\"from\":%d,\"content\":\"%s\""
            .formatted(id, from, Base64Url.encode(content)));
  }
}
