package parley.bench;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what in words, with the unit's meaning
 * @param unit for example {@code ms}
 */
record Figure(String what, String unit, Distribution values) {
  static Figure single(String what, String unit, double value) {
    return new Figure(what, unit, Distribution.of(value));
  }

  /** A line of the table as text. */
  String line() {
    return values.count() == 1
        ? String.format(Locale.ROOT, "%-58s %12s %s", what, number(values.median()), unit)
        : String.format(
            Locale.ROOT,
            "%-58s %12s %s   p95 %s   least %s   most %s   n=%d",
            what,
            number(values.median()),
            unit,
            number(values.percentile(0.95)),
            number(values.least()),
            number(values.greatest()),
            values.count());
  }

  static String number(double value) {
    return Math.abs(value) >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
