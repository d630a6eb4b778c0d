package parley.node.line;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parley.node.line.probe.Figures;
import parley.node.line.probe.Finding;
import parley.node.words.Slug;
import parley.relay.clip.ClipReport;

/**
 * The last tests of a line from left to right: the median round trip as a line, the jitter as a
 * band around it, loss from below as marks.
 *
 * @param columns oldest first
 * @param top the round trip at the upper edge
 */
public record TestPlot(List<Column> columns, Duration top) {
  /** Most tests. */
  public static final int MOST = 48;

  /** How wide the picture is, in its own units. */
  public static final int WIDTH = MOST * 20;

  public static final int HEIGHT = 200;

  private static final double STEP = 20;
  private static final double LEAST_MARK = 8;

  /** Loss of so much reaches half of the height. */
  private static final double HALF_LOSS = 0.1;

  private static final List<Duration> TOPS =
      List.of(
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2));

  public TestPlot {
    columns = List.copyOf(columns);
  }

  /**
   * One test.
   *
   * @param words what it was, for whoever points at it
   */
  public record Column(int place, Finding finding, Optional<Figures> figures, String words) {
    public String kind() {
      return Slug.of(finding.kind());
    }

    /** The larger of both losses, from 0 to 1; 1 if nothing came of it. */
    double lost() {
      return switch (finding.kind()) {
        case NOT_TESTED -> 0;
        case PASSED, FAILED ->
            figures
                .map(Figures::report)
                .map(report -> Math.max(report.sounds().lost(), report.frames().lost()))
                .orElse(1.0);
      };
    }

    Optional<ClipReport> measured() {
      return figures.map(Figures::report).filter(report -> report.sounds().returned() > 0);
    }
  }

  static TestPlot of(List<Column> columns) {
    Duration most =
        columns.stream()
            .flatMap(column -> column.measured().stream())
            .map(report -> report.roundTrip().median().plus(report.jitter()))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return new TestPlot(
        columns,
        TOPS.stream().filter(top -> top.compareTo(most) > 0).findFirst().orElse(TOPS.getLast()));
  }

  public boolean isEmpty() {
    return columns.isEmpty();
  }

  /** Where a test stands, from the left; the latest is at the right edge. */
  public double x(Column column) {
    return WIDTH - (columns.size() - column.place() - 0.5) * STEP;
  }

  /** How high its mark of loss is; 0 for none. */
  public double markHeight(Column column) {
    double lost = column.lost();
    return lost <= 0 ? 0 : Math.clamp(lost / HALF_LOSS * HEIGHT / 2, LEAST_MARK, (double) HEIGHT);
  }

  /** The round trips, as an SVG path with gaps where nothing was measured. */
  public String line() {
    StringBuilder path = new StringBuilder();
    boolean isOpen = false;
    for (Column column : columns) {
      Optional<ClipReport> measured = column.measured();
      if (measured.isPresent()) {
        double height = y(measured.get().roundTrip().median());
        path.append(isOpen ? 'L' : 'M').append(point(x(column), height));
        if (!isOpen) {
          path.append('h').append(0.01); // so that a single one is seen
        }
      }
      isOpen = measured.isPresent();
    }
    return path.toString();
  }

  /** The band of a test's jitter, as wide as its column. */
  public Optional<Band> band(Column column) {
    return column
        .measured()
        .map(
            report -> {
              double upper = y(report.roundTrip().median().plus(report.jitter()));
              double lower = y(report.roundTrip().median().minus(report.jitter()));
              return new Band(x(column) - STEP / 2, upper, STEP, Math.max(2, lower - upper));
            });
  }

  /** A rectangle. */
  public record Band(double x, double y, double width, double height) {}

  private double y(Duration roundTrip) {
    double share = roundTrip.toNanos() / (double) top.toNanos();
    return Math.round((1 - Math.clamp(share, 0, 1)) * HEIGHT * 10) / 10.0;
  }

  private static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f %.1f", x, y);
  }
}
