package parley.node.room.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.node.storage.Database;

class DocumentsTest {
  @TempDir Path data;
  private Path folder;
  private Database database;
  private Documents documents;

  @BeforeEach
  void open() throws IOException {
    folder = Files.createDirectories(data.resolve("documents"));
    database = Database.open(data.resolve("parley.db"));
    documents = new Documents(database, folder, new Random(3));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** So many bytes of nothing, and then perhaps a broken connection. */
  private static InputStream nothing(long length, boolean breaks) {
    return new InputStream() {
      private long left = length;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : 0;
      }

      @Override
      public int read(byte[] into, int at, int most) throws IOException {
        if (left == 0 && breaks) {
          throw new IOException("connection reset");
        }
        int some = (int) Math.min(left, most);
        left -= some;
        return some == 0 ? -1 : some;
      }
    };
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }

  private String kept(String talk, long length) throws IOException {
    assertThat(documents.take(talk, "norland", nothing(length, false)))
        .isInstanceOf(Documents.Kept.class);
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toFile().length() == length)
          .findFirst()
          .orElseThrow()
          .getFileName()
          .toString();
    }
  }

  @Test
  void aDocumentIsGivenBackAsItCameAndToItsOwnTalkOnly() throws IOException {
    byte[] content = {1, 2, 3};
    String id =
        ((Documents.Kept) documents.take("t", "norland", new ByteArrayInputStream(content)))
            .card()
            .id();
    assertThat(Files.readAllBytes(documents.find("t", id).orElseThrow())).isEqualTo(content);
    assertThat(documents.find("u", id)).isEmpty();
    assertThat(documents.find("t", "../parley.db")).isEmpty();
  }

  @Test
  void whatIsTooLargeOrBreaksOffLeavesNothing() throws IOException {
    assertThat(documents.take("t", "norland", nothing(Documents.MOST_BYTES + 1, false)))
        .isEqualTo(new Documents.TooLarge());
    assertThatThrownBy(() -> documents.take("t", "norland", nothing(100_000, true)))
        .isInstanceOf(IOException.class);
    assertThat(files()).isZero();
    kept("t", Documents.MOST_BYTES);
    assertThat(files()).as("control").isEqualTo(1);
  }

  @Test
  void aTalkHasRoomForSoMuchAndAnotherForItsOwn() throws IOException {
    database.write(
        handle ->
            handle.execute(
                "insert into room_document (id, talk, size) values ('x', 't', ?)",
                Documents.MOST_OF_TALK - 10));
    assertThat(documents.take("t", "norland", nothing(11, false))).isEqualTo(new Documents.Full());
    assertThat(documents.take("t", "norland", nothing(10, false)))
        .isInstanceOf(Documents.Kept.class);
    assertThat(documents.take("t", "norland", nothing(1, false))).isEqualTo(new Documents.Full());
    assertThat(documents.take("u", "norland", nothing(11, false)))
        .isInstanceOf(Documents.Kept.class);
    assertThat(files()).isEqualTo(2);
  }

  @Test
  void nothingOfAnEndedGroupIsLeft() throws IOException {
    kept("t", 5);
    String other = kept("u", 7);
    documents.end("t");
    assertThat(files()).isEqualTo(1);
    assertThat(documents.find("u", other)).isPresent();
  }

  @Test
  void aNodeThatStartsDeletesWhatNoGroupStandsFor() throws IOException {
    kept("t", 5);
    String other = kept("u", 7);
    Files.writeString(folder.resolve("abc.part"), "half");
    documents.keepOnly(List.of("u"));
    assertThat(files()).isEqualTo(1);
    assertThat(documents.find("u", other)).isPresent();
  }
}
