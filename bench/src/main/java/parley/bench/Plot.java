package parley.bench;

import java.util.List;
import java.util.Locale;

/**
 * The figures as one HTML page: a table, and for each distribution a strip of its values in SVG.
 */
final class Plot {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 28;

  private Plot() {}

  static String page(String machine, List<Figure> figures) {
    StringBuilder rows = new StringBuilder();
    for (Figure figure : figures) {
      rows.append(row(figure));
    }
    return """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><title>Parley: figures</title>
        <style>
          body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; color: #1c1b19; background: #faf8f3 }
          td, th { padding: .3rem .8rem; text-align: start; border-bottom: 1px solid #d8d3c7 }
          .number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap }
          circle { fill: #1f4e6b; fill-opacity: .45 } line { stroke: #8a2b1d; stroke-width: 2 }
        </style>
        <h1>Parley: figures</h1>
        <p>%s</p>
        <table><tr><th>what</th><th>median</th><th>p95</th><th>n</th><th>every value, from zero; the line is the median</th></tr>
        %s</table></html>
        """
        .formatted(escape(machine), rows);
  }

  private static String row(Figure figure) {
    Distribution values = figure.values();
    return "<tr><td>%s</td><td class=number>%s %s</td><td class=number>%s</td><td class=number>%d</td><td>%s</td></tr>%n"
        .formatted(
            escape(figure.what()),
            Figure.number(values.median()),
            escape(figure.unit()),
            values.count() == 1 ? "" : Figure.number(values.percentile(0.95)),
            values.count(),
            values.count() == 1 ? "" : strip(values));
  }

  private static String strip(Distribution values) {
    double scale = (WIDTH - 12) / Math.max(values.greatest(), 1e-9);
    StringBuilder dots = new StringBuilder();
    for (double value : values.sorted()) {
      dots.append(
          String.format(
              Locale.ROOT, "<circle cx='%.1f' cy='%d' r='4'/>", 6 + value * scale, HEIGHT / 2));
    }
    double middle = 6 + values.median() * scale;
    return String.format(
        Locale.ROOT,
        "<svg width='%d' height='%d' role='img'>%s<line x1='%.1f' x2='%.1f' y1='2' y2='%d'/></svg>",
        WIDTH,
        HEIGHT,
        dots,
        middle,
        middle,
        HEIGHT - 2);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
