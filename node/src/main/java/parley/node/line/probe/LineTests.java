package parley.node.line.probe;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import parley.node.line.probe.LineTest.Asker;
import parley.node.storage.Database;
import parley.node.words.Slug;
import parley.relay.clip.ClipReport;

/**
 * The tests of lines in the database, the latest of each line. A line is named by the delegation
 * that lives here and the counterpart's line key. Any thread.
 */
public final class LineTests {
  /** Most of one line: a year of hourly ones. */
  static final int MOST = 8_784;

  private final Database database;

  public LineTests(Database database) {
    this.database = database;
  }

  public void add(String delegation, String key, LineTest test) {
    database.write(handle -> add(handle, delegation, key, test));
  }

  /** The latest, newest first. */
  public List<LineTest> latest(String delegation, String key, int most) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select * from line_test where delegation = ? and line_key = ?
                    order by place desc limit ?""")
                .bind(0, delegation)
                .bind(1, key)
                .bind(2, most)
                .map((row, context) -> test(row))
                .list());
  }

  /** The last that came to an end, good or bad. */
  public Optional<LineTest> last(String delegation, String key) {
    return latest(delegation, key, Set.of(Finding.Kind.PASSED, Finding.Kind.FAILED));
  }

  /** The last that was good. */
  public Optional<LineTest> lastPassed(String delegation, String key) {
    return latest(delegation, key, Set.of(Finding.Kind.PASSED));
  }

  private Optional<LineTest> latest(String delegation, String key, Set<Finding.Kind> kinds) {
    List<String> findings =
        Arrays.stream(Finding.values())
            .filter(each -> kinds.contains(each.kind()))
            .map(Slug::of)
            .toList();
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select * from line_test where delegation = :delegation and line_key = :key
                    and finding in (<findings>) order by place desc limit 1""")
                .bind("delegation", delegation)
                .bind("key", key)
                .bindList("findings", findings)
                .map((row, context) -> test(row))
                .findOne());
  }

  private static int add(Handle handle, String delegation, String key, LineTest test) {
    Optional<Figures> figures = test.figures();
    Optional<ClipReport> report = figures.map(Figures::report);
    handle.execute(
        """
        insert into line_test (delegation, line_key, at, asker, finding, median, p95, jitter, sounds_sent,
          sounds_back, frames_sent, frames_back, altered, bits, clock_offset, connection_age)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        delegation,
        key,
        test.at().toEpochMilli(),
        Slug.of(test.asker()),
        Slug.of(test.finding()),
        report.map(each -> micros(each.roundTrip().median())).orElse(null),
        report.map(each -> micros(each.roundTrip().percentile95())).orElse(null),
        report.map(each -> micros(each.jitter())).orElse(null),
        report.map(each -> each.sounds().sent()).orElse(null),
        report.map(each -> each.sounds().returned()).orElse(null),
        report.map(each -> each.frames().sent()).orElse(null),
        report.map(each -> each.frames().returned()).orElse(null),
        report.map(ClipReport::altered).orElse(null),
        report.map(ClipReport::bitsPerSecond).orElse(null),
        figures.flatMap(Figures::clockOffset).map(LineTests::micros).orElse(null),
        figures.map(each -> each.connectionAge().toSeconds()).orElse(null));
    return handle.execute(
        """
        delete from line_test where delegation = ? and line_key = ? and place <= (
          select place from line_test where delegation = ? and line_key = ?
          order by place desc limit 1 offset ?)""",
        delegation,
        key,
        delegation,
        key,
        MOST);
  }

  private static LineTest test(ResultSet row) throws SQLException {
    boolean hasFigures = row.getObject("median") != null;
    return new LineTest(
        Instant.ofEpochMilli(row.getLong("at")),
        Asker.valueOf(constant(row.getString("asker"))),
        Finding.valueOf(constant(row.getString("finding"))),
        hasFigures ? Optional.of(figures(row)) : Optional.empty());
  }

  private static Figures figures(ResultSet row) throws SQLException {
    boolean hasOffset = row.getObject("clock_offset") != null;
    return new Figures(
        new ClipReport(
            new ClipReport.Share(row.getInt("sounds_sent"), row.getInt("sounds_back")),
            new ClipReport.Share(row.getInt("frames_sent"), row.getInt("frames_back")),
            row.getInt("altered"),
            new ClipReport.RoundTrip(micros(row.getLong("median")), micros(row.getLong("p95"))),
            micros(row.getLong("jitter")),
            row.getLong("bits")),
        hasOffset ? Optional.of(micros(row.getLong("clock_offset"))) : Optional.empty(),
        Duration.ofSeconds(row.getLong("connection_age")));
  }

  private static String constant(String slug) {
    return slug.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private static Duration micros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
