package parley.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import parley.dossier.chain.Entry;
import parley.dossier.verify.Report;
import parley.dossier.verify.Verifier;
import parley.node.storage.Database;
import parley.node.storage.DossierJournal;

/**
 * The dossier's costs: an entry signed, admitted and on the disk, beside a bare insert into SQLite
 * with the same care; an exported dossier verified, beside the bare Ed25519 verifications in it.
 */
final class DossierCost implements Measurement {
  private static final int ENTRIES_A_ROUND = 50;
  private static final int LONG_TALK = 10_000;

  @Override
  public String name() {
    return "record: entries appended and verified";
  }

  @Override
  public List<Figure> measure(int repetitions, Path scratch) throws Exception {
    List<Figure> figures = new ArrayList<>(append(repetitions, scratch));
    figures.addAll(verify(repetitions));
    return figures;
  }

  private static List<Figure> append(int repetitions, Path scratch) throws Exception {
    double[] entries = new double[repetitions];
    double[] bare = new double[repetitions];
    double[] ratio = new double[repetitions];
    try (Database database = Database.open(scratch.resolve("bench.db"));
        Connection raw = rawDatabase(scratch.resolve("raw.db"))) {
      DossierJournal journal = new DossierJournal(database);
      for (int round = 0; round < repetitions; round++) {
        SampleTalk talk = SampleTalk.accepted();
        journal.begin(talk.id(), List.of(), talk.entries());
        List<Entry> written = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < ENTRIES_A_ROUND; i++) {
          Entry entry = talk.propose();
          journal.append(talk.id(), List.of(entry), List.of());
          written.add(entry);
        }
        entries[round] = perSecond(ENTRIES_A_ROUND, begun);
        bare[round] = insertBare(raw, written);
        ratio[round] = entries[round] / bare[round];
      }
    }
    return List.of(
        new Figure(
            "entries signed, admitted and durable, one by one", "per s", Distribution.of(entries)),
        new Figure("  peer: the same bytes into bare SQLite", "per s", Distribution.of(bare)),
        new Figure("  share of the peer's rate", "", Distribution.of(ratio)));
  }

  private static Connection rawDatabase(Path file) throws Exception {
    Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = raw.createStatement()) {
      statement.execute("pragma journal_mode=WAL");
      statement.execute("pragma synchronous=FULL");
      statement.execute("create table entry (id integer primary key, jws text not null) strict");
    }
    return raw;
  }

  private static double insertBare(Connection raw, List<Entry> entries) throws Exception {
    try (PreparedStatement insert = raw.prepareStatement("insert into entry (jws) values (?)")) {
      long begun = System.nanoTime();
      for (Entry entry : entries) {
        insert.setString(1, entry.jws());
        insert.executeUpdate();
      }
      return perSecond(entries.size(), begun);
    }
  }

  private static List<Figure> verify(int repetitions) throws Exception {
    byte[] file = LongTalk.export(LONG_TALK);
    double[] seconds = new double[repetitions];
    double[] whole = new double[repetitions];
    double[] bare = new double[repetitions];
    double[] ratio = new double[repetitions];
    BareEd25519 peer = new BareEd25519();
    for (int round = -2; round < repetitions; round++) { // two rounds to warm up
      long begun = System.nanoTime();
      if (!(Verifier.verify(file) instanceof Report.Holds)) {
        throw new IllegalStateException("the sample does not hold: " + Verifier.verify(file));
      }
      double rate = perSecond(LONG_TALK, begun);
      double bareRate = peer.perSecond(LONG_TALK / 10);
      if (round >= 0) {
        seconds[round] = LONG_TALK / rate;
        whole[round] = rate;
        bare[round] = bareRate;
        ratio[round] = rate / bareRate;
      }
    }
    return List.of(
        new Figure(
            "an export of %,d entries verified, half with a person's assertion"
                .formatted(LONG_TALK),
            "s",
            Distribution.of(seconds)),
        new Figure("  that is, entries", "per s", Distribution.of(whole)),
        new Figure("  peer: the JDK's bare Ed25519 verifications", "per s", Distribution.of(bare)),
        new Figure("  share of the peer's rate", "", Distribution.of(ratio)));
  }

  private static double perSecond(int count, long begunNanos) {
    return count * 1e9 / (System.nanoTime() - begunNanos);
  }

  /** The JDK's own verification of one signature over a kilobyte, again and again. */
  private static final class BareEd25519 {
    private final byte[] message = "parley ".repeat(150).getBytes(StandardCharsets.US_ASCII);
    private final KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    private final byte[] signed;

    BareEd25519() throws Exception {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(keys.getPrivate());
      signer.update(message);
      signed = signer.sign();
    }

    double perSecond(int count) throws Exception {
      long begun = System.nanoTime();
      for (int i = 0; i < count; i++) {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(keys.getPublic());
        verifier.update(message);
        if (!verifier.verify(signed)) {
          throw new IllegalStateException("the signature does not hold");
        }
      }
      return DossierCost.perSecond(count, begun);
    }
  }
}
