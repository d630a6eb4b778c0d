package parley.bench;

import java.util.Arrays;

/** Values measured again and again, in the order of their size. */
record Distribution(double[] sorted) {
  Distribution {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sorted = sorted.clone();
    Arrays.sort(sorted);
  }

  static Distribution of(double... values) {
    return new Distribution(values);
  }

  /** The nearest-rank percentile, so that it is a value that was really measured. */
  double percentile(double part) {
    int rank = (int) Math.ceil(part * sorted.length);
    return sorted[Math.max(rank, 1) - 1];
  }

  double median() {
    return percentile(0.5);
  }

  double least() {
    return sorted[0];
  }

  double greatest() {
    return sorted[sorted.length - 1];
  }

  int count() {
    return sorted.length;
  }

  @Override
  public double[] sorted() {
    return sorted.clone();
  }
}
