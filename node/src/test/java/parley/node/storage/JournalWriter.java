package parley.node.storage;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig.SynchronousMode;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.TalkId;
import parley.node.people.Delegation;
import parley.node.people.People;
import parley.node.words.Language;

/**
 * The process that loses its power in {@link PowerLossTest}: appends entries, and acknowledges each
 * in the file {@code acknowledged}, which is never synced, as a reply over a network never is.
 */
final class JournalWriter {
  static final TalkId TALK = new TalkId("A".repeat(22));

  /** Large enough that the log is checkpointed into the database several times. */
  private static final int BODY_LENGTH = 20_000;

  private JournalWriter() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    SynchronousMode mode = SynchronousMode.valueOf(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    try (Database database = Database.open(folder.resolve("parley.db"), mode);
        FileChannel acknowledged =
            FileChannel.open(
                folder.resolve("acknowledged"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
      new People(database)
          .add(
              new Delegation(
                  "norland", Language.EN, ZoneId.of("UTC"), Map.of(Language.EN, "Norland")));
      DossierJournal journal = new DossierJournal(database);
      journal.begin(TALK, List.of("norland"), List.of(entry(1)));
      acknowledge(acknowledged, 1);
      for (int seq = 2; seq <= count; seq++) {
        journal.append(TALK, List.of(entry(seq)), List.of(body(seq)));
        acknowledge(acknowledged, seq);
      }
    }
  }

  private static void acknowledge(FileChannel to, long seq) throws Exception {
    to.write(ByteBuffer.wrap((seq + "\n").getBytes(StandardCharsets.US_ASCII)));
  }

  /** What is stored of it is its number, its chain and its text. */
  static Entry entry(long seq) {
    Digest digest = Digest.of("entry " + seq);
    return new Entry(
        digest,
        TALK,
        new DelegationId(Digest.of("chain").value()),
        "key",
        seq,
        Optional.empty(),
        Collections.unmodifiableSortedMap(new TreeMap<>()),
        Instant.EPOCH,
        new Act.Acknowledge(),
        Optional.empty(),
        digest,
        Optional.empty(),
        "entry-" + seq);
  }

  static Body body(long seq) {
    byte[] salt = new byte[32];
    Arrays.fill(salt, (byte) seq);
    return new Body(Base64Url.encode(salt), Long.toString(seq) + "x".repeat(BODY_LENGTH));
  }
}
