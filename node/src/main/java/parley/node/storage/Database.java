package parley.node.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite with many readers and one writer. A transaction that {@link #write} returned from is on
 * the disk: {@code synchronous=FULL} makes SQLite sync the write-ahead log before a commit returns.
 */
public final class Database implements AutoCloseable {
  private static final int READERS = 4;
  private static final String READ = "read";

  private final HikariDataSource readers;
  private final HikariDataSource writer;
  private final Jdbi reading;
  private final Jdbi writing;
  private final ReentrantLock writerTurn = new ReentrantLock(true);

  private Database(HikariDataSource readers, HikariDataSource writer) {
    this.readers = readers;
    this.writer = writer;
    this.reading = Jdbi.create(readers);
    this.writing = Jdbi.create(writer);
  }

  /** Opens or creates the database in {@code file} and brings its tables up to date. */
  public static Database open(Path file) {
    return open(file, SQLiteConfig.SynchronousMode.FULL);
  }

  /** As {@link #open(Path)}, with another care for the disk: a test's control needs less of it. */
  static Database open(Path file, SQLiteConfig.SynchronousMode synchronous) {
    HikariDataSource writer =
        pool("write", 1, source(file, synchronous, SQLiteConfig.TransactionMode.IMMEDIATE));
    Flyway.configure()
        .dataSource(writer)
        .locations("classpath:db/migration")
        .outOfOrder(true)
        .loggers("slf4j")
        .load()
        .migrate();
    return new Database(
        pool(READ, READERS, source(file, synchronous, SQLiteConfig.TransactionMode.DEFERRED)),
        writer);
  }

  /** Runs {@code work} on a consistent snapshot; it cannot change anything. */
  public <T> T read(Function<Handle, T> work) {
    return reading.inTransaction(work::apply);
  }

  /**
   * Runs {@code work} as the only writer, all or nothing. When this returns, the changes are
   * durable; when it throws, there are none.
   */
  public <T> T write(Function<Handle, T> work) {
    writerTurn.lock();
    try {
      return writing.inTransaction(work::apply);
    } finally {
      writerTurn.unlock();
    }
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
  }

  private static SQLiteDataSource source(
      Path file, SQLiteConfig.SynchronousMode synchronous, SQLiteConfig.TransactionMode mode) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(synchronous);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(5_000);
    config.setTransactionMode(mode);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static HikariDataSource pool(String name, int size, SQLiteDataSource source) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionInitSql(name.equals(READ) ? "pragma query_only = true" : "select 1");
    return new HikariDataSource(config);
  }
}
